"""Key results whose target is where they start."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.amounts import comparable, may_be_name
from okrlint.core.facts import Facts
from okrlint.core.finding import Edit, Finding, Fix
from okrlint.core.measure import Measure, Value
from okrlint.core.model import Document, KeyResult
from okrlint.core.purpose import purposes
from okrlint.core.remembered import by_identity
from okrlint.core.source import Span

NEEDS = frozenset({"measures"})

_KEEP = re.compile(
    r"\b(?:keep|keeps|keeping|kept|maintain\w*|stay|stays|staying|hold|holds|holding|held|remain\w*|sustain\w*|continue\w*|preserv\w*"
    r"|protect\w*|defend\w*|steady|stable|constant|unchanged|flat|still|never|same|no\s(?:more|fewer|less|worse)|not\s(?:above|below)"
    r"|without|despite|while|even)\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:guard ?rails?|health metrics?|health|kpis?|counter[ -]?metrics?|monitor\w*)\b", re.IGNORECASE
)
_DUMMIES = (0, 1, 100)
_HOURS = 24
_COUNTED = re.compile(r"\s*(?P<words>[^\d,;:.()\[\]→=>-]*)")
_JOINT = re.compile(
    r"\b(?:to|from|now|currently|today|was|is|baseline|and|at|start|starting|target|up|down)\b", re.IGNORECASE
)


def _counted(text: str, value: Value) -> str:
    """What stands right behind a number: "a week", "schools"."""
    match = _COUNTED.match(text, value.words.end)
    return " ".join(_JOINT.split(match["words"])[0].split()).casefold() if match else ""


def _is_same_thing(text: str, baseline: Value, target: Value) -> bool:
    """Whether both numbers count the same: not "from 2 a month to 2 a week"."""
    if baseline.words.field or target.words.field:
        return True
    one, other = _counted(text, baseline), _counted(text, target)
    return not one or one == other


def _may_be_hours(measure: Measure, amount: float) -> bool:
    """Whether "from 9 to 9" may be times of the day."""
    return measure.said is None and measure.unit in (None, "h") and amount <= _HOURS


@by_identity
def _is_unchanged(measure: Measure, text: str) -> bool:
    """Whether a measure goes nowhere, and does not say that it shall stay."""
    baseline, target = measure.baseline, measure.target
    if baseline is None or target is None or measure.change or measure.comparison or baseline.words.field == "current":
        return False
    numbers = comparable(baseline, target)
    if numbers is None or numbers[0] != numbers[1]:
        return False
    if not baseline.words.field and "from" in text and _may_be_hours(measure, baseline.amount):
        return False
    if may_be_name(text, baseline) or baseline.amount == 0 or (baseline.words.field and baseline.amount in _DUMMIES):
        return False
    return measure.direction != "keep" and not _KEEP.search(text) and _is_same_thing(text, baseline, target)


def _place(node: KeyResult, measure: Measure) -> Span:
    """Where the two numbers stand; the target in its field where they are not both in the sentence."""
    numbers = [value.words for value in (measure.baseline, measure.target) if value and not value.words.field]
    if len(numbers) == 2:
        return node.text.span(min(words.start for words in numbers), max(words.end for words in numbers))
    beside = node.field("target") or node.field("baseline")
    return beside.span() if beside else node.text.span()


def _fixes(document: Document, node: KeyResult) -> tuple[Fix, ...]:
    """The tag, for what calls itself a guardrail in its own words; only Markdown has tags in the line."""
    if document.format != "markdown" or not _HEALTH.search(node.text.value):
        return ()
    end = node.text.span().end
    return (Fix("Tag it [health]", (Edit(Span(end, end), " [health]"),), safe=True),)


def check(document: Document, facts: Facts) -> Iterator[Finding]:
    """Key results with the same number for baseline and target; not those that are there to keep a level."""
    for node in document.key_results:
        measure = facts.measures.get(node.text)
        if measure is None or measure.target is None or measure.baseline is None or "health" in purposes(node):
            continue
        if _is_unchanged(measure, node.text.value):
            fields = {"target": measure.target.words.text}
            yield Finding(_place(node, measure), fields, fixes=_fixes(document, node))
