"""Objectives and key results in sheets of rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from okrlint.core import lazy_re as re
from okrlint.core.model import Document, Problem
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats.context import Context
from okrlint.formats.evidence import Evidence
from okrlint.formats.objectives import ObjectiveReader
from okrlint.formats.periods import find_period, period_of_path
from okrlint.formats.records import has_words
from okrlint.formats.roles import Roles
from okrlint.formats.table import banners
from okrlint.formats.table.blocks import Block, blocks_of, hint_of
from okrlint.formats.table.fill import Filled, Open
from okrlint.formats.table.grid import Row, Sheet
from okrlint.formats.table.heads import MAIN, Columns
from okrlint.formats.table.layouts import layout_of
from okrlint.formats.table.listed import Listed
from okrlint.formats.table.polish import polished

_NO_TEAM = re.compile(
    r"(?:sheet|tabelle|feuil|hoja|blatt|folha|table|data|export|okrs?|objectives?|key results?|goals?|list|overview|"
    r"draft|final|new|old|copy|current|all|plan|tracker|tracking|\W|\d|_)*",
    re.IGNORECASE,
)

_READ = MAIN | {"baseline", "target", "current"} - {"kind"}
"""Roles of columns in which a cell that cannot be read is missed."""


def document(
    source: Source, format: str, sheets: Sequence[Sheet], names: Mapping[str, str], problems: tuple[Problem, ...] = ()
) -> Document:
    """The OKRs in the sheets of one file; none where its tables do not look like OKRs."""
    reader = _Reader(source, names, len(sheets) > 1)
    for sheet, blocks in zip(sheets, reader.look(sheets), strict=True):
        reader.sheet(sheet, blocks)
    if not reader.evidence.found:
        return Document(source, format, hint=reader.hint)
    objectives = tuple(polished(one, reader.struck) for one in reader.opened.objectives)
    return Document(source, format, objectives, period_of_path(source.path), problems=(*problems, *reader.problems))


class _Reader:
    """Goes through the sheets of a file and collects objectives in their order."""

    def __init__(self, source: Source, names: Mapping[str, str], several: bool) -> None:
        self.roles = Roles(names)
        self.evidence = Evidence(source)
        self.opened = Open([])
        self.struck: list[Span] = []
        self.problems: list[Problem] = []
        self._reader = ObjectiveReader(self.roles, self.evidence)
        self._several = several
        self._speaks = False
        self._closed = False
        self.hint = ""

    def look(self, sheets: Sequence[Sheet]) -> list[list[Block]]:
        """Find the tables of all sheets, and whether any of them speaks of key results."""
        found = [blocks_of(sheet, self.roles) for sheet in sheets]
        heads = (block.columns.roles for blocks in found for block in blocks)
        self._speaks = self.evidence.mentioned or any("key_result" in roles for roles in heads)
        self.hint = hint_of([block for blocks in found for block in blocks])
        return found

    def sheet(self, sheet: Sheet, waiting: list[Block]) -> None:
        """Read one sheet with its tables."""
        block: Block | None = None
        table: Filled | Listed | None = None
        context = self._titled(sheet.title)
        self.opened.current = None
        for number, row in enumerate(sheet.rows):
            if waiting and number == waiting[0].start:
                self._settle(table)
                block, self._closed = waiting.pop(0), False
                table = self._table(block)
            if table is None and block is not None and not waiting:
                break
            if row.filled and (block is None or (number >= block.below and not block.repeats(row))):
                context = self._row(row, table, context)
                self._note(row, block.columns if block and table else Columns(()))
        self._settle(table)

    def _note(self, row: Row, columns: Columns) -> None:
        """Note what is struck out in a row, and what could not be read."""
        self.struck += (row.cells[place].span for place in sorted(row.struck))
        for place, reason in row.lost:
            if columns.role(place) in _READ:
                self.problems.append(Problem(row.cells[place].span, reason))

    def _titled(self, title: Text | None) -> Context:
        """What the name of a sheet says of all in it: a period, or a team where there are several sheets."""
        if title is None:
            return Context()
        cycle = find_period(title)
        team = title if self._several and cycle is None and not _NO_TEAM.fullmatch(title.value) else None
        return Context(cycle=cycle, team=team)

    def _table(self, block: Block) -> Filled | Listed | None:
        """How the rows of a table are read, None where it has nothing to do with OKRs."""
        columns, sample = block.columns, block.sample
        speaks = self.evidence.mentioned or "key_result" in columns.roles
        if layout := layout_of(columns, sample, speaks):
            self.opened.current = None
            return Listed(layout, sample, self._reader, self.opened.objectives)
        if columns.first("key_result", "numbered") is None and self.evidence.mentioned:
            measured = columns.first("metric", "results")
            if measured is not None and columns.first("objective", "goal") is not None:
                columns = columns.called(measured, "key_result")
        if not _may_be_filled(columns, sample, self._several and self._speaks):
            return None
        return Filled(columns, sample, self._reader, self.opened)

    def _row(self, row: Row, table: Filled | Listed | None, context: Context) -> Context:
        """Read one row; the answer is what holds for those that follow."""
        if banners.closes(row) or (self._closed and len(row.filled) == 1):
            self._closed = True
            return context
        self._closed = False
        if isinstance(table, Listed):
            return context if table.row(row, context) else banners.told(row, context)
        if banner := banners.objective(row):
            self.opened.open(replace(banner, cycle=context.cycle, team=context.team, fields=context.fields))
        elif isinstance(table, Filled) and not table.is_section(row):
            table.row(row, context)
        else:
            return banners.told(row, context)
        return context

    def _settle(self, table: Filled | Listed | None) -> None:
        """Hang what a table gave where it belongs."""
        if isinstance(table, Listed):
            table.settle(self.evidence)
        self.evidence.rows(self.opened.settle())


def _may_be_filled(columns: Columns, sample: Sequence[Row], beside: bool) -> bool:
    """Whether columns may hold objectives with key results; `beside` others that hold the rest."""
    main = columns.first("key_result", "numbered")
    if main is None:
        return beside and columns.first("objective") is not None and columns.first("id") is not None
    cells = [cell for row in sample if (cell := row.cell(main))]
    return 2 * sum(has_words(cell.value) for cell in cells) >= len(cells)
