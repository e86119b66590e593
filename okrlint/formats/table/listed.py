"""Tables in which objectives and key results each have a row."""

from __future__ import annotations

from collections.abc import Sequence

from okrlint.core.model import Objective
from okrlint.formats.context import Context
from okrlint.formats.evidence import Evidence
from okrlint.formats.items import ItemReader
from okrlint.formats.kinds import ASIDE, KEY_RESULT, OBJECTIVE
from okrlint.formats.objectives import ObjectiveReader
from okrlint.formats.records import Record
from okrlint.formats.table.families import families, with_reference
from okrlint.formats.table.grid import Row
from okrlint.formats.table.layouts import Layout

_SENTENCES = ("title", "key_result", "objective", "goal", "note", "metric")
_SCOPE = frozenset({"team", "period"})


def scope(record: Record) -> Record:
    """What a row says of team and period alone."""
    return Record(record.mapping, {role: entries for role, entries in record.by_role.items() if role in _SCOPE})


class Listed:
    """Reads the rows of one table into `objectives`."""

    def __init__(
        self, layout: Layout, sample: Sequence[Row], reader: ObjectiveReader, objectives: list[Objective]
    ) -> None:
        self._layout = layout
        self._reader = reader
        self._objectives = objectives
        self._begun = False
        self._families = families(layout, sample)
        self._items = ItemReader(reader.roles, (), objectives, reader.results)

    def row(self, row: Row, context: Context) -> bool:
        """Read one row; the answer is False for one above all others that is none of them."""
        kind = self._layout.kind(row)
        record = self._layout.columns.record(row).without("kind")
        if not kind or kind == ASIDE or record.words(*_SENTENCES) is None:
            return self._begun
        self._begun = True
        if kind == OBJECTIVE:
            own = record.without("key_result") if record.words("objective", "title") else record
            self._objectives.append(self._reader.read(own, context.within(scope(record)), None))
            self._items.note(len(self._objectives) - 1, record, None)
        else:
            own = with_reference(record, self._families) if self._families and kind == KEY_RESULT else record
            self._items.read(kind, own, context, None)
        return True

    def settle(self, evidence: Evidence) -> None:
        """Hang everything where it belongs, once all rows are read."""
        self._items.settle(evidence)
