"""Lists of words and phrases as one pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_ANY = r"(?:(?!(?:for|to|who|that|from|with|by)\s)[^\s.;:!?()]{1,40}\s+){0,4}?"
"""What "**" in a phrase stands for: words before the noun that a phrase ends in."""
_QUOTED = r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»"


def _word(word: str) -> str:
    """One word of a phrase; "train*" stands for every word that starts so."""
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)


def _phrase(phrase: str) -> str:
    """The words of a phrase one behind the other; "**" among them stands for none to four words of a name."""
    joined = r"\s+".join(_ANY if word == "**" else _word(word) for word in phrase.split())
    return joined.replace(rf"\s+{_ANY}\s+", rf",?\s+{_ANY}")


def _any_of(phrases: Sequence[str]) -> str:
    """Whole words, the longest phrase first; nothing where there are no phrases."""
    longest_first = sorted(phrases, key=len, reverse=True)
    words = "|".join(map(_phrase, longest_first))
    return rf"(?<![\w-])(?:{words or '(?!)'})(?![\w-])"


@lru_cache(maxsize=128)
def pattern(phrases: tuple[str, ...], except_in: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A pattern whose group "phrase" is one of some phrases, in any case.

    What is quoted, or part of one of `except_in`, is found first, with an empty group, and so skipped.
    """
    return re.compile(rf"{_QUOTED}|{_any_of(except_in)}|(?P<phrase>{_any_of(phrases)})", re.IGNORECASE)


@lru_cache(maxsize=128)
def _starts(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """What the phrases begin with, in small letters; "" where a letter could be found in another shape."""
    words = ((phrase.split() or [""])[0].rstrip("*").lower() for phrase in phrases)
    return tuple({word if word.isascii() else "" for word in words})


def may_have(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether it is worth while to look for phrases: making a pattern of them takes longer than judging a sentence."""
    if not text.isascii():
        return True
    small = text.lower()
    return any(start in small for start in _starts(phrases))


def matches(text: str, phrases: tuple[str, ...], except_in: tuple[str, ...] = ()) -> Iterator[re.Match[str]]:
    """Some phrases in a text, in order; what is quoted or excepted does not count."""
    if may_have(text, phrases):
        yield from (match for match in pattern(phrases, except_in).finditer(text) if match["phrase"])


def first(text: str, phrases: tuple[str, ...], except_in: tuple[str, ...] = ()) -> re.Match[str] | None:
    """The first of some phrases in a text; what is quoted or excepted does not count."""
    return next(matches(text, phrases, except_in), None)
