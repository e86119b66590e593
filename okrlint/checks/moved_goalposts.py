"""Find key results that became easier while their period runs, without a word about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from okrlint.core.easing import Ease, deadline_ease, lost_scope, target_ease
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.history import Pair, same_period, tokens
from okrlint.core.measure import Measure, Words
from okrlint.core.model import Document, KeyResult
from okrlint.core.notes import Passages, is_noted, names, new_notes, still_says
from okrlint.core.periods import days_of
from okrlint.core.purpose import purposes
from okrlint.core.source import Span

NEEDS = frozenset({"before", "measures"})


class _Change(NamedTuple):
    """What became easier: its name, what it was, and where it stands now."""

    part: str
    was: str
    span: Span


class _Versions:
    """Two versions of a document, with what is noted in them."""

    def __init__(self, before: Document, now: Document) -> None:
        self.before, self.now = before, now
        self.old, self.new = Passages(before), Passages(now)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The new lines that speak of a change."""
        return new_notes(self.before, self.now)

    def excuses(self, pair: Pair, was: str) -> bool:
        """Whether the file says what changed: the old value is still there, or a note is new."""
        key_result = pair.now.key_result
        old, new = self.old.of(pair.before.key_result), self.new.of(key_result)
        if still_says(old, new, was) or is_noted(old, new):
            return True
        known = key_result.id.value if key_result.id else ""
        return any(names(line, was) or names(line, known) for line in self.notes)


def _place(key_result: KeyResult, words: Words) -> Span:
    """Where words of a measure stand in the file."""
    text = key_result.field(words.field) if words.field else key_result.text
    return (text or key_result.text).span(words.start, words.end)


def _target(pair: Pair, before: Measure, now: Measure) -> tuple[Ease, _Change | None]:
    """What happened to the target."""
    ease = target_ease(before, now)
    old, new = before.target or before.change, now.target or now.change
    if ease != "easier" or old is None or new is None:
        return ease, None
    return ease, _Change("target", old.words.text, _place(pair.now.key_result, new.words))


def _deadline(pair: Pair, before: Measure, now: Measure) -> tuple[Ease, _Change | None]:
    """What happened to the deadline, in the sentence or in a field beside it."""
    old, new = (one.key_result.field("due") for one in (pair.before, pair.now))
    if old and new:
        ease = deadline_ease(old.value, new.value)
        return ease, _Change("deadline", old.value, new.span()) if ease == "easier" else None
    if before.deadline is None or now.deadline is None:
        return "same", None
    ease = deadline_ease(before.deadline.text, now.deadline.text)
    place = _place(pair.now.key_result, now.deadline)
    return ease, _Change("deadline", before.deadline.text, place) if ease == "easier" else None


def _scope(pair: Pair, others: Sequence[str]) -> _Change | None:
    """What the sentence no longer covers; nothing where another key result covers it now."""
    old, new = (one.key_result.text.value for one in pair)
    lost = lost_scope(old, new)
    if not lost or any(set(tokens(lost)) <= set(tokens(other)) for other in others):
        return None
    return _Change("scope", lost, pair.now.key_result.text.span())


def _eased(pair: Pair, facts: Facts, others: Sequence[str]) -> _Change | None:
    """The first thing that became easier, None where nothing did, or something became harder as well."""
    measures = facts.before_measures.get(pair.before.key_result.text), facts.measures.get(pair.now.key_result.text)
    before, now = (measure or Measure() for measure in measures)
    (target, first), (deadline, second) = _target(pair, before, now), _deadline(pair, before, now)
    if "harder" in (target, deadline):
        return None
    third = _scope(pair, others) if target == "same" else None
    return first or second or third


def _runs(pair: Pair, facts: Facts) -> bool:
    """Whether the period has begun: before that, targets are still being talked about."""
    days = days_of(pair.now.period)
    return days is None or facts.today is None or days.first <= facts.today


def check(
    document: Document, facts: Facts, *, unless_type: tuple[str, ...] = ("learning", "baseline")
) -> Iterator[Finding]:
    """Key results with an easier target, a later deadline or fewer words of scope than before, in the same period.

    A note about the change, or the old value beside the new one, excuses it; so does a declared type in `unless_type`.
    """
    if facts.before is None:
        return
    versions = _Versions(facts.before, document)
    pairs = same_period(facts.before, document)
    paired = {id(pair.now.key_result) for pair in pairs}
    others = [one.text.value for one in document.key_results if id(one) not in paired]
    when = f"at {facts.since}" if facts.since else "before"
    for pair in pairs:
        if not _runs(pair, facts) or purposes(pair.now.key_result) & set(unless_type):
            continue
        change = _eased(pair, facts, others)
        if change and not versions.excuses(pair, change.was):
            yield Finding(change.span, {"part": change.part, "was": change.was, "when": when})
