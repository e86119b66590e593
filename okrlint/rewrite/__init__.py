"""Propose wording: outcomes in place of work, measures for wishes, guardrails, objectives without numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from okrlint.core.finding import Suggestion
from okrlint.core.rewrite import Advice, Candidate, Request, Strategy
from okrlint.rewrite.aim import as_key_result, people_of
from okrlint.rewrite.candidates import chosen, of_families
from okrlint.rewrite.choose import Choice
from okrlint.rewrite.purpose import of_purpose, of_wish
from okrlint.rewrite.reading import Reading, read
from okrlint.rewrite.render import question

__all__ = ["advise"]

_AIM = "This is what the objective promises; count for how many it is true."
_OWN = "Your own metric, with where it stands and where it should get to."
_PURPOSE = "This is what the work is for, in your own words."


def _reading(request: Request) -> Reading:
    """What the sentence says that is kept."""
    node = request.key_result or request.objective
    return read(node.text.value, request.labels)


def _purpose(reading: Reading, request: Request) -> Iterator[Candidate]:
    """What the writer says that the work is for."""
    from okrlint.analysis.measures import find_measure

    found = of_purpose(reading, find_measure(reading.purpose) if reading.purpose else None)
    if found and request.key_result:
        text, rises = found
        yield Candidate(Suggestion(text, _PURPOSE, "purpose", reading.whose, request.key_result.text.span()), rises)


def _aim(request: Request) -> Iterator[Candidate]:
    """What the objective says about people, counted."""
    aim = people_of(request.objective.text.value)
    text = as_key_result(aim) if aim else ""
    if aim and text and request.key_result:
        yield Candidate(Suggestion(text, _AIM, "the objective itself", aim.whose, request.key_result.text.span()))


def _own_words(reading: Reading, request: Request) -> Iterator[Candidate]:
    """The writer's own metric with the two values that it lacks."""
    found = of_wish(reading.text)
    if found and request.key_result:
        text, rises = found
        yield Candidate(Suggestion(text, _OWN, "your own metric", reading.whose, request.key_result.text.span()), rises)


def _asked(choices: list[Choice], reading: Reading) -> str:
    """The coach's question of the best family; "" where none fits, since the messages of rules ask the general ones."""
    if not choices:
        return ""
    return question(choices[0].family.question, reading, reading.whose or choices[0].family.whose)


def _outcome(request: Request) -> Advice:
    """Outcomes of the deliverable: the writer's purpose, what the objective says, those of its family."""
    reading = _reading(request)
    choices = chosen("families", reading, request)
    found = chain(_purpose(reading, request), _aim(request), of_families(choices, reading, request))
    return Advice(found, _asked(choices, reading))


def _wish(request: Request) -> Advice:
    """Ways to measure what somebody wishes for."""
    reading = _reading(request)
    choices = chosen("wishes", reading, request) or chosen("families", reading, request)
    found = chain(_own_words(reading, request), of_families(choices, reading, request))
    return Advice(found, _asked(choices, reading))


def _team(request: Request) -> Advice:
    """The team's outcome, with its guardrail, for the quota of one person."""
    reading = _reading(request)
    choices = chosen("personal", reading, request) or chosen("families", reading, request)
    return Advice(of_families(choices, reading, request), _asked(choices, reading))


def _guardrail(request: Request) -> Advice:
    """A line that shows when the rest is bought at a price."""
    texts = " ; ".join(one.text.value for one in request.objective.key_results)
    reading = Reading(texts)
    choices = chosen("guardrails", reading, request)
    found = (_added(candidate) for candidate in of_families(choices, reading, request))
    return Advice(found, _asked(choices, reading))


def _added(candidate: Candidate) -> Candidate:
    """A candidate that is added to the set and stands in for nothing."""
    return candidate._replace(suggestion=candidate.suggestion._replace(replaces=None))


def _objective(request: Request) -> Advice:
    """The better state behind a metric as the objective; the number becomes a key result."""
    reading = _reading(request)
    choices = chosen("aims", reading, request)
    place = request.objective.text.span()
    wanted = list(of_families(choices, replace(reading, deadline=""), request))[:2]
    aims = (one._replace(suggestion=one.suggestion._replace(replaces=place)) for one in wanted)
    number = Candidate(Suggestion(reading.text, "The number belongs in a key result.", "its own number"))
    has_number = any(map(str.isdigit, reading.text))
    return Advice(chain(aims, [number] if has_number else []), _asked(choices, reading))


_STRATEGIES: Mapping[Strategy, Callable[[Request], Advice]] = {
    "outcome": _outcome,
    "measure": _wish,
    "team": _team,
    "guardrail": _guardrail,
    "objective": _objective,
}


def advise(request: Request) -> Advice:
    """What could stand in place of an element, or beside it, and the question to ask where nothing is good enough."""
    return _STRATEGIES[request.strategy](request)
