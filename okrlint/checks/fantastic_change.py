"""Key results that ask for a change that is beyond belief."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.amounts import comparable, may_share_scale
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.measure import Measure
from okrlint.core.metric_kinds import is_head
from okrlint.core.model import KeyResult
from okrlint.core.purpose import purposes
from okrlint.core.source import Span

NEEDS = frozenset({"measures"})

_EXCUSED = frozenset({"aspirational", "health", "compliance", "baseline", "learning"})
_REASON = re.compile(
    r"\b(?:because|since|thanks to|due to|now that|given|once|as soon as|after|through|via|when|by \w+ing"
    r"|as (?:the|we|our|it|they|all))\b",
    re.IGNORECASE,
)
"""What begins to say why it is credible."""


def _jump(node: KeyResult, measure: Measure, most: float, smallest: float) -> tuple[Span, str] | None:
    """The numbers between which it shall jump, or how many times as much it shall be."""
    baseline, target, change = measure.baseline, measure.target, measure.change
    if baseline and target and baseline.words.field != "current" and not may_share_scale(baseline, target):
        numbers = comparable(baseline, target, sure=False)
        if numbers is None or numbers[0] < smallest or numbers[1] < most * numbers[0]:
            return None
        words = [value.words for value in (baseline, target) if not value.words.field]
        start, end = (min(w.start for w in words), max(w.end for w in words)) if words else (0, len(node.text))
        return node.text.span(start, end), f"{baseline.words.text} to {target.words.text}"
    if change is not None and not target and change.factor and change.amount >= most:
        return node.text.span(change.words.start, change.words.end), change.words.text
    return None


def _never(node: KeyResult, measure: Measure, never_zero: tuple[str, ...]) -> tuple[Span, str] | None:
    """The zero of a metric that never is zero."""
    target, metric = measure.target, measure.metric
    if (
        target is None
        or metric is None
        or target.amount != 0
        or target.words.field
        or not is_head(metric.text, never_zero)
    ):
        return None
    start, end = min(target.words.start, metric.start), max(target.words.end, metric.end)
    return node.text.span(start, end), node.text.value[start:end]


def check(
    node: KeyResult,
    facts: Facts,
    *,
    most: float = 20.0,
    smallest: float = 20.0,
    never_zero: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A rise to `most` times a number that is at least `smallest`, or to zero of what never is zero.

    Below that number a start is easily multiplied. Declared dreams are welcome, and so is a reason.
    """
    measure = facts.measures.get(node.text)
    if measure is None or purposes(node) & _EXCUSED or _REASON.search(node.text.value):
        return
    found = _jump(node, measure, most, smallest) or _never(node, measure, never_zero)
    if found:
        yield Finding(found[0], {"words": found[1]})
