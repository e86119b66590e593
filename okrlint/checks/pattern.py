"""Find token patterns, written in the syntax of spaCy's Matcher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import KeyResult, Objective

NEEDS = frozenset({"patterns", "quantities"})


def check(
    node: KeyResult | Objective,
    facts: Facts,
    *,
    patterns: tuple[tuple[Mapping[str, Any], ...], ...] = (),
    unless_measured: bool = False,
) -> Iterator[Finding]:
    """Every place where one of the patterns matches, each a list of tokens: `[{LOWER: launch}, {IS_DIGIT: true}]`.

    `unless_measured` keeps quiet where the sentence has a number, or the key result a target.
    """
    if unless_measured and (facts.quantities.get(node.text) or node.field("target")):
        return
    if facts.find_patterns is None:
        return
    for start, end in facts.find_patterns(node.text.value, patterns):
        yield Finding(node.text.span(start, end), {"words": node.text.value[start:end]})
