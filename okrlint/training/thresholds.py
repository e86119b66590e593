"""Between which probabilities okrlint had better ask than accuse."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from okrlint.training.corpus import Item

PRECISION = 0.95
"""How often a verdict outside the thresholds must be right, in every tenth of the scale beside them."""
_STEP = 0.05
_WIDEST = 0.25, 0.75


def _right(outcome: NDArray[numpy.float64], right: NDArray[numpy.bool_], low: float, high: float) -> float:
    """Share of items in a range of probability that are called rightly; 1 where there are none."""
    inside = (outcome >= low) & (outcome < high)
    return float(right[inside].mean()) if inside.any() else 1.0


def thresholds(outcome: NDArray[numpy.float64], items: Sequence[Item]) -> tuple[float, float]:
    """The probabilities of an outcome, [items], between which a sentence is uncertain.

    From the middle outwards, as long as the range next to the threshold is wrong more often than PRECISION allows;
    never further than a quarter and three quarters.
    """
    true = numpy.array([item.kind == "outcome" for item in items])
    low = high = 0.5
    while low > _WIDEST[0] and _right(outcome, ~true, low - 2 * _STEP, low) < PRECISION:
        low = round(low - _STEP, 2)
    while high < _WIDEST[1] and _right(outcome, true, high, high + 2 * _STEP) < PRECISION:
        high = round(high + _STEP, 2)
    return low, high
