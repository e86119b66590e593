"""Words inside a line of Markdown: a bullet, a heading, a cell, without markup by accident."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span
from okrlint.formats.writing.emphasis import whole
from okrlint.formats.writing.words import UnwritableError

_MARKS = re.compile(r"\\.|(?P<mark>`+|\*+|(?<!\w)_+|_+(?!\w)|~~)", re.DOTALL)
_MARKUP = re.compile(
    r"[*`|]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
    r"|\[(?=[^\[\]]*\][(\[:])|\[(?=\^)"
    r"|^[-+>](?=\s|>|$)|^#(?=#{0,5}(?:\s|$))|(?<=\s)#(?=#*$)"
    r"|^\[(?=[ xX]\]\s)|(?<=^\d)[.)](?=\s|$)|(?<=^\d\d)[.)](?=\s|$)|(?<=^\d\d\d)[.)](?=\s|$)"
)
"""What would be markup among plain words, each with the character that a backslash goes before."""

_LABEL = re.compile(r"\[([^\[\]]+)\]")
_DEFINED = re.compile(r"^[ \t>]{0,8}\[([^\[\]]+)\]:", re.MULTILINE)


@lru_cache(maxsize=1)
def _labels(text: str) -> frozenset[str]:
    """The labels that a file defines as links; those of the last file are remembered."""
    return frozenset(" ".join(match[1].split()).casefold() for match in _DEFINED.finditer(text))


def _definitions(source: Source, words: str) -> Iterator[int]:
    """Where, in words, brackets stand whose label the file defines as a link."""
    for match in _LABEL.finditer(words):
        if match[1].strip().casefold() in _labels(source.text):
            yield match.start()


def _escaped(source: Source, words: str, following: str) -> str:
    """Words with a backslash before everything that would be markup; `following` is the character after them."""
    found = {match.start() for match in _MARKUP.finditer(words + following)}
    places = sorted(at for at in found.union(_definitions(source, words)) if at < len(words))
    for at in reversed(places):
        words = f"{words[:at]}\\{words[at:]}"
    return words


def _refuse(raw: str) -> None:
    """Raise UnwritableError where more than words would be lost."""
    if "<!--" in raw:
        raise UnwritableError("a comment stands in the middle of it")
    if raw.count("[") != raw.count("]"):
        raise UnwritableError("it begins or ends inside a link")


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words with a backslash where they would be markup; emphasis that begins and ends inside the span goes.

    Raises UnwritableError for spans with comments, or with a part of a link.
    """
    _refuse(source[span])
    before, after = source.text[max(span.start - 1, 0) : span.start], source.text[span.end : span.end + 1]
    if before == "`" and after == "`":
        if "`" in words:
            raise UnwritableError("it is code, and the new words have a backtick")
        return (Edit(span, words),)
    place = whole(source.text, span, _MARKS)
    return (Edit(place.span, place.before + _escaped(source, words, after) + place.after),)
