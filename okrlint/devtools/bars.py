"""How well okrlint must read real documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.devtools.realworld import ROLES, Comparison, Score

F1 = {"key_result": 0.95, "objective": 0.92}
"""Lowest F1 of each role over all documents together."""
EXACT = 0.95
"""Lowest share of exact texts among the rows found, for each role."""
MEAN = 0.92
"""Lowest mean, over documents, of the F1 of key results."""
LOWEST = 0.5
"""Lowest F1 of key results in any one document."""
FEW = 3
"""Rows that a document must have to count in the mean."""


def _total(comparisons: Sequence[Comparison], role: str) -> Score:
    """The counts of all documents together."""
    total = Score()
    for comparison in comparisons:
        total.add(comparison.scores[role])
    return total


def _overall(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """What all documents together do not reach."""
    for role in ROLES:
        total = _total(comparisons, role)
        if total.f1 < F1[role]:
            yield f"{role}: F1 {total.f1:.3f} over all documents, at least {F1[role]} is wanted"
        if total.exact_share < EXACT:
            yield f"{role}: {total.exact_share:.3f} of the texts are exact, at least {EXACT} is wanted"


def _single(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """What single documents do not reach."""
    scores = [(one.name, one.scores["key_result"]) for one in comparisons]
    f1 = {name: score.f1 for name, score in scores if score.found + score.missed >= FEW}
    mean = sum(f1.values()) / len(f1) if f1 else 0.0
    if mean < MEAN:
        yield f"key_result: mean F1 {mean:.3f} over documents, at least {MEAN} is wanted"
    for name, value in f1.items():
        if value < LOWEST:
            yield f"key_result: F1 {value:.3f} in {name}, at least {LOWEST} is wanted"


def missed(comparisons: Sequence[Comparison]) -> list[str]:
    """The bars that are missed, one line each."""
    return [*_overall(comparisons), *_single(comparisons)]
