"""Places of a diagnostic for programs: lines and columns, or what people call a place in a file without lines."""

from __future__ import annotations

from typing import NamedTuple

from okrlint.core.source import Source, Span
from okrlint.report.safe import one_line


class Range(NamedTuple):
    """From a line and column to another, both counted from 1; the end is the first column after."""

    line: int
    column: int
    end_line: int
    end_column: int


def named(source: Source, offset: int) -> str:
    """An offset as people look for it: its place, else "line:column"."""
    return one_line(source.named(offset))


def lines(source: Source, span: Span) -> Range | None:
    """The lines and columns of a span; None where the file has no lines of its own."""
    if source.places:
        return None
    return Range(*source.line_column(span.start), *source.line_column(span.end))


def with_place(source: Source, span: Span, message: str) -> str:
    """A message that says where it belongs, in a file that has no lines to say so."""
    return message if lines(source, span) else f"{named(source, span.start)}: {message}"
