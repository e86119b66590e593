"""Candidates out of families: what fits, in the order of how well, no measure twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from okrlint.core.finding import Suggestion
from okrlint.core.measure import Measure
from okrlint.core.rewrite import Candidate, Request
from okrlint.rewrite.choose import Choice, choose
from okrlint.rewrite.families import Book, Family, Outcome, book
from okrlint.rewrite.reading import Reading
from okrlint.rewrite.render import needs_thing, sentence
from okrlint.rewrite.words import content

NAMED: Mapping[str, float] = {
    "families": 2.0,
    "wishes": 2.0,
    "personal": 2.0,
    "guardrails": 0.8,
    "aims": 1.5,
}
"""What the names in a sentence must tell before a family of a book fits."""
FIELD, PLACE, CLEAR, CLEAR_PLACE = 12.0, 2, 4.5, 5
"""What the words of its field must tell where the thing of a family is named, and how many other families may fit the
field better; more may where the name is a clear one and words of the field stand beside it."""
ALONE_NAMED = 3.0
"""What its name must tell of a family in a sentence without an objective."""
SURE = 12.0
"""What a field must tell for a family beyond doubt, whose outcomes need share no word with the sentence."""
SAID = 3.0
"""What the words must tell that an outcome of a named family shares with sentence and objective."""
PLAIN_FIELD, PLAIN_NAME = 17.0, 11.0
"""What its field or its name must tell of a family that speaks beside what the objective says."""
AGAIN = 0.8
"""The share of the best score from which another family may speak as well."""


def nearby(request: Request) -> list[str]:
    """The texts that tell the field of a request: its objective and the neighbours."""
    own = request.key_result
    return [request.objective.text.value] + [one.text.value for one in request.objective.key_results if one is not own]


def is_taken(outcome: str, others: Sequence[Measure]) -> bool:
    """Whether a neighbour measures much the same already."""
    words = content(outcome)
    for other in others:
        metric = content(other.metric.text) if other.metric else frozenset()
        if len(metric) >= 2 and len(metric & words) >= 0.7 * len(metric):
            return True
    return False


def candidate_of(family: Family, outcome: Outcome, reading: Reading, request: Request) -> Candidate | None:
    """One alternative in the writer's words; None where it needs a thing and the writer names none."""
    if needs_thing(outcome.text) and not reading.thing:
        return None
    whose = reading.whose or family.whose
    text = sentence(outcome.text, reading, whose)
    replaces = request.key_result.text.span() if request.key_result and request.key_result.text else None
    return Candidate(Suggestion(text, outcome.why, outcome.measure, whose, replaces), outcome.rises)


def told_of(words: frozenset[str], text: str, known: Book) -> float:
    """What words that a text shares with others tell, as inverse document frequencies."""
    return sum(known.rarity(word) for word in sorted(words & content(text)))


class _Scored(NamedTuple):
    """An outcome of a family with what its words share with the sentence and its objective."""

    told: float
    shared: int
    choice: Choice
    outcome: Outcome


def _outcomes(choice: Choice, words: frozenset[str]) -> list[_Scored]:
    """The outcomes of a family: those nearer to sentence and objective first, else as its author ordered them."""
    known = book(choice.family.book)
    found = [
        _Scored(told_of(words, one.text, known), len(words & content(one.text)), choice, one)
        for one in choice.family.outcomes
    ]
    return sorted(found, key=lambda one: -one.told)


def _is_named(choice: Choice) -> bool:
    """Whether the sentence names the thing of a family."""
    return choice.name >= NAMED[choice.family.book]


def _fits(choice: Choice, name: str, alone: bool) -> bool:
    """Whether a family whose thing is named fits: in the book of families it needs its field as well.

    A sentence without an objective (`alone`) has few words, and none that speak against its name.
    """
    if not _is_named(choice):
        return False
    if name != "families":
        return True
    if alone:
        return choice.name >= ALONE_NAMED
    if choice.field < FIELD:
        return False
    if choice.near == 0:
        return choice.place == 0
    return choice.place < (CLEAR_PLACE + 1 if choice.name >= CLEAR else PLACE)


def chosen(name: str, reading: Reading, request: Request) -> list[Choice]:
    """The families of a book whose thing is named and that fit, the best first."""
    alone = not request.objective.text.value.strip()
    found = [one for one in _choices(name, reading, request) if _fits(one, name, alone)]
    return [one for one in found[:3] if one.score >= AGAIN * found[0].score]


@lru_cache(maxsize=16)
def _ranked(name: str, text: str, at: tuple[int, int], around: tuple[str, ...]) -> Sequence[Choice]:
    """The families of a book by how well they fit; asked twice about one sentence."""
    return choose(book(name), text, at, around)


def _choices(name: str, reading: Reading, request: Request) -> Sequence[Choice]:
    return _ranked(name, reading.text, reading.at, tuple(nearby(request)))


def beyond_doubt(choices: Iterable[Choice]) -> list[Choice]:
    """The families that may speak beside what the objective says."""
    return [one for one in choices if one.field >= PLAIN_FIELD or one.name >= PLAIN_NAME]


def _words(reading: Reading, request: Request) -> frozenset[str]:
    return content(request.objective.text.value) | content(reading.text)


def _belongs(one: _Scored) -> bool:
    """Whether an outcome of a named family belongs here: it shares a word, or the family is beyond doubt."""
    choice = one.choice
    if choice.family.book != "families" or one.told >= SAID:
        return True
    return choice.name >= CLEAR and choice.near > 0 and choice.field >= SURE


def of_families(choices: Sequence[Choice], reading: Reading, request: Request) -> Iterator[Candidate]:
    """The alternatives of some families in turn, each measure once."""
    words = _words(reading, request)
    alone = not request.objective.text.value.strip()
    found = (one for choice in choices for one in _outcomes(choice, words) if alone or _belongs(one))
    yield from _candidates(found, reading, request)


def _candidates(found: Iterable[_Scored], reading: Reading, request: Request) -> Iterator[Candidate]:
    """Outcomes in the writer's words, each measure once, without what a neighbour measures already."""
    seen: set[str] = set()
    for one in found:
        candidate = candidate_of(one.choice.family, one.outcome, reading, request)
        if candidate is None or one.outcome.measure in seen or is_taken(candidate.suggestion.text, request.others):
            continue
        seen.add(one.outcome.measure)
        yield candidate
