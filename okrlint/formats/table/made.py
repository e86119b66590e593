"""The text that is made for a workbook: a line for each row, tabs between the cells, and what each place is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from okrlint.core.source import Place, Source, Span
from okrlint.core.text import Text
from okrlint.formats import tree
from okrlint.formats.table.grid import Row, Sheet


class Cell(NamedTuple):
    """A cell that says something: its words, or why it has none."""

    column: int
    text: str
    reason: str = ""
    struck: bool = False


class Made(NamedTuple):
    """The text that is made for a workbook, with its sheets."""

    source: Source
    sheets: list[Sheet]


def _name(column: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class _Line(NamedTuple):
    """The cells of a row that say something, and where they stand in the text."""

    cells: Sequence[Cell]
    spans: list[Span]


class Maker:
    """Puts the text of a workbook together."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._places: list[Place] = []
        self._sheets: list[tuple[Span, list[_Line]]] = []

    def _put(self, text: str, place: str = "") -> Span:
        """Append; a name makes it a place."""
        start = self._length
        if place:
            self._places.append(Place(start, place))
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def sheet(self, title: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet: a line with its name, then its rows; cells that say nothing are left out."""
        quoted = title if title.isidentifier() else "'" + title.replace("'", "''") + "'"
        name = self._put(" ".join(title.split()), quoted)
        self._put("\n")
        made: list[_Line] = []
        for number, cells in enumerate(rows, 1):
            spans = []
            for cell in cells:
                spans.append(self._put(cell.text, f"{quoted}!{_name(cell.column)}{number}"))
                self._put("\t")
            self._put("\n")
            made.append(_Line(cells, spans))
        self._sheets.append((name, made))

    def made(self, path: str, format: str) -> Made:
        """The text with its places, and the sheets that stand in it."""
        text = "".join(self._parts)
        sheets = [
            Sheet([_row(text, line) for line in lines], Text.verbatim(text[name.start : name.end], name.start))
            for name, lines in self._sheets
        ]
        return Made(Source(path, text, format, tuple(self._places)), sheets)


def _row(text: str, line: _Line) -> Row:
    """A row with all its cells, those between empty."""
    spans = {cell.column: span for cell, span in zip(line.cells, line.spans, strict=True)}
    last = line.spans[0].start if spans else 0
    cells = []
    for column in range(max(spans, default=-1) + 1):
        low, high = spans.get(column, (last, last))
        cells.append(tree.Scalar(text[low:high], text, low, high, low, high))
        last = high
    struck = frozenset(cell.column for cell in line.cells if cell.struck)
    return Row(tuple(cells), struck, tuple((cell.column, cell.reason) for cell in line.cells if cell.reason))
