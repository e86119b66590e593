"""Lists of words and phrases as one pattern."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_QUOTED = r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»"


def _word(word: str) -> str:
    """One word of a phrase; "train*" stands for every word that starts so."""
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)


def _any_of(phrases: Sequence[str]) -> str:
    """Whole words, the longest phrase first; nothing where there are no phrases."""
    longest_first = sorted(phrases, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(_word, phrase.split())) for phrase in longest_first)
    return rf"(?<![\w-])(?:{words or '(?!)'})(?![\w-])"


@lru_cache(maxsize=128)
def pattern(phrases: tuple[str, ...], except_in: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A pattern whose group "phrase" is one of some phrases, in any case.

    What is quoted, or part of one of `except_in`, is found first, with an empty group, and so skipped.
    """
    return re.compile(rf"{_QUOTED}|{_any_of(except_in)}|(?P<phrase>{_any_of(phrases)})", re.IGNORECASE)


def first(text: str, phrases: tuple[str, ...], except_in: tuple[str, ...] = ()) -> re.Match[str] | None:
    """The first of some phrases in a text; what is quoted or excepted does not count."""
    return next((match for match in pattern(phrases, except_in).finditer(text) if match["phrase"]), None)
