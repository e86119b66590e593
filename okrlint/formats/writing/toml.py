"""Words inside a TOML string of any of its four kinds."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span
from okrlint.formats.writing.words import UnwritableError, escaped

_TOKEN = re.compile(
    r"#[^\n]*"
    r'|"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


def _string(text: str, span: Span) -> Span:
    """The string, with its quotes, that a span lies in. Raises UnwritableError where there is none."""
    for match in _TOKEN.finditer(text):
        if match.start() < span.start and span.end < match.end() and match[0][0] != "#":
            return Span(*match.span())
    raise UnwritableError("it stands in no string")


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words with the escapes of their string; a literal one becomes a basic one where it cannot hold them.

    Raises UnwritableError for keys, and for words that no string there can hold.
    """
    whole = _string(source.text, span)
    raw = source[whole]
    if raw[0] == '"':
        return (Edit(span, escaped(words)),)
    if raw.startswith("'''"):
        if "''" in words or words.startswith("'") or words.endswith("'"):
            raise UnwritableError("the new words have quotes that end the string")
        return (Edit(span, words),)
    if "'" not in words:
        return (Edit(span, words),)
    before, after = source.text[whole.start + 1 : span.start], source.text[span.end : whole.end - 1]
    return (Edit(whole, f'"{escaped(before + words + after)}"'),)
