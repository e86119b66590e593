"""Sets of key results that push speed, volume, growth or cost, and in which nothing would show what suffers."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding, Related
from okrlint.core.measure import Measure
from okrlint.core.metric_kinds import kind_of, names_protected, protects
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.purpose import purposes

NEEDS = frozenset({"labels", "measures"})

_SECTION = re.compile(
    r"^[^\w\n]*(?:\w{1,30}[ \t]){0,2}"
    r"(?:health metrics?|health measures?|guard ?rails?|counter[ -]?metrics?|kpis?)\b"
    r"[^\w\n]*(?:\w{1,30}\b[^\w\n]*){0,2}$",
    re.IGNORECASE | re.MULTILINE,
)
"""A heading or label of numbers to watch, also where these are not read as key results."""

_STOP = re.compile(r"[;.!?]\s")


def _is_guard(key_result: KeyResult, facts: Facts) -> bool:
    """Whether a key result may protect something, by its type, its section or its words."""
    measure = facts.measures.get(key_result.text)
    kept = measure is not None and measure.direction == "keep"
    return kept or "health" in purposes(key_result) or protects(key_result.text.value)


def _is_work(key_result: KeyResult, facts: Facts) -> bool:
    """Whether a key result is work for sure, which measures nothing that could be harmed."""
    labels = facts.labels.get(key_result.text)
    return labels is not None and labels.kind != "outcome" and not labels.uncertain


def _is_aside(measure: Measure, text: str) -> bool:
    """Whether a figure stands only in a later clause: "papers ready; target sum 2 million"."""
    value = measure.target or measure.change
    stop = _STOP.search(text)
    return value is not None and stop is not None and not value.words.field and stop.start() < value.words.start


def _pushing(objective: Objective, facts: Facts, kinds: tuple[str, ...]) -> list[tuple[KeyResult, str]] | None:
    """The key results of some kinds; None where the set has a guardrail, or something that may be one."""
    found: list[tuple[KeyResult, str]] = []
    if names_protected(objective.text.value):
        return None
    for key_result in objective.key_results:
        measure = facts.measures.get(key_result.text)
        if _is_guard(key_result, facts):
            return None
        if _is_work(key_result, facts):
            continue
        kind = kind_of(measure, key_result.text.value) if measure and (measure.target or measure.change) else ""
        if kind not in kinds:
            return None
        if measure and not _is_aside(measure, key_result.text.value):
            found.append((key_result, kind))
    return found


def check(
    document: Document,
    facts: Facts,
    *,
    kinds: tuple[str, ...] = ("speed", "volume", "growth", "cost", "money"),
    fewest: int = 2,
    share: float = 0.5,
) -> Iterator[Finding]:
    """Sets of at least `fewest` key results of which at least a `share` is of these kinds, and the others are work.

    A line that keeps a level, or looks at quality, satisfaction or retention, is a guardrail; so is a section of health
    metrics or KPIs anywhere in the document, and an objective about these. Where it is not clear what a key result
    measures, it may be one too.
    """
    if any("health" in purposes(one) for one in document.key_results) or _SECTION.search(document.source.text):
        return
    for objective in document.objectives:
        pushing = _pushing(objective, facts, kinds) if len(objective.key_results) >= fewest else None
        if objective.stated and pushing and len(pushing) >= share * len(objective.key_results):
            related = tuple(Related(one.text.span(), kind) for one, kind in pushing)
            named = dict.fromkeys(kind for _, kind in pushing)
            yield Finding(objective.text.span(), {"kinds": " and ".join(named)}, related=related)
