"""The line of a document that a diagnostic is about, with its span underlined."""

from __future__ import annotations

from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.source import Source, Span
from okrlint.report.safe import columns, visible

_WIDTH = 100
_BEFORE = 36
_CUT = "…"


class Excerpt(NamedTuple):
    """A line number, the visible text there, and the columns that are underlined.

    `label` is the number, or the name of the place where the file has no lines.
    """

    line: int
    label: str
    text: str
    indent: int
    length: int

    @property
    def underline(self) -> str:
        """The line that goes below the text."""
        return " " * self.indent + "^" * self.length


def _window(line: Span, marked: Span) -> Span:
    """The part of a line that is shown: all of it, or what stands around the marked span."""
    if line.end - line.start <= _WIDTH:
        return line
    start = max(line.start, min(marked.start - _BEFORE, line.end - _WIDTH))
    return Span(start, min(line.end, start + _WIDTH))


def excerpt(source: Source, span: Span) -> Excerpt | None:
    """The first line of a span; what goes on is underlined to the end of the line. None where the line is blank.

    Where the file has no lines it is the place that the span starts in.
    """
    number, _ = source.line_column(span.start)
    place = source.place(span.start)
    line = source.place_span(place) if place else source.line_span(number)
    marked = Span(min(span.start, line.end), min(span.end, line.end))
    window = _window(line, marked)
    before, inside, after = (
        visible(re.sub(r"[\r\n]", " ", source.text[start:end]))
        for start, end in (
            (window.start, marked.start),
            (marked.start, min(marked.end, window.end)),
            (marked.end, window.end),
        )
    )
    if not (before + inside + after).strip():
        return None
    start, end = _CUT * (window.start > line.start), _CUT * (window.end < line.end)
    text = f"{start}{before}{inside}{after}{end}".rstrip()
    return Excerpt(
        number,
        visible(place.name) if place else str(number),
        text,
        columns(start + before),
        max(1, columns(inside.rstrip())),
    )
