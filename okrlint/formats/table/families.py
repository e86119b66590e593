"""Objectives of key results by their numbers, where the rows are not in that order: O1, O2, KR1.1, KR2.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from okrlint.core import lazy_re as re
from okrlint.formats import tree
from okrlint.formats.kinds import KEY_RESULT, OBJECTIVE
from okrlint.formats.records import Record
from okrlint.formats.table.grid import Row
from okrlint.formats.table.layouts import Layout

_NUMBER = re.compile(r"\d+")


def families(layout: Layout, sample: Sequence[Row]) -> Mapping[str, str]:
    """The ids of objectives by their first numbers; nothing where the order of the rows says the same, or is all."""
    ident = layout.columns.first("id")
    if ident is None or {"parent", "reference", "objective"} & set(layout.columns.roles):
        return {}
    objectives: dict[str, str] = {}
    wanted: list[str] = []
    moved, last = False, ""
    for row in sample:
        cell, kind = row.cell(ident), layout.kind(row)
        numbers = _NUMBER.findall(cell.value) if cell else []
        if kind == OBJECTIVE and cell and numbers:
            last = numbers[0]
            objectives[last] = cell.text.value
        elif kind == KEY_RESULT:
            if len(numbers) < 2:
                return {}
            wanted.append(numbers[0])
            moved = moved or numbers[0] != last
    return objectives if moved and set(wanted) <= set(objectives) else {}


def with_reference(record: Record, known: Mapping[str, str]) -> Record:
    """The record of a key result as if it named its objective."""
    ident = record.scalar("id")
    numbers = _NUMBER.findall(ident.value) if ident else []
    if ident is None or not numbers or numbers[0] not in known:
        return record
    entry = tree.Entry(ident, ident._replace(value=known[numbers[0]]))
    return Record(record.mapping, {**record.by_role, "reference": [entry]})
