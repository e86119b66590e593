"""Numbers that only describe what is meant, and measure nothing: ages, lists, things that are known already."""

from __future__ import annotations

from collections.abc import Sequence

from okrlint.analysis.measures import lexicon
from okrlint.analysis.measures.contexts import NEAR, around
from okrlint.analysis.measures.phrases import noun_phrase
from okrlint.core import lazy_re as re
from okrlint.core.measure import Value

_AGE_BEFORE = re.compile(
    r"\b(?:(?:aged|ages)(?:\s(?:under|over|between|from))?|(?:under|over|below|above)\sthe\sage\sof)\s$", re.IGNORECASE
)
_AGE_AFTER = re.compile(
    r"[\s-](?:to\s\d\d[\s-])?(?:olds?|year[\s-]olds?|age[\s-](?:group|band|bracket|range)s?)\b", re.IGNORECASE
)
_OF_PEOPLE = re.compile(
    r"(?:\s(?:of|more|fewer|less|additional|extra|the|our|all|new|young))*(?:\s[a-z-]+)?\s(?P<noun>[a-z-]+)"
    r"\s(?:under|over)\s",
    re.IGNORECASE,
)
_TOP = re.compile(r"top\b", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s(?!to\b|in\b|or\b|and\b|by\b|for\b|of\b|on\b|at\b|with\b)[a-z]", re.IGNORECASE)
_DETERMINER_BEFORE = re.compile(r"\b(?:the|our|its|their|these|those)\s$", re.IGNORECASE)
_KNOWN_BEFORE = re.compile(r"\b(?:with|from|for|at|in|on)\s(?:the|these|those|our|its|their)\s$", re.IGNORECASE)
_UP_BEFORE = re.compile(r"\b(?:up|down)\sfrom\s\w+\s$", re.IGNORECASE)
_TO_NUMBER = re.compile(r".*\b(?:to|we|that)\s", re.IGNORECASE)
_AGES = range(10, 100)


def measuring(text: str, values: Sequence[Value]) -> list[Value]:
    """The numbers of a sentence that may measure something, without those that only describe."""
    found: list[Value] = []
    ranks = sum(value.rank for value in values)
    for value in values:
        beside = len(values) - ranks if value.rank else len(values) - 1
        if not (_is_age(text, value, found) or _is_top(text, value, beside) or _is_known(text, value)):
            found.append(value)
    return found


def _is_age(text: str, value: Value, before: Sequence[Value]) -> bool:
    """Whether a number is an age: "the 16-25 age group", "members aged 60", "20 % more visitors under 26"."""
    if value.unit not in ("", "years") or value.amount not in _AGES:
        return False
    lead, tail = around(text, value)
    if _AGE_AFTER.match(tail) or _AGE_BEFORE.search(lead):
        return True
    return bool(before) and not value.unit and value.words.text.isdigit() and _is_of_people(text, value, before[-1])


def _is_of_people(text: str, value: Value, count: Value) -> bool:
    """Whether a number stands behind those whom another one counts: "300 members under 30"."""
    if count.unit not in ("", "%") or count.rank or not NEAR > value.words.start - count.words.end > 0:
        return False
    between = _OF_PEOPLE.fullmatch(text, count.words.end, value.words.start)
    return bool(between and lexicon.is_plural(between["noun"]))


def _is_top(text: str, value: Value, beside: int) -> bool:
    """Whether a rank names things of which another number says something: "items on the top 200 list"."""
    lead, tail = around(text, value)
    return bool(
        beside
        and value.rank
        and _TOP.match(value.words.text)
        and _DETERMINER_BEFORE.search(lead)
        and _NOUN_AFTER.match(tail)
    )


def _is_known(text: str, value: Value) -> bool:
    """Whether a number belongs to things that everybody knows: "agree with the three neighbouring parishes"."""
    lead, tail = around(text, value)
    if value.unit or value.rank or value.of or value.factor or not _KNOWN_BEFORE.search(lead):
        return False
    things = noun_phrase(text, value.words.end)
    return bool(things and lexicon.is_plural(things.text)) and not (_UP_BEFORE.search(lead) or _TO_NUMBER.match(tail))
