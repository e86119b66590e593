"""Words between the tags of HTML."""

from __future__ import annotations

import html
import re

from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span
from okrlint.formats.writing.words import UnwritableError

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
_VOID = frozenset({"br", "wbr", "img", "hr", "input"})


def _is_whole(raw: str) -> bool:
    """Whether every element that begins in a text ends there, and none ends that did not begin."""
    opened: list[str] = []
    for tag in _TAG.finditer(raw):
        name = tag["name"].lower()
        if name in _VOID or tag[0].endswith("/>"):
            continue
        if not tag["end"]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words with entities for `&`, `<` and `>`. Raises UnwritableError where markup would be cut in two."""
    raw = source[span]
    if "<!--" in raw:
        raise UnwritableError("a comment stands in the middle of it")
    if not _is_whole(raw):
        raise UnwritableError("it begins or ends inside markup")
    return (Edit(span, html.escape(words, quote=False)),)
