"""Objectives and key results side by side in one mapping, told apart by their ids: O1, O1.KR1, O1.KR2, O2, …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from okrlint.core import lazy_re as re
from okrlint.core.model import KeyResult, Objective
from okrlint.formats import tree
from okrlint.formats.context import Context
from okrlint.formats.ids import split_id
from okrlint.formats.records import Record, has_words
from okrlint.formats.results import ResultReader

_LONGEST = 40
_OBJECTIVE = re.compile(r"(?:o|obj|objective|objectif|objetivo)[ _#.-]*(\d+)", re.IGNORECASE)
_KEY_RESULT = re.compile(
    r"(?:(?:o|obj|objective|objectif|objetivo)[ _#.-]*(\d+)[ _./-]*)?(?:kr|key[ _-]?result)[ _#.-]*\d+(?:[._-]\d+)*",
    re.IGNORECASE,
)


def is_numbered(record: Record) -> bool:
    """Whether a mapping has sentences under ids of objectives and of key results."""
    found = [entry for entry in record.entries("", "numbered") if len(entry.key.value) <= _LONGEST]
    return any(_states(entry, _OBJECTIVE) for entry in found) and any(_states(entry, _KEY_RESULT) for entry in found)


def numbered(record: Record, context: Context, results: ResultReader) -> Iterator[Objective]:
    """The objectives of such a mapping with the key results that bear their number, or follow them."""
    objectives: list[Objective] = []
    numbers: dict[str, int] = {}
    for key, value in record.mapping.entries:
        if (match := _OBJECTIVE.fullmatch(key.value[:_LONGEST])) and isinstance(value, tree.Scalar):
            numbers[match[1]] = len(objectives)
            text = split_id(value.text)[1]
            objectives.append(Objective(text, key.text, context.fields, cycle=context.cycle, team=context.team))
        elif (match := _KEY_RESULT.fullmatch(key.value[:_LONGEST])) and objectives:
            index = numbers.get(match[1] or "", len(objectives) - 1)
            objectives[index] = _with(objectives[index], results.named(key, value))
    yield from objectives


def _with(objective: Objective, found: KeyResult) -> Objective:
    return replace(objective, key_results=(*objective.key_results, found)) if found.text or found.fields else objective


def _states(entry: tree.Entry, pattern: re.Pattern[str]) -> bool:
    key, value = entry
    return isinstance(value, tree.Scalar) and has_words(value.value) and pattern.fullmatch(key.value) is not None
