"""OKRs in MDX: Markdown once statements, JSX and expressions are taken out, every character at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from markdown_it import MarkdownIt

from okrlint.core import lazy_re as re
from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.formats import markdown
from okrlint.formats.inline import parser
from okrlint.formats.mdx_marks import Marks

_WORDS = re.compile(r"[^\r\n]")
_OPENING = re.compile(r"<[A-Za-z>](?:[^<>]*[^<>/])?(?:>|$)")
_CLOSING = re.compile(r"</")
_CODE = 4
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Markdown without what MDX has not: indented code, HTML, autolinks."""
    return parser().disable(["code", "html_block"])


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read an MDX document; `names` maps the author's column heads to field names."""
    marked = replace(source, text=_without(source.text, list(Marks(source.text).spans())))
    return markdown.document(source, marked, "mdx", names, _parser(), _dedented(source, marked))


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
        if whole.covers(span) and blanked[whole.start : whole.end].strip():
            raw = text[span.start : span.end]  # "{}" is too short for a tag and stays
            inline.append((span, f"<a{' ' * (len(raw) - 3)}>" if len(raw) > 2 else raw))
    return _replaced(blanked, inline)


def _replaced(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """The text with other characters, as many, in some spans."""
    parts: list[str] = []
    at = 0
    for span, new in changes:
        parts += [text[at : span.start], new]
        at = span.end
    return "".join((*parts, text[at:]))


def _dedented(source: Source, marked: Source) -> str:
    """The Markdown with what stands in elements of their own lines moved to the left: MDX has no indented code.

    The parser takes lists that are indented by four for something else.
    """
    found: list[str] = []
    inside: list[str] = []
    depth = 0
    for number in range(1, len(marked.line_starts) + 1):
        span = source.line_span(number)
        raw, line = source[span], marked.text[span.start : _line_end(marked, number)]
        inside.append(line)
        if raw.lstrip()[:1] == "<" and not marked[span].strip():
            found += _moved(inside) if depth else inside
            inside = []
            depth = max(0, depth + len(_OPENING.findall(raw)) - len(_CLOSING.findall(raw)))
    return "".join((*found, *inside))


def _line_end(source: Source, number: int) -> int:
    """Where the next line begins."""
    return source.line_starts[number] if number < len(source.line_starts) else len(source.text)


def _moved(lines: list[str]) -> list[str]:
    """Lines without the white space that all of them begin with."""
    margins = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return [line[min(margin, len(line) - len(line.lstrip(" \t"))) :] for line in lines] if margin >= _CODE else lines
