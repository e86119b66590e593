"""Key results that ask for more than all of a population, or for less than none."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.amounts import is_negative
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.measure import Measure, Value
from okrlint.core.metric_kinds import is_head
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first
from okrlint.core.source import Span

NEEDS = frozenset({"measures"})

_ALL = 100
_SHARE = re.compile(r"\b(?:share|percentage|proportion|per\s?cent|fraction)\sof\s(?!voice|wallet)", re.IGNORECASE)
_OF = re.compile(r"\s?of\s(?:(?:all|the|our|their|these|those)\s)*(?:[\w'’-]+\s){0,3}?", re.IGNORECASE)
_PARTS = re.compile(r"\d+\s(?:out\s)?of\s(?:(?:the|our|all)\s)*\d+", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:\s(?!(?:of|in|per|from|to)\b)[a-z-]{2,}){0,2}\s(?:[a-z-]{3,}s|people|children|women|men|staff)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"[\s-]?(?:hours?|days?|weeks?|months?|minutes?|mins?|seconds?|years?|stars?|points?|litres?|liters?|kilos?|grams?|tonnes?"
    r"|met(?:re|er)s?|inch\w*|percent|dollars?|euros?|pounds?|[mck]?m|k?g|m?l|oz|lbs?)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:top|best|first|last|next|version|chapter|page|part|phase|release|sprint|day|week|lesson|season|volume|batch\w*|sets?"
    r"|packs?|teams?|groups?)\s$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:of|than|on|to|from|over|vs\.?|versus|against)\s(?:the\s)?(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d(?:['’]s|\s(?:level|figure|number|total|count|volume|result)s?)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:\bto|→|->)\s?$", re.IGNORECASE)


def _is_of_many(text: str, value: Value, measure: Measure, populations: tuple[str, ...]) -> bool:
    """Whether a percentage counts who or what does something: "110% of new users finish"."""
    lead = None if value.words.field or measure.said == "up" else _OF.match(text, value.words.end)
    match = first(text[value.words.end :], populations) if lead else None
    if lead is None or match is None:
        return False
    behind = text[value.words.end + match.end() :]
    between = text[value.words.end : value.words.end + match.start()]
    return bool(_OF.fullmatch(between)) and bool(re.match(r"\s\w", behind))


def _is_share(
    text: str, value: Value, measure: Measure, populations: tuple[str, ...], bounded: tuple[str, ...]
) -> bool:
    """Whether a percentage is a part of a whole, for sure."""
    metric = measure.metric.text if measure.metric else ""
    return bool(_SHARE.search(metric)) or is_head(metric, bounded) or _is_of_many(text, value, measure, populations)


def _is_too_many(text: str, value: Value) -> bool:
    """Whether a count is larger than what it is a part of: "6 of 5 clinics"."""
    if not value.of or value.amount <= value.of or value.of < 2 or not _PARTS.fullmatch(value.words.text):
        return False
    end = value.words.end
    alone = "out of" in value.words.text.lower() and end == len(text)
    counted = bool(_COUNTED.match(text, end)) and not _SIZE.match(text, end)
    return (alone or counted) and not _NUMBERED.search(text, 0, value.words.start)


def _is_suspect(value: Value) -> bool:
    """Whether a value is a percentage that no share has, or one of several, and worth a closer look."""
    if value.factor or value.rank:
        return False
    return bool(value.of) or (value.unit == "%" and (value.amount > _ALL or is_negative(value)))


def _problem(text: str, value: Value, measure: Measure, share: bool) -> str:
    """What cannot be, "" where nothing is wrong."""
    if share and value.unit == "%" and value.amount > _ALL and not is_negative(value):
        return "a share of a whole ends at 100 %"
    falls = measure.baseline is not None and value is measure.target and bool(_TO.search(text, 0, value.words.start))
    if share and value.unit == "%" and is_negative(value) and falls and value.amount:
        return "a share does not go below zero"
    return "that is more than there are" if not value.words.field and _is_too_many(text, value) else ""


def _span(node: KeyResult, value: Value) -> Span:
    beside = node.field(value.words.field) if value.words.field else None
    return beside.span() if beside else node.text.span(value.words.start, value.words.end)


def check(
    node: KeyResult,
    facts: Facts,
    *,
    populations: tuple[str, ...] = (),
    bounded: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A level above 100 % or below zero of one of the `populations` or of a metric that is `bounded`, or "6 of 5".

    Not where one of the words of `unless` shows that the whole is not the limit: growth, a plan, last year.
    """
    measure, text = facts.measures.get(node.text), node.text.value
    if measure is None or measure.change:
        return
    suspects = [value for value in (measure.target, measure.baseline) if value and _is_suspect(value)]
    if not suspects or first(text, unless) or _YEAR.search(text):
        return
    for value in suspects:
        problem = _problem(text, value, measure, _is_share(text, value, measure, populations, bounded))
        if problem:
            yield Finding(_span(node, value), {"words": value.words.text, "problem": problem})
            return
