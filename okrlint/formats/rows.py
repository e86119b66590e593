"""Key results in flat rows, each of which names the objective that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from okrlint.core.model import KeyResult, Objective
from okrlint.formats import tree
from okrlint.formats.context import Context, nowhere
from okrlint.formats.evidence import Evidence, is_sentence
from okrlint.formats.ids import split_id
from okrlint.formats.records import Record, cycle_of
from okrlint.formats.results import ResultReader
from okrlint.formats.roles import Roles

_FEWEST_COLUMNS = 2


def is_result(record: Record) -> bool:
    """Whether a mapping is one key result: it has a key for the sentence alone."""
    return record.words("key_result") is not None and not record.holds("key_result") and not record.has("numbered")


def is_row(record: Record) -> bool:
    """Whether it also names its objective, or has the numbers of a key result."""
    return is_result(record) and record.scalar("objective", "reference", "target", "baseline", "current") is not None


def table_rows(node: tree.Sequence, roles: Roles) -> list[Record]:
    """The key results in a list of lists whose first one names the columns, as spreadsheets give it."""
    head, *rows = node.items or (node,)
    names = head.items if isinstance(head, tree.Sequence) else ()
    keys = [name for name in names if isinstance(name, tree.Scalar)]
    known = [role for name in keys if (role := roles.of(name.value))]
    if not rows or len(keys) < len(names) or len(known) < _FEWEST_COLUMNS or "key_result" not in known:
        return []
    records = []
    for row in rows:
        if isinstance(row, tree.Sequence):
            entries = tuple(tree.Entry(key, cell) for key, cell in zip(keys, row.items, strict=False))
            records.append(Record.of(tree.Mapping(entries, row.span), roles))
    return [record for record in records if is_result(record)]


class RowReader:
    """Reads rows into `objectives`, where all readers of a file add to."""

    def __init__(self, objectives: list[Objective], results: ResultReader, evidence: Evidence) -> None:
        self._objectives = objectives
        self._results = results
        self._evidence = evidence
        self._expected: dict[str, int] = {}

    def expect(self, index: int, record: Record) -> None:
        """Note the ids that an objective gives of key results which stand elsewhere."""
        for _, node in record.entries("members"):
            for item in node.items if isinstance(node, tree.Sequence) else ():
                if isinstance(item, tree.Scalar):
                    self._expected.setdefault(item.value, index)

    def read(self, records: Sequence[Record], context: Context, start: int | None = None) -> None:
        """Hang the key results of rows on the objectives from index `start` on, or on new ones."""
        rows = _Rows(self._objectives, len(self._objectives) if start is None else start, context, self._expected)
        self._evidence.rows(rows.read(records, self._results))

    def loose(self, node: tree.Node, context: Context, start: int) -> None:
        """Read key results that stand beside objectives, those from index `start` on; each may name its own."""
        records = [Record.of(item, self._results.roles) for item in _items(node) if isinstance(item, tree.Mapping)]
        if len(records) == len(_items(node)) and any(map(self._names_its_own, records)):
            self.read(records, context, start)
        elif not isinstance(node, tree.Scalar) and (found := tuple(self._results.read(node))):
            self._evidence.key_results(node, found)
            text = nowhere(node.span)
            self._objectives.append(
                Objective(text, None, context.fields, found, (), context.cycle, context.team, context.under)
            )

    def _names_its_own(self, record: Record) -> bool:
        ident = record.scalar("id")
        listed = ident is not None and ident.value in self._expected
        return listed or record.scalar("objective", "reference", "parent") is not None


def _items(node: tree.Node) -> Sequence[tree.Node]:
    """The values of a list, or of a mapping by id."""
    if isinstance(node, tree.Mapping):
        return [value for _, value in node.entries]
    return node.items if isinstance(node, tree.Sequence) else ()


class _Rows:
    """Hangs the rows of one table on objectives."""

    def __init__(self, objectives: list[Objective], start: int, context: Context, expected: Mapping[str, int]) -> None:
        self._objectives = objectives
        self._context = context
        self._known: dict[str, int] = {}
        self._expected = expected
        self._last = -1
        for index in range(start, len(objectives)):
            self._note(index)

    def read(self, records: Sequence[Record], results: ResultReader) -> list[KeyResult]:
        """Add the key results of rows to their objectives."""
        added: dict[int, list[KeyResult]] = {}
        for record in records:
            self._last = self._objective_of(record)
            added.setdefault(self._last, []).append(results.one(record))
        for index, found in added.items():
            objective = self._objectives[index]
            self._objectives[index] = replace(objective, key_results=(*objective.key_results, *found))
        return [result for found in added.values() for result in found]

    def _objective_of(self, record: Record) -> int:
        """The index of a row's objective; one that names none belongs where the row before it does."""
        for name in (record.scalar("objective"), record.scalar("reference"), record.scalar("parent")):
            if name and (index := self._known.get(name.text.value.casefold())) is not None:
                return index
        ident = record.scalar("id")
        if ident and (index := self._expected.get(ident.value)) is not None:
            return index
        name = record.scalar("objective", "reference")
        return self._add(record, name) if name or self._last < 0 else self._last

    def _add(self, record: Record, name: tree.Scalar | None) -> int:
        """A new objective from the row that names it first."""
        context, team = self._context, record.scalar("team")
        given, text = split_id(name.text) if name else (None, nowhere(record.mapping.span))
        if name and not is_sentence(text, 2):
            given, text = name.text, nowhere(record.mapping.span)
        self._objectives.append(
            Objective(
                text,
                given,
                context.fields,
                cycle=cycle_of(record) or context.cycle,
                team=team.text if team else context.team,
                under=context.under,
            )
        )
        index = len(self._objectives) - 1
        if name:
            self._known[name.text.value.casefold()] = index
        self._note(index)
        return index

    def _note(self, index: int) -> None:
        objective = self._objectives[index]
        for name in (objective.text, objective.id):
            if name:
                self._known.setdefault(name.value.casefold(), index)
