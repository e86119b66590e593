"""Words inside a cell of CSV, whatever separates its cells."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span

_SEPARATORS = ",;\t|"
_ENDS = "\r\n"
_QUOTED = re.compile(r'(?:(?<=[,;\t|\r\n])|^)[ ]*"(?:[^"]|"")*"', re.ASCII)
_NEEDS_QUOTES = re.compile(r'[",;\t|\r\n]|^[ ]|[ ]$')


def _quoted(text: str, span: Span) -> bool:
    """Whether a place lies between the quotes of a cell."""
    return any(match.start() < span.start and span.end < match.end() for match in _QUOTED.finditer(text))


def _separator(text: str) -> str:
    """What most likely separates the cells: what the first line has most of, outside quotes."""
    first = re.sub(r'"(?:[^"]|"")*"', "", text).lstrip().splitlines()[:1]
    return max(_SEPARATORS, key=lambda mark: first[0].count(mark)) if first else ","


def _cell(text: str, span: Span) -> Span:
    """All of the cell, without quotes, that a span lies in."""
    marks = _separator(text) + _ENDS
    start = max(text.rfind(mark, 0, span.start) for mark in marks) + 1
    ends = (at for mark in marks if (at := text.find(mark, span.end)) >= 0)
    return Span(start, min(ends, default=len(text)))


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words with doubled quotes in a cell that has quotes; a cell without gets them where it needs them now."""
    text = source.text
    if _quoted(text, span):
        return (Edit(span, words.replace('"', '""')),)
    cell = _cell(text, span)
    whole = text[cell.start : span.start] + words + text[span.end : cell.end]
    if not _NEEDS_QUOTES.search(words) and '"' not in whole:
        return (Edit(span, words),)
    return (Edit(cell, '"' + whole.replace('"', '""') + '"'),)
