"""Which family of deliverables a sentence belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from okrlint.rewrite.families import Books, Family, Phrase
from okrlint.rewrite.words import Token, listed, stem, tokens

IN_THING, AT_HEAD, ELSEWHERE = 1.3, 1.8, 0.35
"""What a name counts inside the deliverable, at its head, and elsewhere in the sentence."""
_PHRASE_ENDS = re.compile(
    r"\s(?:of|for|on|about|to|with|in|at|that|which|from|by|as|per|and|or)\s|[,;:(–—]", re.IGNORECASE
)
_VERSION = re.compile(r"v?\d[\w.]*|mvp|beta|draft|final|live|done|ready")
_LIGHT = listed("section programme program project initiative solution series package set version area part component")
ACT, CUE, CUE_NEARBY = 1.0, 0.45, 0.25
"""What a verb counts, a word beside the thing, and one in the objective or among the neighbours."""


OTHER_FIELD, OWN_SHARE = 3.0, 0.5
"""How much words must tell of another field before a thing without words of its own field is doubted, and the least
that words of its own field must tell beside those of the best other one."""


class Choice(NamedTuple):
    """A family and how well it fits.

    `named` tells whether the sentence names its thing or act, `supported` whether that is more than one common word
    or words of the field stand nearby, `headed` whether the thing is
    what the sentence is about and not a word beside it.
    """

    family: Family
    score: float
    named: bool
    supported: bool
    headed: bool


def _matches(
    words: Sequence[str], index: Mapping[str, tuple[tuple[Phrase, int], ...]]
) -> Iterator[tuple[int, Phrase, int]]:
    """Where phrases of families occur: place of the first word, phrase, number of the family."""
    for place, word in enumerate(words):
        for phrase, number in index.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                yield place, phrase, number


class _Tally:
    """Scores of families while a sentence is read."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.named: dict[int, tuple[float, bool, bool]] = {}
        self.around: dict[int, dict[Phrase, float]] = {}

    def name(self, number: int, score: float, *, clear: bool, headed: bool) -> None:
        """The sentence names a thing or act of a family."""
        known, was_clear, was_headed = self.named.get(number, (0.0, False, False))
        self.named[number] = max(score, known), clear or was_clear, headed or was_headed

    def cue(self, number: int, phrase: Phrase, factor: float) -> None:
        """A word of the field stands nearby; each phrase counts once, where it tells most."""
        known = self.around.setdefault(number, {})
        known[phrase] = max(known.get(phrase, 0.0), factor * self.books.weight(phrase))

    def choices(self) -> list[Choice]:
        """All families with a score, the best first; ties by their order."""
        around = {number: sum(sorted(one.values(), reverse=True)[:4]) for number, one in self.around.items()}
        best = max(around.values(), default=0.0)
        found = []
        for number in self.named.keys() | around.keys():
            score, clear, headed = self.named.get(number, (0.0, False, False))
            near = around.get(number, 0.0)
            fits = near >= OWN_SHARE * best if near else clear and best <= OTHER_FIELD
            found.append((-(score + near), number, fits, headed))
        return [
            Choice(self.books.families[number], -score, number in self.named, supported, headed)
            for score, number, supported, headed in sorted(found)
        ]


def _heads(text: str, found: Sequence[Token], at: tuple[int, int]) -> tuple[int, ...]:
    """Where the noun of the deliverable ends: its first phrase without a version; of "FAQ section" both words count."""
    cut = _PHRASE_ENDS.search(text, *at)
    end = cut.start() if cut else at[1]
    inside = [token for token in found if at[0] <= token[1] < end and not _VERSION.fullmatch(token[0])]
    if len(inside) > 1 and inside[-1][0] in _LIGHT:
        return inside[-1][2], inside[-2][2]
    return (inside[-1][2],) if inside else ()


def _place_factor(span: tuple[int, int], at: tuple[int, int], heads: Sequence[int]) -> float:
    if at[0] <= span[0] and span[1] <= at[1]:
        return AT_HEAD if span[1] in heads else IN_THING
    return ELSEWHERE


def _is_clear(text: str, phrase: Phrase) -> bool:
    """Whether a name says enough alone: several words, or an abbreviation."""
    return len(phrase) > 1 or (len(text) > 2 and text.isupper())


def choose(books: Books, text: str, thing_at: tuple[int, int], nearby: Sequence[str]) -> list[Choice]:
    """The families that fit a sentence, the best first.

    `thing_at` is where its deliverable stands. `nearby` are the objective and other texts that tell the field.
    """
    found = tokens(text)
    words, heads = [token[0] for token in found], _heads(text, found, thing_at)
    tally = _Tally(books)
    for place, phrase, number in _matches(words, books.things):
        span = found[place][1], found[place + len(phrase) - 1][2]
        factor = _place_factor(span, thing_at, heads)
        tally.name(
            number, books.weight(phrase) * factor, clear=_is_clear(text[slice(*span)], phrase), headed=factor == AT_HEAD
        )
    stems = [stem(word) for word in words]
    for place, phrase, number in _matches(stems, books.acts):
        tally.name(number, books.weight(phrase) * ACT, clear=False, headed=place == 0)
    for _, phrase, number in _matches(words, books.cues):
        tally.cue(number, phrase, CUE)
    for other in nearby:
        for _, phrase, number in _matches([token[0] for token in tokens(other)], books.cues):
            tally.cue(number, phrase, CUE_NEARBY)
    return tally.choices()
