"""Objectives of which the classifier says what they are."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Objective
from okrlint.core.phrases import first

NEEDS = frozenset({"objective_labels"})


def check(
    node: Objective,
    facts: Facts,
    *,
    kinds: tuple[str, ...] = (),
    min_confidence: float = 0.5,
    phrases: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """An objective that is of one of the `kinds`, with at least `min_confidence`; with one of the `phrases`, if any."""
    labels = facts.objective_labels.get(node.text)
    if labels is None or labels.kind not in kinds or labels.probabilities[labels.kind] < min_confidence:
        return
    phrase = first(node.text.value, phrases) if phrases else None
    if phrases and phrase is None:
        return
    start, end = phrase.span() if phrase else (0, len(node.text))
    fields = {"words": node.text.value[start:end]}
    yield Finding(node.text.span(start, end), fields, confidence=labels.probabilities[labels.kind])
