"""Objectives of which the classifier says what they are."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Objective

NEEDS = frozenset({"objective_labels"})


def check(
    node: Objective,
    facts: Facts,
    *,
    kinds: tuple[str, ...] = (),
    min_confidence: float = 0.5,
) -> Iterator[Finding]:
    """An objective that is of one of the `kinds`, with at least `min_confidence`."""
    labels = facts.objective_labels.get(node.text)
    if labels is None or labels.kind not in kinds or labels.probabilities[labels.kind] < min_confidence:
        return
    yield Finding(node.text.span(), confidence=labels.probabilities[labels.kind])
