"""Items that say what they are: `{type: objective, id: o1, …}`, `{type: key_result, parent: o1, …}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrlint.core.model import KeyResult, Objective
from okrlint.core.text import Text
from okrlint.formats import tree
from okrlint.formats.context import Context
from okrlint.formats.evidence import Evidence
from okrlint.formats.hanging import Hanging
from okrlint.formats.kinds import KEY_RESULT, OBJECTIVE, RESULT, WORK, Kinds
from okrlint.formats.records import Record
from okrlint.formats.results import ResultReader, work
from okrlint.formats.roles import Roles


class ItemReader:
    """Reads the items of one file, which may say `said` of their kind; `objectives` is where all its readers add to."""

    def __init__(self, roles: Roles, said: Iterable[str], objectives: list[Objective], results: ResultReader) -> None:
        self._kinds = Kinds(roles, said)
        self._results = results
        self._roles = roles
        self._hanging = Hanging(roles, objectives)
        self._objectives = objectives
        self._stated: list[Text] = []
        self._said: dict[str, list[KeyResult]] = {KEY_RESULT: [], RESULT: []}

    def kind(self, record: Record) -> str:
        """What an item says that it is, "" for what is no item."""
        return self._kinds.of(record)

    def any_in(self, node: tree.Node) -> bool:
        """Whether objectives or key results that say so stand in a list."""
        items = node.items if isinstance(node, tree.Sequence) else ()
        records = (Record.of(item, self._roles) for item in items if isinstance(item, tree.Mapping))
        return any(self.kind(record) in (OBJECTIVE, KEY_RESULT) for record in records)

    def opened(self, record: Record) -> Record | None:
        """What an item has to say, without its wrapping; None where it only shows how items look."""
        opened = self._kinds.opened(record)
        return None if self._kinds.is_form(opened) else opened

    def note(self, index: int, record: Record, key: tree.Scalar | None) -> None:
        """Note an objective that is read already, so that others can name it."""
        self._stated.append(self._objectives[index].text)
        self._hanging.objective(index, record, key)

    def read(self, kind: str, record: Record, context: Context, key: tree.Scalar | None) -> int | None:
        """Read an item that is no objective; the answer is the `Context.result` of what stands in it."""
        if kind in self._said and self._results.sentence(record):
            found = self._results.one(record)
            self._said[kind].append(found)
            return self._hanging.key_result(found, record, context, key)
        if kind == WORK:
            for initiative in work(record.mapping, self._roles):
                self._hanging.work(initiative, record, context)
        return context.result

    def settle(self, evidence: Evidence) -> None:
        """Hang everything where it belongs, once all is read, and say what it proves."""
        self._hanging.settle()
        evidence.items(self._stated, self._said[KEY_RESULT], self._said[RESULT])


def inner(record: Record) -> Iterator[tree.Entry]:
    """What may hold further items; a single objective or id only names what a key result belongs to."""
    for role in ("", "key_result", "objective", "goal"):
        for entry in record.entries(role):
            items = entry.value.items if isinstance(entry.value, tree.Sequence) else ()
            nested = isinstance(entry.value, tree.Mapping) and role in ("", "key_result")
            if nested or any(not isinstance(item, tree.Scalar) for item in items):
                yield entry
