"""Candidates out of families: what fits, in the order of how well, no measure twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from okrlint.core.finding import Suggestion
from okrlint.core.measure import Measure
from okrlint.core.rewrite import Candidate, Request
from okrlint.rewrite.choose import Choice, choose
from okrlint.rewrite.families import Family, Outcome, books
from okrlint.rewrite.reading import Reading
from okrlint.rewrite.render import needs_thing, sentence
from okrlint.rewrite.words import content

NAMED: Mapping[str, float] = {
    "families": 2.0,
    "ladder": 4.0,
    "wishes": 2.0,
    "personal": 2.0,
    "guardrails": 0.8,
    "aims": 1.5,
}
"""What the names in a sentence must tell before a family of a book fits."""
FIELD, PLACE, CLEAR, CLEAR_PLACE = 8.0, 2, 4.5, 5
"""What the words of its field must tell where the thing of a family is named, and how many other families may fit the
field better; more may where the name is a clear one and words of the field stand beside it."""
ALONE, LEAD = 12.0, 1.25
"""What the words of a field must tell where no thing is named, and how many times as much as those of any other."""
AGAIN = 0.8
"""The share of the best score from which another family may speak as well."""


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


def _candidate(
    family: Family, outcome: Outcome, reading: Reading, request: Request, *, named: bool
) -> Candidate | None:
    """One alternative in the writer's words; None where it needs a thing and the writer `named` none of the family."""
    if needs_thing(outcome.text) and not (reading.thing and named):
        return None
    whose = reading.whose or family.whose
    text = sentence(outcome.text, reading, whose)
    replaces = request.key_result.text.span() if request.key_result and request.key_result.text else None
    return Candidate(Suggestion(text, outcome.why, outcome.measure, whose, replaces), outcome.rises)


def _ranked(choice: Choice, reading: Reading, request: Request) -> list[Candidate]:
    """The alternatives of a family: those nearer to sentence and objective first, else as its author ordered them."""
    aim = content(request.objective.text.value) | content(reading.text)
    family, named = choice.family, choice.name >= NAMED[choice.family.book]
    rarity = books()[family.book].rarity
    found = []
    for place, outcome in enumerate(family.outcomes):
        candidate = _candidate(family, outcome, reading, request, named=named)
        if candidate and not _taken(candidate.suggestion.text, request.others):
            found.append((-sum(rarity.get(word, 0.0) for word in aim & content(outcome.text)), place, candidate))
    return [candidate for _, _, candidate in sorted(found, key=lambda one: one[:2])]


def _fits(choice: Choice, book: str) -> bool:
    """Whether a choice is good enough for its book: a family needs the words of its field as well."""
    if book != "families":
        return choice.name >= NAMED[book]
    if choice.name < NAMED[book]:
        return choice.place == 0 and choice.field >= ALONE and choice.lead >= LEAD
    if choice.field < FIELD:
        return False
    if choice.near == 0:
        return choice.place == 0
    return choice.place < (CLEAR_PLACE + 1 if choice.name >= CLEAR else PLACE)


def chosen(book: str, reading: Reading, request: Request) -> list[Choice]:
    """The families of a book that fit, the best first; none where none fits well."""
    if book not in books():
        return []
    found = choose(books()[book], reading.text, reading.at, nearby(request))
    found = [one for one in found if _fits(one, book)]
    return [one for one in found[:3] if one.score >= AGAIN * found[0].score]


def of_families(choices: Sequence[Choice], reading: Reading, request: Request) -> Iterator[Candidate]:
    """The alternatives of some families in turn, each measure once."""
    seen: set[str] = set()
    for choice in choices:
        for candidate in _ranked(choice, reading, request):
            if candidate.suggestion.metric_family not in seen:
                seen.add(candidate.suggestion.metric_family)
                yield candidate
