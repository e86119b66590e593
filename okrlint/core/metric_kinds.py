"""What kind of metric a key result measures: money, speed, quality, …, by its words and its unit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.measure import Measure
from okrlint.core.phrases import first, is_one, matches, pattern, possible
from okrlint.core.remembered import by_identity
from okrlint.core.vocabulary import COUNTED, GUARDS, KINDS, SAME

PROTECTING = frozenset({"quality", "satisfaction", "retention", "reliability"})
"""Kinds that show whether something else came at the expense of those it is for."""

_NAMES = tuple(dict.fromkeys(phrase for phrases in KINDS.values() for phrase in phrases))
_TIMES = frozenset({"ms", "s", "min", "h", "days", "weeks"})
_CURRENCY = re.compile(r"[A-Z]{3}")
_PER = re.compile(r"\b(?:per|for each|for every)\b", re.IGNORECASE)
_LONGEST = 2_000
"""Characters of a sentence that are looked at."""
_FEW = 4
"""Words of a metric that only says what is counted."""
_ON_DAYS = re.compile(r"\bon\s(?:\w+\s){0,3}$", re.IGNORECASE)
_TO_NUMBER = re.compile(
    r"[\s:(→–-]*(?:(?:grow|rise|increase|go|climb)s?\s)?(?:up\s)?(?:from|to|by|at|of|reach|over)?\s?", re.IGNORECASE
)
_FROM_NUMBER = re.compile(r"\s?(?:(?:more|new|additional|extra|paying|active)\s)*", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:$|[,.;()]|(?:by|in|per|an?|until|from|on|at|for|within|this|every|each|across|with|after|during|and)\b)",
    re.IGNORECASE,
)


_AFTER_HEAD = re.compile(r"\s(?:of|for|among|in|at|on|with|across|per)\s", re.IGNORECASE)


def is_head(words: str, phrases: tuple[str, ...]) -> bool:
    """Whether some words name one of some metrics: they end in it, or do so before "of", "for" or "in"."""
    head = _AFTER_HEAD.split(words.strip(), maxsplit=1)[0]
    return any(match.end() == len(head) for match in matches(head, phrases))


def _kinds_of(words: str) -> Iterator[str]:
    """The kinds that have a phrase."""
    for kind, phrases in KINDS.items():
        if is_one(words, phrases):
            yield kind


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[str, ...]:
    """The kinds of all metrics that are named in a text, in its order."""
    found = (match["phrase"] for match in matches(text[:_LONGEST], _NAMES))
    return tuple(kind for words in found for kind in _kinds_of(words))


def _falls(measure: Measure) -> bool:
    return measure.direction == "down" or measure.comparison in ("at most", "less than")


def _is_count(measure: Measure, text: str) -> bool:
    """Whether a number counts the metric itself, of which nothing more is said: not "members come to 2 classes"."""
    value, words = measure.change or measure.baseline or measure.target, measure.metric
    if value is None or words is None or value.words.field:
        return words is not None
    if words.end <= value.words.start:
        return bool(_TO_NUMBER.fullmatch(text, words.end, value.words.start))
    return bool(_FROM_NUMBER.fullmatch(text, value.words.end, words.start) and _ENDS.match(text, words.end))


def _of_unit(measure: Measure, named: str, text: str) -> str:
    """The kind that the unit tells."""
    if _CURRENCY.fullmatch(measure.unit or ""):
        return "cost" if named == "cost" or _falls(measure) else "money"
    value = measure.target
    if measure.unit not in _TIMES or not _falls(measure) or named in PROTECTING or value is None:
        return ""
    return "" if not value.words.field and _ON_DAYS.search(text, 0, value.words.start) else "speed"


def _of_count(measure: Measure, words: str, text: str) -> str:
    """The kind of a bare count of people or things."""
    if len(words.split()) > _FEW or not _is_count(measure, text):
        return ""
    return next((kind for kind, nouns in COUNTED.items() if is_head(words, nouns)), "")


@by_identity
def kind_of(measure: Measure, text: str) -> str:
    """The kind of what a key result measures, "" where its words do not tell."""
    words = measure.metric.text if measure.metric else text
    named = _named(_PER.split(words)[0]) or _named(words)
    head = named[0] if named else ""
    found = _of_unit(measure, head, text) or head or _of_count(measure, words, text)
    return "" if found in COUNTED and (measure.share or _falls(measure)) else found


def names_protected(text: str) -> bool:
    """Whether a sentence names a metric that shows what others cost: quality, satisfaction, retention, reliability."""
    return not PROTECTING.isdisjoint(_named(text[:_LONGEST]))


@lru_cache(maxsize=4096)
def protects(text: str) -> bool:
    """Whether a sentence may look at what a change is worth to people, or at what it must not cost."""
    return bool(first(text[:_LONGEST], GUARDS)) or names_protected(text)


_SAME_ALL = tuple(dict.fromkeys(phrase for phrases in SAME.values() for phrase in phrases))


def _one_name(match: re.Match[str]) -> str:
    words = match["phrase"]
    if not words:
        return match[0]
    return next(name for name, phrases in SAME.items() if is_one(words, phrases))


@lru_cache(maxsize=4096)
def with_one_name(text: str) -> str:
    """A sentence in which every metric of several names has one of them: "new accounts" becomes "signup"."""
    head = text[:_LONGEST]
    near = possible(head, _SAME_ALL)
    return pattern(near).sub(_one_name, head) if near else head
