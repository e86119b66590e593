"""Which family of deliverables a sentence belongs to: what it names, and which field its words come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.rewrite.families import Book, Family, Phrase
from okrlint.rewrite.words import Token, content, listed, stem, tokens

AT_HEAD, IN_THING, ELSEWHERE, ACT = 1.0, 0.6, 0.15, 0.7
"""What a name counts at the head of the deliverable, inside it and elsewhere in the sentence, and a verb."""
OUTCOME, FURTHER = 0.4, 0.35
"""What a word that stands only in outcomes tells beside one of the field, and one of a neighbour beside one of the
sentence and its objective."""
_PHRASE_ENDS = re.compile(
    r"\s(?:of|for|on|about|to|with|in|at|that|which|from|by|as|per|and|or)\s|[,;:(–—]", re.IGNORECASE
)
_VERSION = re.compile(r"v?\d[\w.]*|mvp|beta|draft|final|live|done|ready")
_LIGHT = listed("section programme program project initiative solution series package set version area part component")


class Choice(NamedTuple):
    """A family and how well it fits.

    `name` is what its names in the sentence tell, `field` what all words of sentence and objective tell of its field,
    both as inverse document frequencies. `place` counts the families whose field fits better. `near` are the words
    of its field beside the thing itself.
    """

    family: Family
    name: float
    field: float
    near: float
    place: int

    @property
    def score(self) -> float:
        """How well it fits in all."""
        return self.name + self.field


def _matches(words: Phrase, book: Book, *, act: bool = False) -> Iterator[tuple[int, Phrase, int]]:
    """Where phrases of families occur: place of the first word, phrase, number of the family."""
    for place, word in enumerate(words):
        for phrase, number in book.named(word, act=act):
            if words[place : place + len(phrase)] == phrase:
                yield place, phrase, number


def _heads(text: str, found: Sequence[Token], at: tuple[int, int]) -> tuple[int, ...]:
    """Where the noun of the deliverable ends: its first phrase without a version; of "FAQ section" both words count."""
    cut = _PHRASE_ENDS.search(text, *at)
    end = cut.start() if cut else at[1]
    inside = [token for token in found if at[0] <= token[1] < end and not _VERSION.fullmatch(token[0])]
    if len(inside) > 1 and inside[-1][0] in _LIGHT:
        return inside[-1][2], inside[-2][2]
    return (inside[-1][2],) if inside else ()


def _factor(span: tuple[int, int], at: tuple[int, int], heads: Sequence[int]) -> float:
    """What a name counts at its place; everywhere the same where there is no deliverable."""
    if at[0] == at[1]:
        return AT_HEAD
    if at[0] <= span[0] and span[1] <= at[1]:
        return AT_HEAD if span[1] in heads else IN_THING
    return ELSEWHERE


def _names(book: Book, text: str, at: tuple[int, int]) -> dict[int, float]:
    """What the names of things and acts in a sentence tell, by the number of the family."""
    found = tokens(text)
    words, heads = tuple(token[0] for token in found), _heads(text, found, at)
    names: dict[int, float] = {}
    for place, phrase, number in _matches(words, book):
        span = found[place][1], found[place + len(phrase) - 1][2]
        names[number] = max(names.get(number, 0.0), book.weight(phrase) * _factor(span, at, heads))
    for _, phrase, number in _matches(tuple(map(stem, words)), book, act=True):
        names[number] = max(names.get(number, 0.0), book.weight(phrase) * ACT)
    return names


def _weights(book: Book, words: Iterable[str], further: Iterable[str]) -> Iterator[tuple[Sequence[int], float]]:
    """What words tell, in a fixed order: families and how much of their field; those `further` away tell less."""
    for word, factor in sorted({**dict.fromkeys(further, FURTHER), **dict.fromkeys(words, 1.0)}.items()):
        rarity = factor * book.rarity(word)
        strong, weak = book.told(word)
        yield strong, rarity
        yield weak, OUTCOME * rarity


def fields_of(book: Book, words: Iterable[str], further: Iterable[str]) -> list[float]:
    """What words tell of the fields of all families."""
    found = [0.0] * book.size
    for numbers, weight in _weights(book, words, further):
        for number in numbers:
            found[number] += weight
    return found


def _near(book: Book, words: Iterable[str], further: Iterable[str], wanted: Iterable[int]) -> dict[int, float]:
    """What words tell of the fields of some families."""
    found = dict.fromkeys(wanted, 0.0)
    for numbers, weight in _weights(book, words, further):
        for number in found.keys() & numbers:
            found[number] += weight
    return found


def choose(book: Book, text: str, thing_at: tuple[int, int], nearby: Sequence[str]) -> list[Choice]:
    """The families that a sentence names, the best first.

    `thing_at` is where its deliverable stands. `nearby` are the objective and other texts that tell the field.
    """
    around = frozenset[str]().union(content(text), *map(content, nearby[:1]))
    thing, further = content(text[slice(*thing_at)]), frozenset[str]().union(*map(content, nearby[1:]))
    names = _names(book, text, thing_at)
    if not names:
        return []
    fields = fields_of(book, around, further)
    ranked = sorted((number for number, told in enumerate(fields) if told), key=fields.__getitem__, reverse=True)
    near = _near(book, around - thing, further - thing, names)
    places = dict(zip(ranked, range(len(ranked)), strict=True))
    found = [
        Choice(book.family(one), names[one], fields[one], near[one], places.get(one, len(ranked)))
        for one in sorted(names)
    ]
    return sorted(found, key=lambda one: -one.score)
