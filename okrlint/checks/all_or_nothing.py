"""Find key results that only all, or none, of something would reach."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.counted import is_property
from okrlint.core.facts import Facts, Quantity
from okrlint.core.finding import Finding
from okrlint.core.labels import Labels
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first
from okrlint.core.purpose import purposes

NEEDS = frozenset({"labels", "quantities"})

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NO = r"""(?:no|zero)\b(?![-.\w]|\s(?:more|less|fewer|later|earlier|longer|matter|doubt|such|good|trust|touch|click|code
    |rated?|knowledge|tolerance|sum)\b)"""
_ALL = rf"""(?:all|every)\b(?![-\w]|\s(?:of\sa\ssudden|time|day|week|month|quarter|year|season|morning|evening|night
    |hour|minute|other|second|third|sprint|in|at\sonce|together|along|but|over|about|right|{_WEEKDAY})\b)"""
_SUBJECT = re.compile(
    rf"""\A\W*(?:(?:have|has|there\s(?:are|is|were|will\sbe)|get|achieve|reach|see|we\s(?:have|had|see|get))\s+)?
    (?P<words>(?P<all>{_ALL})|{_NO}|nobody|no\sone|none\sof|0(?!\s?[%.,\d])|100\s?%\sof|100\s?%(?=\s(?:adherence|conformity|conformance|consistency)\b))\s+(?!else\b)\S*[^\W\d]""",
    re.IGNORECASE | re.VERBOSE,
)
_VALUE = re.compile(
    r"""(?:\b(?:to|at|reach|reaches|hit|hits|achieve|achieves|is|are|be)\s+|[:=→≥]\s*|[-=]>\s*)
    (?P<words>zero|none|0\s?%?(?![\w.,%])|100\s?%(?![\w.,%-]))
    (?=\s*(?:\Z|[.,;)]|\b(?:by|in|on|within|until|this|every|per|of|for|across|among|during)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_STATE = re.compile(
    r"\b(?:pass(?:es)?|meets?|works?|compl(?:y|ies)|fulfil\w*|loads?|fits?|satisf(?:y|ies))\b", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:ms|s|(?:sec|min)(?:(?!sec|min)\w)*+|h|hrs?|hours?|days?|weeks?|months?|years?)\Z", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|now|currently|today|was|were|instead\sof|versus|vs\.?)\W*\Z", re.IGNORECASE)
_NEAR = 24
"""How far before a number its preposition is looked for."""


def _is_limit(text: str, quantity: Quantity) -> bool:
    """Whether a number says how fast or for how long, and not where things start or how many there are."""
    before = text[max(0, quantity.start - _NEAR) : quantity.start]
    return bool(_TIME.search(text, quantity.start, quantity.end)) and not _FROM.search(before)


def _is_lasting(text: str, subject: re.Match[str]) -> bool:
    """Whether all of something shall be so for good, and not only be made once."""
    if subject["all"]:
        return bool(_STATE.search(text))
    number = text.find("%", *subject.span("words")) + 1
    return number > 0 and is_property(text, subject.start("words"), number)


def _place(text: str, labels: Labels) -> tuple[int, int] | None:
    """The words that ask for all or none, where they are the target of a change."""
    subject = _SUBJECT.match(text) if labels.measured == "full" else None
    if labels.kind == "output" and not (subject and _is_lasting(text, subject)):
        return None
    match = subject or _VALUE.search(text)
    return match.span("words") if match else None


def _has_start(node: KeyResult, facts: Facts, start: int) -> bool:
    """Whether another number is there: where things start, another threshold, or how many there are at all."""
    others = (one for one in facts.quantities.get(node.text, ()) if one.start != start)
    given = node.field("baseline") or node.field("current")
    return bool(given) or any(not _is_limit(node.text.value, quantity) for quantity in others)


def _is_claimed(labels: Labels) -> bool:
    """Whether the classifier sees a target for others than one person, which does not hold already."""
    return labels.kind != "activity" and not any(map(labels.is_likely, ("health", "individual", "binary")))


def check(
    node: KeyResult,
    facts: Facts,
    *,
    without: tuple[str, ...] = (),
    unless_type: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """An outcome whose target is all, every, none or zero, and that does not say where things start.

    A sentence with a phrase of `without` (safety, law) may ask for that; so may types that `unless_type` names.
    """
    labels, text = facts.labels.get(node.text), node.text.value
    if labels is None or not _is_claimed(labels) or not purposes(node).isdisjoint(unless_type):
        return
    place = _place(text, labels)
    if place is not None and not _has_start(node, facts, place[0]) and not first(text, without):
        yield Finding(node.text.span(*place), {"words": text[slice(*place)]})
