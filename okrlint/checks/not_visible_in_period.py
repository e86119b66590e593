"""Find key results that follow people for longer than the period lasts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.labels import Labels
from okrlint.core.model import Document, KeyResult
from okrlint.core.periods import MONTHS, Days, days_of
from okrlint.core.purpose import purposes

NEEDS = frozenset({"labels"})

_UNITS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS: dict[str, float] = {word: number for number, word in enumerate(_SMALL, start=1)}
_NUMBERS |= {"a": 1, "an": 1, "half a": 0.5, "eighteen": 18, "thirty": 30, "sixty": 60, "ninety": 90}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True)).replace(" ", r"\s")
_LENGTH = rf"\b(?P<number>\d{{1,3}}|{_NUMBER})[\s-](?P<unit>{'|'.join(_UNITS)})s?\b"
_FATE = r"""(?:retention|attrition|churn|survival|renewals?|repeat|returns?|activation|readmissions?|repurchases?
    |reoffending|relapses?|quits?|turnover|drop-?outs?|cohort|mark)\b"""
_LATER = r"(?:later|after|on(?=\s*(?:[.,;:]|\Z)))"
_RETURN = r"(?:return\w*|back|again|re-?order\w*|renew\w*|repurchas\w*|relaps\w*|leave\w*|cancel\w*|quit\w*|still)"
_WHOSE = r"(?:(?:customer|client|member|staff|employee|donor|net|gross|revenue)\s)?"
_WINDOWS = tuple(
    re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for pattern in (
        rf"(?P<words>{_LENGTH}[\s-](?:[\w-]+\s)?{_FATE})",
        rf"(?P<words>\b(?:after|at)\s{_LENGTH}(?!['’]|\s(?:of|with|in|at|old|away)\b))",
        rf"(?P<words>{_LENGTH}\s{_LATER})",
        rf"\b{_RETURN}\b[^.;:]{{0,90}}?\b(?P<words>(?:within|inside)\s{_LENGTH})",
        rf"(?P<words>\b(?:annual|yearly)\s{_WHOSE}(?:renewals?|retention|churn|attrition|turnover)\b)",
    )
)
_NAMED = (*_UNITS, "annual")
"""No window is without one of these in its words."""
_LOOKS_BACK = re.compile(
    r"\b(?:rolling|trailing|last|past|previous|preceding|recent|over|under|(?:older|longer|more|less|fewer)\sthan)\W*\Z",
    re.IGNORECASE,
)
_COHORT = r"(?:cohorts?|class|intake|round|starters|joiners|sign-ups|hires|graduates|customers|members)\b"
_JOINED = r"\b(?:joined|started|signed\sup|bought|hired|moved\sin|enrolled)"
_EARLIER = re.compile(
    rf"""\b(?:last|previous|earlier|spring|summer|autumn|fall|winter|pilot|20\d\d|Q[1-4])(?:['’]s)?\s(?:[\w'’-]+\s)?{_COHORT}
    | {_JOINED}\s(?:before|between|until)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTH = r"(january|february|march|april|may|june|july|august|september|october|november|december)"
_STARTED = re.compile(rf"\b{_MONTH}(?:['’]s)?\s{_COHORT}|{_JOINED}\sin\s{_MONTH}\b", re.IGNORECASE)
_FISCAL = re.compile(r"(?:FY|AY|SY)")
_NEAR = 24
"""How far before a window its preposition is looked for."""
_NEARLY = 0.95
"""A window of 90 days does not fit into a quarter of 91 or 92."""


def _days(label: str) -> Days | None:
    """A period by its label ("2026-Q3"); one without a year is taken in some year, and so is a fiscal one."""
    return days_of(label) or days_of(f"2001-{label.rpartition('-')[2]}")


def _length(match: re.Match[str]) -> float:
    """How many days a window lasts."""
    found = match.groupdict()
    if "unit" not in found:
        return _UNITS["year"]
    number = found["number"].lower()
    return _UNITS[found["unit"].lower()] * float(_NUMBERS.get(number, 0) or number)


def _room(text: str, label: str) -> float | None:
    """How many days people can be followed until the period ends; None where they began before it."""
    days = _days(label)
    if days is None or _EARLIER.search(text):
        return None
    started = _STARTED.search(text)
    if started is None:
        return days.length * _NEARLY
    month = MONTHS.index((started[1] or started[2])[:3].lower()) + 1
    return None if _FISCAL.match(label) else (days.last.month - month) % 12 * 30.4 + 1


@lru_cache(maxsize=4096)
def _window(text: str, label: str) -> tuple[int, int] | None:
    """The first window that does not fit into a period."""
    small = text.lower()
    if not any(name in small for name in _NAMED):
        return None
    room = _room(text, label)
    if room is None:
        return None
    for pattern in _WINDOWS:
        for match in pattern.finditer(text):
            start, end = match.span("words")
            if _length(match) >= room and not _LOOKS_BACK.search(text, max(0, start - _NEAR), start):
                return start, end
    return None


def _is_work(labels: Labels | None) -> bool:
    """Whether the classifier is sure that a key result is work, in which a time limit is one of its details."""
    return labels is not None and labels.kind != "outcome" and not labels.uncertain


def _finding(node: KeyResult, period: str) -> Finding | None:
    """What is wrong with one key result in a period."""
    text = node.text.value
    place = _window(text, period)
    if place is None:
        return None
    return Finding(node.text.span(*place), {"window": text[slice(*place)], "period": period.replace("-", " ")})


def check(document: Document, facts: Facts, *, unless_type: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Every key result with a window (90-day retention, a year later) that is as long as its period or longer.

    Silent where the people began before the period, and for types that `unless_type` names.
    """
    for objective in document.objectives:
        period = document.period_of(objective)
        for node in objective.key_results:
            finding = _finding(node, str(node.field("period") or period))
            if finding is None or _is_work(facts.labels.get(node.text)):
                continue
            if purposes(node).isdisjoint(unless_type):
                yield finding
