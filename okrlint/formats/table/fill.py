"""Tables with a column for objectives and columns for key results: a blank cell means the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

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
_HELD = frozenset({"team", "period", "objective", "reference", "numbered"})


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
        self._groups = list(_groups(columns))
        taken = {place for group in self._groups for place in group}
        self._shared = [place for place in range(len(columns.columns)) if place not in taken]
        self._many = _one_row_each(columns, sample)
        self._section: Text | None = None

    def is_section(self, row: Row) -> bool:
        """Whether a row is a title for those below it, and stands in no column that is read."""
        places = [place for place, _ in row.filled]
        read = [place for group in self._groups for place in group]
        read += [place for place, role in enumerate(self._columns.roles) if role in _OBJECTIVES]
        return len(places) == 1 and places[0] not in read

    def row(self, row: Row, context: Context) -> None:
        """Read one row."""
        self._objective(row, context)
        for group in self._groups:
            keep = (*self._shared, *group) if len(self._groups) == 1 else group
            keep = tuple(place for place in keep if place not in self._of_objective)
            for found in self._key_results(row, keep, group[0]):
                self._open.add(found, context)

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
        alone = not any(row.cell(group[0]) for group in self._groups)
        wide = len(self._groups) > 1
        roles = self._columns.roles
        return [
            place
            for place, role in enumerate(roles)
            if role in _HELD - {"numbered"}
            or place in self._of_objective
            or (place in self._shared and (alone or wide))
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
    numbers = [one.number for _, one in found]
    return [place for at, (place, one) in enumerate(found) if not one.number or one.number not in numbers[:at]]


def _groups(columns: Columns) -> Iterator[tuple[int, ...]]:
    """The columns of each key result of a row, that of its sentence first."""
    mains = _mains(columns)
    ends = [*mains[1:], len(columns.columns)] if mains else []
    unit = columns.roles[mains[0] + 1 : ends[0]] if len(mains) > 1 else ()
    numbered = {place: column.number for place, column in enumerate(columns.columns) if column.number}
    for main, end in zip(mains, ends, strict=True):
        own = [
            place
            for place in range(main + 1, end)
            if place not in numbered and columns.roles[main + 1 : place + 1] == unit[: place - main]
        ]
        named = [place for place, number in numbered.items() if place != main and number == numbered.get(main)]
        yield (main, *own, *(place for place in named if place not in mains))


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
