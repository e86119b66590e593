"""Tables in plain text: cells between pipes or tabs."""

from __future__ import annotations

from collections.abc import Sequence

from okrlint.core import lazy_re as re
from okrlint.formats.prose.nodes import EMPTY, Kind, Line, Node, Row
from okrlint.formats.text_lines import Physical, plain

_BORDER = re.compile(r"(?=[|+:\s]*+(?:[-=](?![-=])[|+:\s]*+)*+[-=]{2})[|+:=\-\s]*+$")


def table_at(lines: Sequence[Physical], start: int) -> tuple[Node, int] | None:
    """The table that begins at a line, and the number of the line behind it; None where none does."""
    for mark in "|\t":
        end, rows = start, []
        while end < len(lines) and (_is_row(lines[end].raw, mark) or _is_border(lines[end].raw)):
            if not _is_border(lines[end].raw):
                rows.append(_row(lines[end], mark))
            end += 1
        if len(rows) > 1 and abs(len(rows[0].parts) - len(rows[1].parts)) <= 1 and _wide(rows):
            return Node(Kind.TABLE, EMPTY, rows=tuple(rows)), end
    return None


def _wide(rows: Sequence[Row]) -> bool:
    return min(len(row.parts) for row in rows[:2]) > 1


def _is_row(raw: str, mark: str) -> bool:
    return mark in raw.strip()


def _is_border(raw: str) -> bool:
    return ("|" in raw or "+" in raw) and _BORDER.match(raw) is not None


def _row(line: Physical, mark: str) -> Row:
    """The cells of a line; those outside the outer pipes are none."""
    cells: list[tuple[Line, ...]] = []
    at = 0
    for part in line.raw.split(mark):
        words = plain(part, line.start + at)
        cells.append((words,) if words else ())
        at += len(part) + 1
    if mark == "|":
        cells = cells[1:] if line.raw.lstrip().startswith("|") else cells
        cells = cells[:-1] if line.raw.rstrip().endswith("|") else cells
    return Row(tuple(cells))
