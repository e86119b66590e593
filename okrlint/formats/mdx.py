"""OKRs in MDX: Markdown once statements, JSX and expressions are taken out, every character at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from markdown_it import MarkdownIt

from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.formats import markdown
from okrlint.formats.inline import parser
from okrlint.formats.mdx_marks import Marks

_WORDS = re.compile(r"[^\r\n]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Markdown without what MDX has not: indented code, HTML, autolinks."""
    return parser().disable(["code", "html_block"])


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read an MDX document; `names` maps the author's column heads to field names."""
    marked = replace(source, text=_without(source.text, list(Marks(source.text).spans())))
    return markdown.document(source, marked, "mdx", names, _parser())


def _without(text: str, spans: Iterable[Span]) -> str:
    """The text with blanks for what is no Markdown, and with an empty tag for it where it stands in a line of words.

    The Markdown parser takes tags out of a line, but not blanks.
    """
    spans = [span for span in spans if not _BREAK.fullmatch(text[span.start : span.end])]
    blanked = _replaced(text, [(span, _WORDS.sub(" ", text[span.start : span.end])) for span in spans])
    source = Source("", blanked)
    inline = []
    for span in spans:
        first, _ = source.line_column(span.start)
        whole = source.line_span(first)
        if span.end - span.start > 2 and whole.covers(span) and blanked[whole.start : whole.end].strip():
            inline.append((span, f"<a{' ' * (span.end - span.start - 3)}>"))
    return _replaced(blanked, inline)


def _replaced(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """The text with other characters, as many, in some spans."""
    parts: list[str] = []
    at = 0
    for span, new in changes:
        parts += [text[at : span.start], new]
        at = span.end
    return "".join((*parts, text[at:]))
