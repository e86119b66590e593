"""Lists of words and phrases as one pattern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from okrlint.core import lazy_re as re

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


@lru_cache(maxsize=2048)
def pattern(phrases: tuple[str, ...], except_in: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A pattern whose group "phrase" is one of some phrases, in any case.

    What is quoted, or part of one of `except_in`, is found first, with an empty group, and so skipped.
    """
    return re.compile(rf"{_QUOTED}|{_any_of(except_in)}|(?P<phrase>{_any_of(phrases)})", re.IGNORECASE)


_KNOWN_BY = 4
"""Letters of its first word by which a phrase is looked up."""
_START = re.compile(rf"(?<![\w-])(?=(\S{{1,{_KNOWN_BY}}}))")
_ALSO_LETTERS = frozenset("İıſ\u212a")
"""What is no letter of ASCII and found in place of one where capitals do not matter: i, i, s, k."""
_Words = tuple[str, ...]


@lru_cache(maxsize=256)
def _by_start(phrases: tuple[str, ...]) -> Mapping[str, Sequence[tuple[int, _Words]]]:
    """Numbers of phrases and their words in small letters, by their first letters; "" where these tell nothing."""
    found: dict[str, list[tuple[int, _Words]]] = {}
    for number, phrase in enumerate(phrases):
        words = tuple(word.rstrip("*").lower() for word in phrase.split())
        start = words[0][:_KNOWN_BY] if words and words[0].isascii() else ""
        found.setdefault(start, []).append((number, tuple(word for word in words if word.isascii())))
    return found


@lru_cache(maxsize=2048)
def _starts(text: str) -> tuple[str, frozenset[str]]:
    """A text in small letters, and what its words start with: no letter, one letter, and more."""
    small = text.lower()
    starts = set(_START.findall(small))
    return small, frozenset({start[:end] for start in starts for end in range(1, _KNOWN_BY + 1)} | {""})


def possible(text: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases whose words all occur in a text: a pattern of few is made soon, and no other one can be found."""
    if not phrases or not (text.isascii() or _ALSO_LETTERS.isdisjoint(text)):
        return phrases
    by_start, (small, starts) = _by_start(phrases), _starts(text)
    if by_start.keys().isdisjoint(starts):  # mostly
        return ()
    found = []
    for start in by_start.keys() & starts:
        for number, words in by_start[start]:
            for word in words:
                if word not in small:
                    break
            else:
                found.append(number)
    return tuple([phrases[number] for number in sorted(found)])


def is_one(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text is one of some phrases and nothing else."""
    near = possible(text, phrases)
    match = pattern(near).fullmatch(text) if near else None
    return match is not None and bool(match["phrase"])


def matches(text: str, phrases: tuple[str, ...], except_in: tuple[str, ...] = ()) -> Iterator[re.Match[str]]:
    """Some phrases in a text, in order; what is quoted or excepted does not count."""
    near = possible(text, phrases)
    if near:
        found = pattern(near, possible(text, except_in)).finditer(text)
        yield from (match for match in found if match["phrase"])


def first(text: str, phrases: tuple[str, ...], except_in: tuple[str, ...] = ()) -> re.Match[str] | None:
    """The first of some phrases in a text; what is quoted or excepted does not count."""
    return next(matches(text, phrases, except_in), None)
