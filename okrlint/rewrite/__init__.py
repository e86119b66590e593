"""Propose wording: outcomes in place of work, measures for wishes, guardrails, objectives without numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from okrlint.core.finding import Suggestion
from okrlint.core.rewrite import Advice, Candidate, Request, Strategy
from okrlint.rewrite.candidates import beyond_doubt, chosen, of_families
from okrlint.rewrite.choose import Choice
from okrlint.rewrite.promise import Promise
from okrlint.rewrite.purpose import of_purpose, of_wish
from okrlint.rewrite.reading import Reading, read
from okrlint.rewrite.render import question
from okrlint.rewrite.topical import of_topics
from okrlint.rewrite.topics import fitting
from okrlint.rewrite.wanted import also_wanted, wanted

__all__ = ["advise"]

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


def _of_objective(found: Iterator[Promise], request: Request) -> Iterator[Candidate]:
    """What the objective itself says, as something that can be measured."""
    if request.key_result:
        place = request.key_result.text.span()
        for one in found:
            yield Candidate(Suggestion(one.text, one.why, one.measure, one.whose, place), one.rises)


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


def _mixed(first: Iterator[Candidate], second: Iterator[Candidate]) -> Iterator[Candidate]:
    """One of the first, one of the second, then what is left of each."""
    yield from chain(islice(first, 1), islice(second, 1), first, second)


def _of_set(request: Request, reading: Reading, choices: Sequence[Choice]) -> Iterator[Candidate]:
    """What the objective says itself, its topic, and the families that the sentence names.

    Beside a topic, and what the objective says of people, only families beyond doubt are heard.
    """
    objective = request.objective.text.value
    own, more = (tuple(_of_objective(find(objective), request)) for find in (wanted, also_wanted))
    whose = next((one.suggestion.audience for one in own), "")
    about = fitting(request, stated=bool(whose))
    heard = beyond_doubt(choices) if whose or about else choices
    topics = of_topics(about, reading, request, whose[:1].lower() + whose[1:])
    return chain(own, _mixed(topics, of_families(heard, reading, request)), more)


def _outcome(request: Request) -> Advice:
    """Outcomes in place of work: the writer's purpose, what the objective says, its topic, the deliverable's family."""
    reading = _reading(request)
    choices = chosen("families", reading, request)
    return Advice(chain(_purpose(reading, request), _of_set(request, reading, choices)), _asked(choices, reading))


def _wish(request: Request) -> Advice:
    """Ways to measure what somebody wishes for."""
    reading = _reading(request)
    choices = chosen("wishes", reading, request) or chosen("families", reading, request)
    found = _of_set(request, reading, ())
    return Advice(
        chain(_own_words(reading, request), of_families(choices, reading, request), found), _asked(choices, reading)
    )


def _team(request: Request) -> Advice:
    """The team's outcome, with its guardrail, for the quota of one person."""
    reading = _reading(request)
    choices = chosen("personal", reading, request) or chosen("families", reading, request)
    found = _of_set(request, reading, ())
    return Advice(chain(of_families(choices, reading, request), found), _asked(choices, reading))


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
