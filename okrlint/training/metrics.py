"""How good judgement is: macro-F1, accuracy, calibration error, agreement, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

Flags = NDArray[numpy.bool_]
Shares = NDArray[numpy.float64]

BINS = 10
DRAWS = 1000


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


def f1(true: Flags, said: Flags) -> float:
    """F1 of "true": the harmonic mean of precision and recall; 0 where nothing is true and nothing was said."""
    both = float((true & said).sum())
    sums = float(true.sum() + said.sum())
    return 2 * both / sums if sums else 0.0


def macro_f1(true: Flags, said: Flags) -> float:
    """The mean F1 of both classes, yes and no."""
    return (f1(true, said) + f1(~true, ~said)) / 2


def accuracy(true: Flags, said: Flags) -> float:
    """Share of items judged rightly."""
    return float((true == said).mean())


def calibration_error(true: Flags, probability: Shares) -> float:
    """Expected calibration error over ten bins of equal width (Naeini et al., 2015), weighted by their items."""
    bins = numpy.minimum((probability * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            error += float(inside.mean()) * abs(float(probability[inside].mean()) - float(true[inside].mean()))
    return error


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two labellers (Cohen, 1960): agreement beyond what their habits alone would give; 1 is all."""
    words = sorted({*first, *second})
    one, two = numpy.array(first), numpy.array(second)
    seen = float((one == two).mean())
    chance = sum(float((one == word).mean()) * float((two == word).mean()) for word in words)
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def by_group(true: Flags, said: Flags, groups: Sequence[str]) -> dict[str, tuple[int, float]]:
    """Number of items and accuracy of every group, the largest first."""
    names, numbers = numpy.unique(numpy.array(groups), return_inverse=True)
    counts = numpy.bincount(numbers)
    shares = numpy.bincount(numbers, weights=true == said) / counts
    found = {str(name): (int(count), float(share)) for name, count, share in zip(names, counts, shares, strict=True)}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0])))


def group_accuracy(true: Flags, said: Flags, groups: Sequence[str]) -> float:
    """The mean over groups of their accuracy: every group counts alike."""
    return float(numpy.mean([share for _, share in by_group(true, said, groups).values()]))


def bootstrap(groups: Sequence[str], measure: Callable[[NDArray[numpy.int64]], float], seed: int = 0) -> Interval:
    """A 95 % interval of a measure of items (given their numbers), drawing whole groups with replacement.

    Sentences of one document or organisation are alike, so that drawing single ones would promise too much
    (Efron and Tibshirani, 1993, chapter 8).
    """
    random = numpy.random.default_rng(seed)
    names = numpy.array(groups)
    members = [numpy.flatnonzero(names == name) for name in dict.fromkeys(groups)]
    draws = []
    for _ in range(DRAWS):
        chosen = random.integers(0, len(members), len(members))
        draws.append(measure(numpy.concatenate([members[number] for number in chosen])))
    low, high = numpy.percentile(draws, [2.5, 97.5])
    return Interval(float(low), float(high))
