"""Words inside a JSON string."""

from __future__ import annotations

import json
import re

from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words with their escapes, with quotes where a number or `true` stood; a file in ASCII stays in ASCII."""
    string = json.dumps(words, ensure_ascii=source.text.isascii())
    inside = any(match.start() < span.start and span.end < match.end() for match in _STRING.finditer(source.text))
    return (Edit(span, string[1:-1] if inside else string),)
