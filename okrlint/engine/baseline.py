"""Findings that a team knows already: each by rule, path and normalised text, never by a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from okrlint.core.finding import Diagnostic
from okrlint.core.fingerprint import Fingerprint

Baseline = Mapping[Fingerprint, int]
"""How often each finding is known."""

EMPTY: Baseline = MappingProxyType({})


def unknown(found: Iterable[tuple[Diagnostic, Fingerprint]], baseline: Baseline) -> list[Diagnostic]:
    """The diagnostics that a baseline does not have. Of those that look the same it hides as many as it counts."""
    left = Counter(baseline)
    fresh: list[Diagnostic] = []
    for diagnostic, known_by in found:
        if left[known_by] > 0:
            left[known_by] -= 1
        else:
            fresh.append(diagnostic)
    return fresh


def gone(found: Sequence[Fingerprint], baseline: Baseline, looked_at: Callable[[Fingerprint], bool]) -> Baseline:
    """What a baseline has too much of, as far as somebody looked."""
    there = Counter(found)
    rest = {one: count - there[one] for one, count in baseline.items() if count > there[one]}
    return {one: count for one, count in rest.items() if looked_at(one)}


def without(baseline: Baseline, lost: Baseline) -> Baseline:
    """A baseline with some findings taken out."""
    left = {one: count - lost.get(one, 0) for one, count in baseline.items()}
    return {one: count for one, count in left.items() if count > 0}
