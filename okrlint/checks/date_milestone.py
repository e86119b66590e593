"""Find key results whose only measure is a date."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.analysis.moments import Moment, find_moments
from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.labels import Labels
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first
from okrlint.core.purpose import purposes

NEEDS = frozenset({"labels", "quantities"})

_EDGE = r"(?:(?:the\s+)?(?:early|mid|late|end\s+of|beginning\s+of|start\s+of|middle\s+of)[\s-]+)?(?:the\s+)?"
_LEAD = re.compile(
    rf"\b(?:(?:no|not)\slater\sthan|(?:due\s)?(?:by|on|in)|on\sor\sbefore|(?P<lasts>until|till)|before|during|within)\s+{_EDGE}\Z",
    re.IGNORECASE,
)
_LEAD_OF_YEAR = re.compile(r"\b(?:by|before|than|early|mid|late|end)\b", re.IGNORECASE)
_APART = re.compile(r"(?:[,;:–—(]|\s-)\s*(?:due:?\s+)?\Z", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_NO_DATE = re.compile(r"\d:\d|\d\s?[ap]m\b|\Aday\b", re.IGNORECASE)
_AFTER = re.compile(
    r"[\s\"'”*_]*(?:\Z|[,;:()–—-]|\.(?!\d)|(?:and|or|with|for|in|at|on|to|so|as|including|without|using|via|latest)\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:that|which|who|whose|since|than|because|before|until|after|if|when|unless|to\sbe|as\sagreed)\b",
    re.IGNORECASE,
)
"""What follows one of these words happened, or will happen, to something else than the thing to finish."""
_FINISHED = re.compile(
    r"\b(?:finish(?:ed)?|complet(?:e|ed)|launch(?:ed)?|(?:go|goes)\slive|(?:is|are)\slive|released?|ship(?:ped)?|deployed|rolled\sout"
    r"|delivered|in\splace|online|published)\b",
    re.IGNORECASE,
)
_MILESTONE = re.compile(r"\bmilestones?\b", re.IGNORECASE)
_NEAR = 48
"""How far before a date its preposition is looked for."""


def _is_told(before: str) -> bool:
    """Whether the words before a date make it part of a clause or of brackets of their own."""
    return bool(_TOLD.search(before)) or before.rstrip().rfind("(", 0, -1) > before.rfind(")")


def _lead(text: str, moment: Moment) -> int | None:
    """Where the words begin that make a date a deadline, the date itself where it stands apart; None without both."""
    near = text[max(0, moment.start - _NEAR) : moment.start]
    match = _LEAD.search(near)
    if match is None:
        return moment.start if _APART.search(near) else None
    start = moment.start - len(near) + match.start()
    is_year = _YEAR.fullmatch(text, moment.start, moment.end)
    lasts = match["lasts"] and not _FINISHED.search(text, 0, start)
    return None if lasts or (is_year and not _LEAD_OF_YEAR.search(match[0])) else start


def _deadline(text: str, moment: Moment) -> tuple[int, int] | None:
    """Where a date says until when, with the word before it: "by 30 May". Dates of what is told or planned are none."""
    start = _lead(text, moment)
    if start is None or _NO_DATE.search(text[moment.start : moment.end]) or not _AFTER.match(text, moment.end):
        return None
    return None if _is_told(text[:start]) else (start, moment.end)


def _is_milestone(text: str, labels: Labels, min_confidence: float) -> bool:
    """Whether a thing will be done or not, and nothing is counted; a word for finishing settles what is uncertain."""
    if labels.measured != "none" or labels.is_likely("individual"):
        return False
    if _FINISHED.search(text) and (labels.uncertain or labels.kind == "output"):
        return True
    return (
        labels.kind == "output" and min(labels.probabilities["output"], labels.likelihoods["binary"]) >= min_confidence
    )


def _is_declared(node: KeyResult, types: tuple[str, ...]) -> bool:
    """Whether the author calls it a milestone, or something else that may have a date as its measure."""
    said = " ".join(str(text) for text in (node.field("type"), node.section) if text)
    return bool(_MILESTONE.search(said)) or not purposes(node).isdisjoint(types)


def check(
    node: KeyResult,
    facts: Facts,
    *,
    without: tuple[str, ...] = (),
    unless_type: tuple[str, ...] = (),
    min_confidence: float = 0.0,
) -> Iterator[Finding]:
    """Something to finish by a date, and nothing else to count.

    A sentence with a phrase of `without` (a duty by law) may have a date as its measure; so may milestones that are
    called so, and types that `unless_type` names.
    """
    labels, text = facts.labels.get(node.text), node.text.value
    if labels is None or not _is_milestone(text, labels, min_confidence) or _is_declared(node, unless_type):
        return
    if facts.quantities.get(node.text) or node.field("target") or first(text, without):
        return
    for moment in find_moments(text):
        if place := _deadline(text, moment):
            confidence = max(labels.probabilities["output"], labels.likelihoods["binary"])
            yield Finding(node.text.span(*place), {"date": text[slice(*place)]}, confidence=round(confidence, 3))
            return
