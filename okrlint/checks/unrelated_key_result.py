"""Find key results that speak of what another objective is about, and of nothing that their own is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding, Related
from okrlint.core.metric_kinds import with_one_name
from okrlint.core.model import Document, Objective

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"(?:ings?|ers?|ed|es|s|ions?|ments?|ly)$")
_SMALL = frozenset(
    _WORD.findall(
        """about above after again against also among another around available average become been before begin being
    below best better between both bring company complete create current customer customers default define deliver
    describe develop does done each every feature features find first from gain give goal good great grow have
    help high improve increase into keep key know last launch least less level like long make many metric metrics
    month more most much need never next number objective once only other over part people percent plan points
    priorities priority process provide quarter rate reach reduce result review same score second share should
    since some start status still such support take team than that their them then there they this through time
    times today under until update user users very want week weekly well what when where which while will with
    within without work year your"""
    )
)
"""Words that are in any key result."""
_FEWEST = 2
_MOST_PART = 0.5
"""Words, and part of its telling words, that a key result must have in common with another objective."""
_MOST = 60
"""Objectives of one team, as far as anybody could tell."""


def _stem(word: str) -> str:
    return _ENDING.sub("", word).rstrip("e") if len(word) > 5 else word.rstrip("s")


def _stems(*texts: str) -> frozenset[str]:
    """The telling words of texts without their endings."""
    words = (match[0] for text in texts for match in _WORD.finditer(with_one_name(text).casefold()))
    return frozenset(_stem(word) for word in words if word not in _SMALL)


class _Set(NamedTuple):
    """An objective with its telling words, those of each of its key results, of several of them, and of them all."""

    objective: Objective
    title: frozenset[str]
    each: tuple[frozenset[str], ...]
    several: frozenset[str]
    all: frozenset[str]


def _set(objective: Objective) -> _Set:
    title, each = _stems(objective.text.value), tuple(_stems(one.text.value) for one in objective.key_results)
    counts = Counter(word for words in each for word in words)
    several = frozenset(word for word, count in counts.items() if count > 1)
    return _Set(objective, title, each, several, title.union(*each))


def _groups(document: Document) -> Iterator[list[_Set]]:
    """The sets of each team and period; not where there are so many that they are those of a whole company."""
    groups: dict[tuple[str, str], list[_Set]] = {}
    for objective in document.objectives:
        if objective.stated and objective.key_results:
            groups.setdefault((document.team_of(objective), document.period_of(objective)), []).append(_set(objective))
    yield from (group for group in groups.values() if len(group) <= _MOST)


def _home(number: int, own: _Set, sets: Sequence[_Set]) -> tuple[_Set, frozenset[str]] | None:
    """The only other set that a key result has telling words in common with, and those words."""
    mine = own.each[number]
    if mine & own.title or mine & own.several:
        return None
    shared = [(other, mine & other.all) for other in sets if other is not own]
    enough = max(_FEWEST, _MOST_PART * len(mine))
    found = [(other, words) for other, words in shared if len(words) >= enough and len(words & other.title) >= _FEWEST]
    return found[0] if len(found) == 1 else None


def _shown(text: str, stems: frozenset[str]) -> str:
    """The first words of a text that have some stems, as they are written."""
    words = dict.fromkeys(match[0] for match in _WORD.finditer(text) if _stem(match[0].casefold()) in stems)
    return " and ".join(f'"{word}"' for word in list(words)[:_FEWEST])


def check(document: Document, _facts: Facts, *, fewest: int = 3) -> Iterator[Finding]:
    """A key result of a set of at least `fewest` with no telling word in common with it, but with another objective.

    Words are a poor measure of what belongs together: two sentences may mean one thing without sharing any. So the
    check speaks only where it can name the objective that shares at least two.
    """
    for sets in _groups(document):
        for own in sets:
            key_results = own.objective.key_results
            for number, key_result in enumerate(key_results if len(key_results) >= fewest else ()):
                home = _home(number, own, sets)
                if home:
                    place = home[0].objective.text.span()
                    fields = {
                        "words": _shown(key_result.text.value, home[1]),
                        "where": document.source.where(place.start),
                    }
                    related = Related(place, "the objective that it may belong to")
                    yield Finding(key_result.text.span(), fields, related=(related,))
