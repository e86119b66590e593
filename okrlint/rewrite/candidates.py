"""Candidates out of families: what fits, in the order of how well, no measure twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from okrlint.core.finding import Suggestion
from okrlint.core.measure import Measure
from okrlint.core.rewrite import Candidate, Request
from okrlint.rewrite.choose import Choice, choose
from okrlint.rewrite.families import Family, Outcome, books
from okrlint.rewrite.reading import Reading
from okrlint.rewrite.render import needs_thing, sentence
from okrlint.rewrite.words import listed, tokens

SURE: Mapping[str, float] = {
    "families": 4.0,
    "ladder": 4.0,
    "wishes": 2.0,
    "personal": 2.0,
    "guardrails": 0.8,
    "aims": 1.5,
}
"""The score from which a family of a book fits."""
AGAIN = 0.75
"""The share of the best score from which another family may speak as well."""
_LITTLE = listed(
    """a an and are as at be by for from has have in into is it its more less of on or our per that the their they
    to up down who with within now than rise rises fall falls drop drops baseline target median share number
    week month day year"""
)
_BLANK = re.compile(r"\[(?:baseline|target)\]")


def content(text: str) -> frozenset[str]:
    """The words of a text that say what it is about."""
    return frozenset(word for word, *_ in tokens(_BLANK.sub(" ", text)) if word not in _LITTLE and not word.isdigit())


def nearby(request: Request) -> list[str]:
    """The texts that tell the field of a request: its objective and the neighbours."""
    own = request.key_result
    return [request.objective.text.value] + [one.text.value for one in request.objective.key_results if one is not own]


def _taken(outcome: str, others: Sequence[Measure]) -> bool:
    """Whether a neighbour measures much the same already."""
    words = content(outcome)
    for other in others:
        metric = content(other.metric.text) if other.metric else frozenset()
        if len(metric) >= 2 and len(metric & words) >= 0.7 * len(metric):
            return True
    return False


def _candidate(family: Family, outcome: Outcome, reading: Reading, request: Request) -> Candidate | None:
    """One alternative in the writer's words; None where the writer named no thing that it needs."""
    if needs_thing(outcome.text) and not reading.thing:
        return None
    whose = reading.whose or family.whose
    text = sentence(outcome.text, reading, whose)
    replaces = request.key_result.text.span() if request.key_result and request.key_result.text else None
    return Candidate(Suggestion(text, outcome.why, outcome.measure, whose, replaces), outcome.rises)


def _ranked(family: Family, reading: Reading, request: Request) -> list[Candidate]:
    """The alternatives of a family: those nearer to the objective first, else as its author ordered them."""
    aim = content(request.objective.text.value)
    found = []
    for place, outcome in enumerate(family.outcomes):
        candidate = _candidate(family, outcome, reading, request)
        if candidate and not _taken(candidate.suggestion.text, request.others):
            found.append((-min(len(aim & content(candidate.suggestion.text)), 2), place, candidate))
    return [candidate for _, _, candidate in sorted(found, key=lambda one: one[:2])]


def _fits(choice: Choice, book: str) -> bool:
    """Whether a choice is good enough for its book: families need words of their field, the ladder the very thing."""
    if book == "families":
        return choice.supported
    return choice.headed or book != "ladder"


def chosen(book: str, reading: Reading, request: Request) -> list[Choice]:
    """The families of a book that fit, the best first; none where none fits well."""
    if book not in books():
        return []
    found = choose(books()[book], reading.text, reading.at, nearby(request))
    found = [one for one in found if one.named and _fits(one, book)]
    if not found or found[0].score < SURE[book]:
        return []
    return [one for one in found[:3] if one.score >= max(SURE[book], AGAIN * found[0].score)]


def of_families(choices: Sequence[Choice], reading: Reading, request: Request) -> Iterator[Candidate]:
    """The alternatives of some families in turn, each measure once."""
    seen: set[str] = set()
    for choice in choices:
        for candidate in _ranked(choice.family, reading, request):
            if candidate.suggestion.metric_family not in seen:
                seen.add(candidate.suggestion.metric_family)
                yield candidate
