"""Key results in flat rows, each of which names the objective that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from okrlint.core.model import KeyResult, Objective
from okrlint.formats import tree
from okrlint.formats.context import Context, nowhere
from okrlint.formats.ids import split_id
from okrlint.formats.objectives import is_sentence
from okrlint.formats.records import Record, cycle_of
from okrlint.formats.results import ResultReader


def is_result(record: Record) -> bool:
    """Whether a mapping is one key result: it has a key for the sentence alone."""
    return record.words("key_result") is not None and not record.holds("key_result") and not record.has("numbered")


def is_row(record: Record) -> bool:
    """Whether it also names its objective, or has the numbers of a key result."""
    return is_result(record) and record.scalar("objective", "reference", "target", "baseline", "current") is not None


class RowReader:
    """Hangs rows on objectives: those of `objectives` from index `start` on, or new ones."""

    def __init__(self, objectives: list[Objective], start: int, context: Context, results: ResultReader) -> None:
        self._objectives = objectives
        self._context = context
        self._results = results
        self._known: dict[str, int] = {}
        self._last = -1
        for index in range(start, len(objectives)):
            self._note(index)

    def read(self, records: Sequence[Record]) -> bool:
        """Add the key results of rows to their objectives; whether the rows can only be OKRs."""
        added: dict[int, list[KeyResult]] = {}
        for record in records:
            self._last = self._objective_of(record)
            added.setdefault(self._last, []).append(self._results.one(record))
        for index, found in added.items():
            objective = self._objectives[index]
            self._objectives[index] = replace(objective, key_results=(*objective.key_results, *found))
        return any(result.fields or is_sentence(result.text, 3) for found in added.values() for result in found)

    def _objective_of(self, record: Record) -> int:
        """The index of a row's objective; one that names none belongs where the row before it does."""
        for name in (record.scalar("objective"), record.scalar("reference"), record.scalar("parent")):
            if name and (index := self._known.get(name.text.value.casefold())) is not None:
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
