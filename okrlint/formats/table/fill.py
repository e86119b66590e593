"""Tables with a column for objectives and columns for key results: a blank cell means the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from okrlint.core import lazy_re as re
from okrlint.core.model import KeyResult, Objective
from okrlint.core.text import Text
from okrlint.formats import tree
from okrlint.formats.context import Context, nowhere
from okrlint.formats.objectives import ObjectiveReader
from okrlint.formats.records import Record, cycle_of
from okrlint.formats.table.grid import Row, lines
from okrlint.formats.table.heads import Column, Columns
from okrlint.formats.table.listed import scope

_OBJECTIVES = ("objective", "reference")
_FIGURES = frozenset({"baseline", "target", "current", "score", "confidence", "status", "unit", "due"})
_OF_RESULTS = re.compile(r"\W*(?:kr|key)", re.IGNORECASE)
_NUMBERED = re.compile(r".*?\d+")
_LONGEST_SECTION = 3
_HELD_TOGETHER = frozenset({"team", "period", "objective", "reference"})
_HELD = _HELD_TOGETHER | {"numbered"}


@dataclass(slots=True)
class Open:
    """The objectives of a document while its tables are read. `current` is the one that rows without a name belong to.

    `known` are those that rows may name, by id or by text, team and period. `section` is one that may be a title for
    those that follow: a few words, and nothing else in the row.
    """

    objectives: list[Objective]
    known: dict[object, int] = field(default_factory=dict)
    current: int | None = None
    added: dict[int, list[KeyResult]] = field(default_factory=dict)
    section: int | None = None

    def open(self, objective: Objective, *names: object) -> None:
        """Begin an objective that others may call by some names."""
        self.objectives.append(objective)
        self.current = len(self.objectives) - 1
        for name in names:
            self.known[name] = self.current

    def forget_section(self) -> Text | None:
        """Take back an objective that turned out to be a title, as another one follows at once; its words."""
        last = len(self.objectives) - 1
        if self.section is None or self.section != last or last in self.added:
            return None
        self.known = {name: index for name, index in self.known.items() if index != last}
        return self.objectives.pop().text

    def add(self, found: KeyResult, context: Context) -> None:
        """Add a key result to the current objective, or to one that nobody stated."""
        if self.current is None:
            text = nowhere(found.text.span())
            self.open(Objective(text, None, context.fields, cycle=context.cycle, team=context.team))
        self.added.setdefault(self.current or 0, []).append(found)

    def settle(self) -> list[KeyResult]:
        """Hang all that was added; the answer is what was hung."""
        for index, found in self.added.items():
            objective = self.objectives[index]
            self.objectives[index] = replace(objective, key_results=(*objective.key_results, *found))
        hung = [result for found in self.added.values() for result in found]
        self.added = {}
        return hung


class Filled:
    """Reads the rows of one table."""

    def __init__(self, columns: Columns, sample: Sequence[Row], reader: ObjectiveReader, opened: Open) -> None:
        self._columns = columns = _without_goals(columns)
        self._reader = reader
        self._open = opened
        self._of_objective = _of_objective(columns) | _ids_of_objectives(columns, sample)
        groups = list(_groups(columns))
        taken = frozenset(place for group in groups for place in group)
        self._shared = frozenset(range(len(columns.columns))) - taken
        beside = self._shared if len(groups) == 1 else frozenset()
        self._groups = [(group[0], sorted(beside.union(group) - self._of_objective)) for group in groups]
        self._read = taken.union(place for place, role in enumerate(columns.roles) if role in _OBJECTIVES)
        self._many = _one_row_each(columns, sample)
        self._section: Text | None = None

    def is_section(self, row: Row) -> bool:
        """Whether a row is a title for those below it, and stands in no column that is read."""
        places = [place for place, _ in row.filled]
        return len(places) == 1 and places[0] not in self._read

    def row(self, row: Row, context: Context) -> None:
        """Read one row."""
        self._objective(row, context)
        for main, keep in self._groups_of(row):
            for found in self._key_results(row, keep, main):
                self._open.add(found, context)

    def _groups_of(self, row: Row) -> Iterator[tuple[int, list[int]]]:
        """The column of each sentence of a key result that a row may have, with those that go with it."""
        return takewhile(lambda group: group[0] < len(row.cells), self._groups)

    def _objective(self, row: Row, context: Context) -> None:
        """Begin the objective that a row names, unless it is known."""
        record = self._columns.record(row, self._places_of_objective(row))
        name, reference = record.words("objective"), record.scalar("reference")
        if name is None and reference is None:
            return
        context = context.within(scope(record))
        names: list[object] = [("id", reference.text.value.casefold())] if reference else []
        if name is not None:
            team, cycle = context.team or self._section, cycle_of(record) or context.cycle
            names.append((name.text.value.casefold(), str(team or ""), cycle.label if cycle else ""))
        index = next((self._open.known[name] for name in names if name in self._open.known), None)
        if index is not None:
            self._open.current = index
            return
        self._section = self._open.forget_section() or self._section
        given = record.scalar("id")
        names += [("id", given.text.value.casefold())] if given and not reference else []
        self._open.open(self._reader.read(record, replace(context, team=context.team or self._section), None), *names)
        is_short = name is not None and len(row.filled) == 1 and len(name.value.split()) <= _LONGEST_SECTION
        self._open.section = self._open.current if is_short else None

    def _places_of_objective(self, row: Row) -> list[int]:
        """The columns that speak of the objective: all, in a row without a key result."""
        alone = not any(row.cell(main) for main, _ in self._groups_of(row))
        shares = alone or len(self._groups) > 1
        return [
            place
            for place, role in enumerate(self._columns.roles[: len(row.cells)])
            if role in _HELD_TOGETHER or place in self._of_objective or (shares and place in self._shared)
        ]

    def _key_results(self, row: Row, keep: Sequence[int], main: int) -> Iterator[KeyResult]:
        """The key results of a row: one, unless its cell holds a list."""
        cell = row.cell(main)
        if cell is None:
            return
        record = self._columns.record(row, keep).without(*_HELD)
        parts = lines(cell, self._many)
        for number, part in enumerate(parts):
            own = _share(record, number, len(parts)) if len(parts) > 1 else record
            key = self._columns.columns[main].key
            own = Record(own.mapping, {**own.without("key_result").by_role, "key_result": [tree.Entry(key, part)]})
            if own.words("key_result"):
                found = self._reader.results.one(own)
                yield found if found.id else replace(found, id=_label(self._columns.columns[main]))


def _label(column: Column) -> Text | None:
    """The label of a key result that stands in a column of its own: "KR1" of "KR1" and of "KR1 description"."""
    match = _NUMBERED.match(column.key.text.value) if column.role == "numbered" else None
    return column.key.text.slice(0, match.end()) if match else None


def _without_goals(columns: Columns) -> Columns:
    """The columns with goals as what they are: objectives to the left of the key results, targets to their right."""
    main = columns.first("key_result", "numbered")
    for place, role in enumerate(columns.roles):
        if role == "goal":
            left = (main is None or place < main) and "objective" not in columns.roles
            columns = columns.called(place, "objective" if left else "target")
    return columns


def _of_objective(columns: Columns) -> frozenset[int]:
    """The columns whose heads say that they are about objectives."""
    return frozenset(place for place, column in enumerate(columns.columns) if column.of == "objective")


def _ids_of_objectives(columns: Columns, sample: Sequence[Row]) -> frozenset[int]:
    """The column of ids to the left of the objectives, where it is filled as theirs is and not in every row."""
    ident, place = columns.first("id"), columns.first("objective")
    if ident is None or place is None or ident > place or _OF_RESULTS.match(columns.columns[ident].key.value):
        return frozenset()
    given = [(row.cell(ident), row.cell(place)) for row in sample]
    together = all((one is None) == (other is None) for one, other in given)
    values = [one.value.strip() for one, _ in given if one]
    theirs = any(one is None for one, _ in given) or len(set(values)) < len(values)
    return frozenset({ident}) if together and theirs else frozenset()


def _mains(columns: Columns) -> list[int]:
    """The columns with sentences of key results, one for each number."""
    found = [(place, one) for place, one in enumerate(columns.columns) if one.role in ("key_result", "numbered")]
    first: dict[int, int] = {}
    for place, one in found:
        first.setdefault(one.number, place)
    return [place for place, one in found if not one.number or first[one.number] == place]


def _groups(columns: Columns) -> Iterator[tuple[int, ...]]:
    """The columns of each key result of a row, that of its sentence first."""
    mains = _mains(columns)
    ends = [*mains[1:], len(columns.columns)] if mains else []
    unit = columns.roles[mains[0] + 1 : ends[0]] if len(mains) > 1 else ()
    numbered: dict[int, list[int]] = {}
    for place, column in enumerate(columns.columns):
        numbered.setdefault(column.number, []).append(place)
    taken = frozenset(mains)
    for main, end in zip(mains, ends, strict=True):
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(columns.roles[main + 1 : end], unit, strict=False))
        own = [place for place, _ in enumerate(alike, main + 1) if not columns.columns[place].number]
        number = columns.columns[main].number
        yield (main, *own, *(place for place in (numbered[number] if number else ()) if place not in taken))


def _one_row_each(columns: Columns, sample: Sequence[Row]) -> bool:
    """Whether every row names an objective of its own, so that lines in one cell are key results of their own."""
    place = columns.first(*_OBJECTIVES)
    names = [cell.value for row in sample if (cell := row.cell(place))]
    return place is not None and len(names) == len(sample) == len(set(names))


def _share(record: Record, number: int, count: int) -> Record:
    """What the other cells say of one of several key results in a cell: its own line, or what holds for all."""
    by_role = {}
    for role, entries in record.by_role.items():
        shared = [own for entry in entries if (own := _line_of(entry, number, count, role in _FIGURES))]
        if shared and role != "id":
            by_role[role] = shared
    return Record(record.mapping, by_role)


def _line_of(entry: tree.Entry, number: int, count: int, own: bool) -> tree.Entry | None:
    key, value = entry
    if not isinstance(value, tree.Scalar):
        return entry
    parts = [part for part in value.source[value.start : value.end].splitlines() if part.strip()]
    if len(parts) == count:
        start = value.start
        for part in parts[:number]:
            start = value.source.index(part, start) + len(part)
        start = value.source.index(parts[number], start)
        end = start + len(parts[number])
        return tree.Entry(key, value._replace(value=parts[number], low=start, high=end, start=start, end=end))
    return None if own else entry
