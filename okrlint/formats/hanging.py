"""Key results and work that name what they belong to: all are hung on each other once everything is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from okrlint.core.model import Initiative, KeyResult, Objective
from okrlint.core.source import Span
from okrlint.formats import tree
from okrlint.formats.context import Context, nowhere
from okrlint.formats.records import Record
from okrlint.formats.roles import Roles, plain

_LONGEST_CHAIN = tree.MAX_DEPTH
_FOREIGN_IDS = ("keyresult", "kr", "okr")
_Found = TypeVar("_Found", KeyResult, Initiative)


@dataclass(frozen=True, slots=True)
class _Item(Generic[_Found]):
    """A key result or work; `ids` name it, `refs` what it belongs to.

    It stands at `span` in `context`, after `place` objectives.
    """

    found: _Found
    ids: tuple[str, ...]
    refs: tuple[str, ...]
    context: Context
    place: int
    span: Span


@dataclass(slots=True)
class _Names:
    """What each id or text names: objectives by index, key results by number.

    `listed` are the key results that objectives list, with the index of the objective.
    """

    objectives: dict[str, list[int]] = field(default_factory=dict)
    results: dict[str, int] = field(default_factory=dict)
    listed: dict[str, int] = field(default_factory=dict)

    def objective(self, item: _Item[_Found]) -> int | None:
        """The objective that an item names; the last one before it, where several have that name."""
        for name in item.refs:
            if places := self.objectives.get(name):
                return places[max(0, bisect_left(places, item.place) - 1)]
        return None

    def result(self, item: _Item[_Found]) -> int | None:
        """The key result that an item names."""
        return next((number for name in item.refs if (number := self.results.get(name)) is not None), None)


class Hanging:
    """What is to be hung in one file; all its readers add to `objectives`."""

    def __init__(self, roles: Roles, objectives: list[Objective]) -> None:
        self._roles = roles
        self._objectives = objectives
        self._results: list[_Item[KeyResult]] = []
        self._work: list[_Item[Initiative]] = []
        self._refs: dict[int, tuple[str, ...]] = {}
        self._names = _Names()

    def objective(self, index: int, record: Record, key: tree.Scalar | None) -> None:
        """Note an objective that is read already; `key` is what it stands under."""
        self._refs[index] = tuple(_belongs(record, self._roles, "reference", "parent"))
        text = self._objectives[index].text.value.casefold()
        for name in dict.fromkeys((*_ids(record, key), text)):
            self._names.objectives.setdefault(name, []).append(index)
        for _, node in record.entries("members", "key_result"):
            for name in _named(node, self._roles):
                self._names.listed.setdefault(name, index)

    def key_result(self, found: KeyResult, record: Record, context: Context, key: tree.Scalar | None) -> int:
        """Add a key result; the answer is its number, which is `Context.result` for all that it holds."""
        number, ids = len(self._results), _ids(record, key)
        for name in ids:
            self._names.results.setdefault(name, number)
        refs = tuple(_belongs(record, self._roles, "reference", "parent", "objective", "goal"))
        self._results.append(_Item(found, ids, refs, context, len(self._objectives), record.mapping.span))
        return number

    def work(self, found: Initiative, record: Record, context: Context) -> None:
        """Add an initiative or a task."""
        refs = tuple(_belongs(record, self._roles, "id", "reference", "parent", "key_result", "objective"))
        self._work.append(_Item(found, (), refs, context, len(self._objectives), record.mapping.span))

    def settle(self) -> None:
        """Hang everything where it belongs."""
        for index in self._refs:
            self._forget_listed(index)
        self._hang_work()
        homes = [self._home(item) for item in self._results]
        in_order = not any(item.refs for item in self._results)
        orphans: dict[str, int] = {}
        hung: dict[int, list[KeyResult]] = {}
        for item, home in zip(self._results, homes, strict=True):
            index = self._adopted(item, in_order, orphans) if home is None else home
            hung.setdefault(index, []).append(item.found)
        for index, found in hung.items():
            objective = self._objectives[index]
            self._objectives[index] = replace(objective, key_results=(*objective.key_results, *found))
        for index in self._refs:
            self._nest(index)

    def _home(self, item: _Item[KeyResult]) -> int | None:
        """The objective that a key result belongs to, perhaps as part of another key result."""
        part = item
        for _ in range(_LONGEST_CHAIN):
            index = self._names.objective(part)
            if index is not None:
                return index
            number = self._names.result(part)
            if number is None or self._results[number] is part:
                break
            part = self._results[number]
        listed = next((index for name in item.ids if (index := self._names.listed.get(name)) is not None), None)
        return item.context.under if listed is None else listed

    def _adopted(self, item: _Item[KeyResult], in_order: bool, orphans: dict[str, int]) -> int:
        """The objective of a key result that names none: the last one where only order tells, else an unstated one."""
        if in_order and item.place:
            return item.place - 1
        name = item.refs[0] if item.refs else ""
        if name not in orphans:
            orphans[name] = len(self._objectives)
            context = item.context
            text = nowhere(item.span)
            self._objectives.append(Objective(text, None, context.fields, cycle=context.cycle, team=context.team))
        return orphans[name]

    def _hang_work(self) -> None:
        """Give initiatives to their key result, or to their objective."""
        of_results: dict[int, list[Initiative]] = {}
        of_objectives: dict[int, list[Initiative]] = {}
        for item in self._work:
            number, index = self._names.result(item), self._names.objective(item)
            if number is None and index is None:
                number, index = item.context.result, item.context.under
            if number is not None:
                of_results.setdefault(number, []).append(item.found)
            elif index is not None:
                of_objectives.setdefault(index, []).append(item.found)
        for number, found in of_results.items():
            result = self._results[number].found
            result = replace(result, initiatives=(*result.initiatives, *found))
            self._results[number] = replace(self._results[number], found=result)
        for index, found in of_objectives.items():
            objective = self._objectives[index]
            self._objectives[index] = replace(objective, initiatives=(*objective.initiatives, *found))

    def _forget_listed(self, index: int) -> None:
        """Remove from an objective the key results that are nothing but ids of others."""
        objective = self._objectives[index]
        kept = tuple(result for result in objective.key_results if not self._is_listed(result))
        if len(kept) < len(objective.key_results):
            self._objectives[index] = replace(objective, key_results=kept)

    def _is_listed(self, result: KeyResult) -> bool:
        name = result.text or result.id
        return name is not None and name.value.casefold() in self._names.results

    def _nest(self, index: int) -> None:
        """Put an objective under the one that it names as its parent, or whose key result it names."""
        objective = self._objectives[index]
        for name in self._refs[index] if objective.under is None else ():
            above = self._names.objectives.get(name, [None])[0]
            number = self._names.results.get(name)
            if above is None and number is not None:
                above = self._home(self._results[number])
            if above is not None and not self._is_below(above, index):
                self._objectives[index] = replace(objective, under=above)
                return

    def _is_below(self, index: int | None, other: int) -> bool:
        """Whether one objective is another, or stands below it."""
        for _ in range(_LONGEST_CHAIN):
            if index is None or index == other:
                return index is not None
            index = self._objectives[index].under
        return True


def _belongs(record: Record, roles: Roles, *names: str) -> Iterator[str]:
    """The ids and texts that a record gives under keys with these roles for what it belongs to."""
    for role in names:
        for key, node in record.entries(role):
            if role != "id" or plain(key.value).startswith(_FOREIGN_IDS):
                yield from (name for name in _named(node, roles) if role != "goal" or any(map(str.isalpha, name)))


def _named(node: tree.Node, roles: Roles) -> Iterator[str]:
    """Ids or texts in a value, a list, `{id: …}` or `{data: {id: …}}`."""
    if isinstance(node, tree.Scalar):
        if node.value:
            yield node.text.value.casefold()
    elif isinstance(node, tree.Sequence):
        for item in node.items:
            yield from _named(item, roles)
    else:
        record = Record.of(node, roles)
        yield from _ids(record)
        for key, value in record.entries(""):
            if key.value == "data":
                yield from _named(value, roles)


def _ids(record: Record, key: tree.Scalar | None = None) -> tuple[str, ...]:
    """The names that a record has for others to refer to, with the key that it stands under."""
    found = [value for _, value in record.entries("id") if isinstance(value, tree.Scalar)]
    heads = [entry for _, head in record.entries("head") if isinstance(head, tree.Mapping) for entry in head.entries]
    found += [value for name, value in heads if name.value == "name" and isinstance(value, tree.Scalar)]
    texts = [scalar.text.value.casefold() for scalar in (*found, *([key] if key else []))]
    return tuple(dict.fromkeys(filter(None, texts)))
