"""Candidates out of topics: what shows that an objective is reached, nearest to the work first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from okrlint.core.rewrite import Candidate, Request
from okrlint.rewrite.candidates import SAID, candidate_of, is_taken, told_of
from okrlint.rewrite.families import Outcome, Phrase, book
from okrlint.rewrite.reading import Reading
from okrlint.rewrite.topics import Topic
from okrlint.rewrite.words import content, stem, tokens
from okrlint.rewrite.works import answers


def _of_work(topic: Topic, stems: Phrase) -> list[Outcome]:
    """The outcomes that answer to the work, those that it names best first."""
    rated = [(answers(one, stems), one) for one in topic.family.outcomes if one.when]
    return [one for told, one in sorted(rated, key=lambda one: -one[0]) if told]


def _of_aim(topic: Topic, words: frozenset[str], around: frozenset[str]) -> list[Outcome]:
    """The outcomes that hold whatever the work is: those that share words with it first."""
    known = book(topic.family.book)
    kept = [one for one in topic.family.outcomes if not one.when]
    if not topic.is_clear:
        kept = [one for one in kept if told_of(around, one.text, known) >= SAID]
    return sorted(kept, key=lambda one: -told_of(words, one.text, known))


def _in_turn(found: Iterable[Topic], reading: Reading, request: Request) -> Iterator[tuple[Topic, Outcome]]:
    """What answers to the work, what holds for all work, and again, topic by topic."""
    words, stems = content(reading.text), tuple(stem(token[0]) for token in tokens(reading.text))
    around = words | content(request.objective.text.value)
    for topic in found:
        own, all_work = iter(_of_work(topic, stems)), iter(_of_aim(topic, words, around))
        for one in chain(islice(own, 1), islice(all_work, 1), islice(own, 1), all_work):
            yield topic, one


def of_topics(found: Iterable[Topic], reading: Reading, request: Request, whose: str) -> Iterator[Candidate]:
    """What shows that an objective is reached, each measure once, without what a neighbour measures already.

    `whose` are the people of the objective, "" where it names none; only the general language speaks of them.
    """
    seen, kept = set[str](), Reading(reading.text, deadline=reading.deadline)
    for topic, outcome in _in_turn(found, reading, request):
        people = whose if topic.family.book == "general" else ""
        candidate = candidate_of(topic.family, outcome, replace(kept, whose=people), request)
        if candidate and outcome.measure not in seen and not is_taken(candidate.suggestion.text, request.others):
            seen.add(outcome.measure)
            yield candidate
