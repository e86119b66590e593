"""Rows of cells, each with its place, as CSV files and spreadsheets give them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.formats import tree

_NOTHING = re.compile(r"[\s\u00a0–—-]*(?:n/a|null)?", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]+")
_MARK = re.compile(r"\s*(?:[-*+•◦▪‣–]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+(?=\S)|\s*(?=KR\s?#?\d)", re.IGNORECASE)
_LEAST_WORDS = 3


class Row(NamedTuple):
    """The cells of a row; `struck` are the columns whose cells are struck out.

    `lost` are the columns whose cells could not be read, with the reasons.
    """

    cells: tuple[tree.Scalar, ...]
    struck: frozenset[int] = frozenset()
    lost: tuple[tuple[int, str], ...] = ()

    def cell(self, column: int | None) -> tree.Scalar | None:
        """A cell that says something, None for any other."""
        if column is None or column >= len(self.cells):
            return None
        cell = self.cells[column]
        return None if _NOTHING.fullmatch(cell.value) else cell

    @property
    def filled(self) -> list[tuple[int, tree.Scalar]]:
        """The cells that say something, with their columns."""
        return [(column, cell) for column, cell in enumerate(self.cells) if not _NOTHING.fullmatch(cell.value)]

    @property
    def span(self) -> Span:
        """From its first cell to its last."""
        return Span(self.cells[0].low, self.cells[-1].high) if self.cells else Span(0, 0)


class Sheet(NamedTuple):
    """A table with all that stands around it; `rows` can be gone through more than once.

    `title` is its name, where it has one.
    """

    rows: Iterable[Row]
    title: Text | None = None


def indent(cell: tree.Scalar) -> int:
    """How far the words of a cell stand from its left edge."""
    raw = cell.source[cell.start : cell.end]
    return len(raw) - len(raw.lstrip(" \t\u00a0"))


def lines(cell: tree.Scalar, unmarked: bool = False) -> list[tree.Scalar]:
    """The items of a list in one cell, without their bullets; all of the cell where it is no list.

    With `unmarked` lines of some words that begin as sentences do are items, too.
    """
    raw = cell.source[cell.start : cell.end]
    parts = [match for match in _LINE.finditer(raw) if match[0].strip()]
    if len(parts) < 2:
        return [cell]
    starts = [_start(part, unmarked) for part in parts]
    if any(start is None for start in starts):
        return [cell]
    return [_part(cell, start or 0, part.end()) for start, part in zip(starts, parts, strict=True)]


def _start(part: re.Match[str], unmarked: bool) -> int | None:
    """Where the words of a line begin that is an item of its own."""
    if mark := _MARK.match(part[0]):
        return part.start() + mark.end()
    words = part[0].split()
    sentence = len(words) >= _LEAST_WORDS and not words[0][0].islower() and not part[0].rstrip().endswith(":")
    return part.start() if unmarked and sentence else None


def _part(cell: tree.Scalar, start: int, end: int) -> tree.Scalar:
    """Some of a cell, as if it stood alone."""
    low, high = cell.start + start, cell.start + end
    value = cell.style.marks.sub(lambda match: _meant(cell, match[0]), cell.source[low:high])
    return cell._replace(value=value.strip(), low=low, high=high, start=low, end=high)


def _meant(cell: tree.Scalar, mark: str) -> str:
    return mark if mark.isspace() else cell.style.meaning(mark)
