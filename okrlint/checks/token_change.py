"""Key results that ask for next to no change."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.amounts import comparable
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.measure import Measure, Value
from okrlint.core.metric_kinds import is_head
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first
from okrlint.core.purpose import purposes

NEEDS = frozenset({"measures"})

_EXCUSED = frozenset({"health", "compliance", "committed", "baseline", "learning"})
_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_ALL = 100.0
_ROOM = 0.05
"""Part of what is left up to the best value of a scale: a step that takes this much of it is none to smile at."""


def _room(value: Value, number: float) -> float | None:
    """What is left up to the end of the scale, None where the scale has no end that is known."""
    if value.of:
        return 1 - number
    ends = {"%": _ALL, "stars": 5.0}
    end = ends.get(value.unit)
    return None if end is None or number >= end else end - number


def _is_token_path(baseline: Value, target: Value, least: float) -> bool:
    """Whether two numbers are nearly the same, also in view of what is left to gain or to lose."""
    numbers = comparable(baseline, target)
    if numbers is None or numbers[0] <= 0 or numbers[0] == numbers[1]:
        return False
    step, room = abs(numbers[1] - numbers[0]), _room(target, numbers[0])
    return step / numbers[0] < least and (room is None or step / room < _ROOM)


def _metric(measure: Measure) -> str:
    return measure.metric.text if measure.metric else ""


def _is_step(text: str, change: Value) -> bool:
    """Whether a number is a step for sure: "+1 %", "by 1 %"."""
    return change.words.text[:1] in "+-−" or bool(_BY.search(text, 0, change.words.start))


def _finding(node: KeyResult, measure: Measure, least: float, rates: tuple[str, ...]) -> Finding | None:
    baseline, target, change = measure.baseline, measure.target, measure.change
    if baseline and target:
        if baseline.words.field == "current" or not _is_token_path(baseline, target, least):
            return None
        words = [value.words for value in (baseline, target) if not value.words.field]
        start, end = (min(w.start for w in words), max(w.end for w in words)) if words else (0, len(node.text))
        return Finding(node.text.span(start, end), {"words": f"{baseline.words.text} to {target.words.text}"})
    small = change is not None and change.unit == "%" and change.upper is None and 0 < change.amount < _ALL * least
    if change is None or not small or target or measure.share or is_head(_metric(measure), rates):
        return None
    if not _is_step(node.text.value, change):
        return None
    return Finding(node.text.span(change.words.start, change.words.end), {"words": change.words.text})


def check(
    node: KeyResult,
    facts: Facts,
    *,
    least: float = 0.02,
    rates: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A step of less than the part `least` of where it starts; of a scale with an end, also of what is left of it.

    Not where one of the words of `unless` is in the metric, of which small steps are large, and not for lines that are
    there to keep a level or to honour a duty. Of metrics that are `rates`, 1 % may be meant as a whole point.
    """
    measure = facts.measures.get(node.text)
    if measure is None or measure.direction == "keep" or first(_metric(measure), unless):
        return
    finding = None if purposes(node) & _EXCUSED else _finding(node, measure, least, rates)
    if finding:
        yield finding
