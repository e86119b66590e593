"""Words between the tags of HTML."""

from __future__ import annotations

import html

from okrlint.core import lazy_re as re
from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span
from okrlint.formats.writing.words import UnwritableError

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?:[^'\">]{0,1000}+(?:\"[^\"]*+\"|'[^']*+')){0,100}+[^'\">]{0,1000}+>"
)
_VOID = frozenset({"br", "wbr", "img", "hr", "input"})


_INLINE = frozenset(
    {"b", "strong", "i", "em", "u", "s", "del", "ins", "mark", "small", "span", "font", "code", "sup", "sub"}
)


def _cut(raw: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """The tags that end what began before a text, and those that begin what ends after it."""
    ended: list[re.Match[str]] = []
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(raw):
        name = tag["name"].lower()
        if name in _VOID or tag[0].endswith("/>"):
            continue
        if not tag["end"]:
            opened.append(tag)
        elif opened and opened[-1]["name"].lower() == name:
            opened.pop()
        else:
            ended.append(tag)
    return ended, opened


def _refuse(raw: str) -> None:
    """Raise UnwritableError where more than words and emphasis would be lost."""
    if "<!--" in raw:
        raise UnwritableError("a comment stands in the middle of it")
    if any(tag["name"].lower() not in _INLINE for tags in _cut(raw) for tag in tags):
        raise UnwritableError("it begins or ends inside markup")


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words with entities for `&`, `<` and `>`; emphasis that ends or begins inside the span holds for all of them.

    Raises UnwritableError where other markup would be cut in two, and for spans with comments.
    """
    raw = source[span]
    _refuse(raw)
    ended, opened = ("".join(tag[0] for tag in tags) for tags in _cut(raw))
    return (Edit(span, opened + html.escape(words, quote=False) + ended),)
