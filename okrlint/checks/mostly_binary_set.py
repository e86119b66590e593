"""Sets of key results most of which are done or not done."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding, Related
from okrlint.core.model import Objective

NEEDS = frozenset({"labels"})


def check(
    node: Objective, facts: Facts, *, share: float = 0.5, fewest: int = 3, sure: float = 0.8
) -> Iterator[Finding]:
    """A set of at least `fewest` judged key results of which more than a `share` can only be done or not done.

    A key result counts as such where the classifier is `sure` of it, from 0 to 1.
    """
    judged = [(one, facts.labels[one.text]) for one in node.key_results if one.text in facts.labels]
    binary = [(one, labels.likelihoods["binary"]) for one, labels in judged if labels.likelihoods["binary"] >= sure]
    if len(judged) < fewest or len(binary) <= share * len(judged):
        return
    related = tuple(Related(one.text.span(), "done or not done") for one, _ in binary)
    fields = {"binary": str(len(binary)), "all": str(len(judged))}
    confidence = min(likelihood for _, likelihood in binary)
    yield Finding(node.text.span(), fields, related=related, confidence=confidence)
