"""Whether a target, a deadline or a scope became easier from one version of a key result to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from okrlint.core import lazy_re as re
from okrlint.core.history import ALIKE, likeness, wording
from okrlint.core.measure import Direction, Measure, Value, Words
from okrlint.core.periods import said_at

Ease = Literal["easier", "harder", "same", "unknown"]

_SECONDS = {"ms": 0.001, "s": 1, "min": 60, "h": 3600, "days": 86_400, "weeks": 604_800}
_FLOORS = ("at least", "more than")
_CEILINGS = ("at most", "less than")
_HALF = 50
"""Per cent of a whole: a level above it that names no direction is a floor; nobody aims at losing most."""
_SAME_METRIC = 0.85
_UNWANTED = re.compile(
    r"\b(?:abandon|absen|accident|bounce|bug|call|cancel|churn|click|co2|complain|correction|cost|crash|debt"
    r"|defect|delay|down ?time|duplicate|emission|error|escalat|expens|fail|false|fault|incident|injur|interrupt"
    r"|issue|lapse|late|leak|loss|lost|manual|mistake|miss|no-?shows?|outage|over ?time|problem|question|queue"
    r"|reject|reminder|repeat|request|return|rework|risk|sick|spam|spend|step|ticket|turnover|unresolved|unpaid"
    r"|violation|vulnerab|wait|waste|wrong)",
    re.IGNORECASE,
)
"""Beginnings of words for what people want less of, or of which nobody can tell."""

_TOKEN = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_JOINERS = frozenset({"and", "or", "plus"})
_JOINED_BEFORE = re.compile(r"(?:,|&|\+|\b(?:and|plus))\s*$", re.IGNORECASE)
_JOINED_AFTER = re.compile(r"\s*(?:,|&|\+|(?:and|plus)\b)", re.IGNORECASE)
_ALL = frozenset({"all", "every", "each", "both", "any", "entire", "whole"})
_WEAKER = frozenset(
    {"most", "some", "many", "several", "key", "main", "major", "selected", "top", "few", "half", "of", "the"}
)
_PLACES = frozenset({"in", "at", "for", "on", "across", "among", "from", "within", "to", "of", "by", "with", "between"})
_NEAR = 5
"""Words between a preposition and the last member of what it is about."""
_LONGEST_SCOPE = 3
_LONGEST = 2_000
"""Characters of a sentence that is compared word by word."""


def _as_unit(value: Value, unit: str) -> float | None:
    """The amount in another unit, None where that makes no sense."""
    if value.unit == unit:
        return value.amount
    if value.unit in _SECONDS and unit in _SECONDS:
        return value.amount * _SECONDS[value.unit] / _SECONDS[unit]
    return None


def _amounts(before: Value, now: Value) -> tuple[float, float] | None:
    """Two values as numbers that can be compared, None where they cannot."""
    if (before.factor, before.rank) != (now.factor, now.rank) or before.upper is not None or now.upper is not None:
        return None
    if before.of and now.of:
        return before.amount / before.of, now.amount / now.of
    amount = _as_unit(now, before.unit)
    return None if amount is None or before.of or now.of else (before.amount, amount)


def _direction(measure: Measure, target: Value) -> Direction | None:
    """Which way is harder: up or down; None where the key result does not say."""
    if measure.direction in ("up", "down"):
        return measure.direction
    if measure.comparison in _FLOORS:
        return "up"
    if measure.comparison in _CEILINGS:
        return "down"
    if measure.share and target.unit == "%" and target.amount >= _HALF and not target.of:
        return "up"
    if measure.share:
        return "up" if target.of and target.amount * 2 >= target.of else None
    return "up" if _is_wanted(measure, target) else None


def _is_wanted(measure: Measure, target: Value) -> bool:
    """Whether a bare count or sum is a number of things that somebody wants: then it is a floor."""
    counts = target.unit == "" or (len(target.unit) == 3 and target.unit.isupper())
    if not counts or target.amount < 1 or target.rank or measure.per is not None or measure.metric is None:
        return False
    return not _UNWANTED.search(measure.metric.text)


def _words(words: Words | None) -> str:
    return words.text.casefold() if words else ""


def is_same_metric(before: Measure, now: Measure) -> bool:
    """Whether two versions measure one thing: in nearly the same words, or more or fewer of them."""
    if _words(before.per) != _words(now.per):
        return False
    one, other = (wording(_words(measure.metric)) for measure in (before, now))
    return set(one) <= set(other) or set(other) <= set(one) or likeness(one, other) >= max(ALIKE, _SAME_METRIC)


def _moved(before: float, now: float, direction: Direction) -> Ease:
    if before == now:
        return "same"
    return "harder" if (now > before) == (direction == "up") else "easier"


def target_ease(before: Measure, now: Measure) -> Ease:
    """What happened to the target, or to the step where no level is named."""
    old, new = (before.target, now.target) if before.target or now.target else (before.change, now.change)
    amounts = _amounts(old, new) if old and new else None
    if old is None or amounts is None or before.comparison != now.comparison:
        return "unknown" if old or new else "same"
    if amounts[0] == amounts[1]:
        return "same"
    if not is_same_metric(before, now):
        return "unknown"
    if old is before.change:
        first, second = (abs(amount - 1) if old.factor else amount for amount in amounts)
        return _moved(first, second, "up")
    direction = _direction(before, old)
    return _moved(*amounts, direction) if direction else "unknown"


def deadline_ease(before: str, now: str) -> Ease:
    """What happened to a deadline; words without a year are compared only with each other."""
    if before.casefold() == now.casefold():
        return "same"
    days = [said_at(text.strip(), 0, date(2001, 1, 1)) for text in (before, now)]
    if days[0] is None or days[1] is None or days[0].has_year != days[1].has_year:
        return "unknown"
    place = 0 if days[0].has_year else min(1, len(days[0].days) - 1, len(days[1].days) - 1)
    old, new = (said.days[place].last for said in days if said)
    return "same" if old == new else "easier" if new > old else "harder"


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words are the same at the start, and at the end."""
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - start
    return start, next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)


def _is_member(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether a stretch is one of several things that a preposition is about; `words` are those in front of it."""
    joined = _JOINED_BEFORE.search(text[max(0, start - _LONGEST) : start]) or _JOINED_AFTER.match(text, end)
    return joined is not None and not _PLACES.isdisjoint(words[-_NEAR:])


def lost_scope(before: str, now: str) -> str:
    """The words of scope that a sentence lost, where little else changed: "every", or one of several places or groups.

    "" where there are none, or where it says something else now.
    """
    if max(len(before), len(now)) > _LONGEST:
        return ""
    found = [match for match in _TOKEN.finditer(before) if match[0].casefold() not in _JOINERS]
    old = [match[0].casefold() for match in found]
    new = [word for word in (match[0].casefold() for match in _TOKEN.finditer(now)) if word not in _JOINERS]
    start, end = _ends(old, new)
    removed, put = old[start : len(old) - end], new[start : len(new) - end]
    if not 1 <= len(removed) <= _LONGEST_SCOPE or not set(put) <= _WEAKER:
        return ""
    first, last = found[start].start(), found[len(old) - end - 1].end()
    lost = before[first:last]
    if set(removed) <= _ALL | {"of", "the"} and not _ALL.isdisjoint(removed):
        return lost
    told = put or any(letter.isdigit() for letter in lost)
    return "" if told or not _is_member(before, first, last, old[:start]) else lost
