"""Key results whose step does not fit the two numbers beside it: "from 200 to 260 (+50 %)"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from okrlint.core import lazy_re as re
from okrlint.core.amounts import comparable, is_led_in, may_be_name, step_of
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.measure import Measure, Value
from okrlint.core.model import KeyResult

NEEDS = frozenset({"measures"})

_OTHER = r"(?:by|to|in|at|on|of|for|from|and|or|with|while|plus|but|through|via|so|as|per|each|every|if|when)"
_WORDS = rf"(?:\s(?!{_OTHER}\b)[\w'’/%-]+)"
_BEHIND = re.compile(rf"{_WORDS}{{0,3}}\s?[(,=–—]?\s?(?:(?:i\.e\.|that\sis|which\sis|an?)\s)?(?:by\s)?", re.IGNORECASE)
_STEP = r"(?:increase|growth|rise|gain|uplift|reduction|decrease|drop|cut|decline|improvement|more|fewer|less)"
_CLOSED = re.compile(rf"\s?(?:{_STEP}\s?)?(?:$|[);]|[.,](?:\s|$))", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?!\s(?:an?|per|each|every|of|over|on|compared|vs\.?|versus|relative|than|year\w*|annual\w*|month\w*|week\w*|quarter\w*"
    r"|yoy|qoq|mom)\b)[^\d,;:.()]*+[\s,(:–—]*+(?:from\s)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:and|or|but|plus|than|while|so|because|through|via|if|when|who|that|which|whose|by\s\w+ing|to\s(?:get|bring|take|make|have))\b"
    r"|\b(?:increas|rais|grow|lift|boost|reduc|lower|decreas|shorten|improv|cutting|rising|upgrad|mov|switch|shift|transfer|promot"
    r"|migrat|step|go|chang|extend)\w*",
    re.IGNORECASE,
)
"""What shows that two numbers belong to another thing than the step: "double the members who go from 2 to 3 visits"."""
_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_HEDGED = re.compile(
    r"(?:\b(?:about|around|approx\w*\.?|roughly|almost|nearly|some|circa|ca\.?|over|than|least|most|up\sto|under|another|further"
    r"|additional|least\sa|than\sa)|[~≈≥≤<>])\s?$",
    re.IGNORECASE,
)
_ON_TOP = re.compile(
    r"\s(?:as\s)?(?:more|faster|higher|quicker|growth|increase|larger|bigger|cheaper|shorter|lower)\b", re.IGNORECASE
)
_TWICE = re.compile(r"(?:twice|thrice)$", re.IGNORECASE)
_LONGEST = 40
"""Characters between two numbers that are joined."""
_FAR = 160
"""Characters between a step and the numbers that it is about."""
_DUMMIES = (0, 1, 100)


def _steps(measure: Measure) -> Iterator[Value]:
    """The numbers that say by how much, or how many times; who comes twice has not doubled anything."""
    steps = (measure.change, *(value for value in measure.values if value.factor and value is not measure.change))
    yield from (step for step in steps if step and not _TWICE.match(step.words.text))


def _is_beside(text: str, step: Value, baseline: Value, target: Value) -> bool:
    """Whether a step stands right before or behind two numbers, so that it must belong to them."""
    start, end = sorted((baseline, target), key=lambda value: value.words.start)
    between = text[start.words.end : end.words.start]
    if len(between) > _LONGEST or re.search(r"[;.]\s|\d", between) or may_be_name(text, start):
        return False
    if step.words.start >= end.words.end:
        gap = _BEHIND.fullmatch(text, end.words.end, step.words.start)
        return bool(gap and _CLOSED.match(text, step.words.end))
    near = start.words.start - step.words.end <= _FAR
    gap = _AHEAD.fullmatch(text, step.words.end, start.words.start) if near else None
    return gap is not None and is_led_in(text, baseline, target) and not _CLAUSE.search(gap[0])


def _belongs(node: KeyResult, measure: Measure, step: Value) -> bool:
    """Whether a step is about the baseline and the target, in the sentence or in fields beside it."""
    baseline, target, text = measure.baseline, measure.target, node.text.value
    if baseline is None or target is None or step.upper is not None or _HEDGED.search(text, 0, step.words.start):
        return False
    fields = (baseline.words.field, target.words.field)
    if fields == ("", ""):
        return _is_beside(text, step, baseline, target)
    alone = fields == ("baseline", "target") and measure.values == (step,) and target.amount != step.amount
    return alone and not (baseline.amount in _DUMMIES and target.amount in _DUMMIES)


def _is_said(text: str, step: Value) -> bool:
    """Whether a bare number is a step for sure: "+50", "by 50"."""
    return step.words.text[:1] in "+-−" or bool(_BY.search(text, 0, step.words.start))


def _results(text: str, step: Value, unit: str, before: float, now: float) -> Iterator[float]:
    """What the step may rightly be, in every way in which people count it."""
    difference = abs(now - before)
    if step.factor:
        yield from (now / before, before / now if now else now / before)
        if _ON_TOP.match(text, step.words.end):
            yield from (now / before - 1, before / now - 1 if now else 0)
    elif step.unit == "%":
        yield from (100 * difference / before, 100 * difference / now if now else 100)
        if unit in ("%", "points", "") and max(before, now) <= 100:
            yield difference
    else:
        yield difference


def _tolerance(step: Value) -> float:
    """How far off a step may be; more than rounding explains."""
    if step.factor:
        return 0.08 * step.amount
    return max(2.0 if step.unit == "%" else 0.6 if step.unit == "points" else 0.0, 0.06 * step.amount)


def _fits(text: str, step: Value, measure: Measure, numbers: tuple[float, float]) -> bool:
    """Whether a step fits two numbers, which may both be rounded."""
    baseline, target = measure.baseline, measure.target
    if baseline is None or target is None:
        return True
    scale = [number / value.amount for number, value in zip(numbers, (baseline, target), strict=True) if value.amount]
    halves = [step_of(value) * factor / 2 for value, factor in zip((baseline, target), scale, strict=False)]
    corners = product(*((number - half, number + half) for number, half in zip(numbers, halves, strict=False)))
    found = [
        list(_results(text, step, measure.unit or "", *corner)) for corner in corners if all(n > 0 for n in corner)
    ]
    margin = _tolerance(step)
    return not found or any(
        min(ways) - margin <= step.amount <= max(ways) + margin for ways in zip(*found, strict=True)
    )


def _actual(step: Value, before: float, now: float) -> str:
    """What the step is, in words."""
    if step.factor:
        return f"{now / before:.2g} times as much"
    sign = "+" if now > before else "−"
    if step.unit == "%":
        return f"{sign}{abs(now - before) / before * 100:.0f} %"
    return f"{sign}{abs(now - before):g}" + (" points" if step.unit == "points" else "")


def check(node: KeyResult, facts: Facts) -> Iterator[Finding]:
    """A step that fits the baseline and the target in none of the ways in which people count it."""
    measure = facts.measures.get(node.text)
    if measure is None or measure.baseline is None or measure.target is None:
        return
    numbers = comparable(measure.baseline, measure.target)
    if numbers is None or 0 in numbers:
        return
    text = node.text.value
    for step in _steps(measure):
        is_part = step.factor or step.unit in ("%", "points")
        counted = is_part or (step.unit == (measure.unit or "") and _is_said(text, step))
        if counted and _belongs(node, measure, step) and not _fits(text, step, measure, numbers):
            amounts = {"baseline": measure.baseline.words.text, "target": measure.target.words.text}
            place = node.text.span(step.words.start, step.words.end)
            yield Finding(place, {"step": step.words.text, **amounts, "actual": _actual(step, *numbers)})
            return
