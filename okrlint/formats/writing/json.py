"""Words inside a JSON string."""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


@lru_cache(maxsize=1)
def _strings(text: str) -> tuple[Span, ...]:
    """The strings of a file, with their quotes; those of the last file are remembered."""
    return tuple(Span(*match.span()) for match in _STRING.finditer(text))


def _is_inside(text: str, span: Span) -> bool:
    """Whether a span lies between the quotes of a string."""
    strings = _strings(text)
    number = bisect_left(strings, span.start, key=lambda string: string.start) - 1
    return number >= 0 and span.end < strings[number].end


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words with their escapes, with quotes where a number or `true` stood; a file in ASCII stays in ASCII."""
    string = json.dumps(words, ensure_ascii=source.text.isascii())
    return (Edit(span, string[1:-1] if _is_inside(source.text, span) else string),)
