"""What a key result measures, as the grammar of measures reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from okrlint.core.text import Text

Direction = Literal["up", "down", "keep"]
Comparison = Literal["at least", "more than", "at most", "less than", "between", "about"]


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text, `text[start:end]`; in a field beside the sentence where `field` names one."""

    text: str
    start: int
    end: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A number as it is written: `amount` in units of `unit` ("" for a bare number); `words` is where it stands.

    `upper` is the upper end of a range. `of` is what a part is a part of: 60 in "40 of 60". Parts in words are per
    cent: "half", "1 in 4" and "a third" have the amounts 50, 25 and 33.3. `rank` is set for places in an order:
    "top 5", "2nd". `factor` is set for multiples: "double" is 2, "halve" 0.5, "10x" 10.
    """

    amount: float
    unit: str
    words: Words
    upper: float | None = None
    of: float | None = None
    rank: bool = False
    factor: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, and between which values it shall move.

    `direction` is what the words say, else what baseline and target say. `change` is a relative or absolute step ("by
    20 %", "5 more", "double"), always positive. `per`, `window`, `deadline` and `population` are words of the sentence
    ("week", "7 days", "end of Q3", "new users"). `said` is the direction that a verb states, None where
    only the numbers do.
    """

    direction: Direction | None = None
    metric: Words | None = None
    baseline: Value | None = None
    target: Value | None = None
    change: Value | None = None
    comparison: Comparison | None = None
    per: Words | None = None
    window: Words | None = None
    deadline: Words | None = None
    population: Words | None = None
    share: bool = False
    said: Direction | None = None
    values: tuple[Value, ...] = ()

    @property
    def unit(self) -> str | None:
        """The unit of the target, else of the baseline; that of the change where neither is said."""
        levels = [value for value in (self.target, self.baseline) if value is not None]
        values = levels or ([self.change] if self.change else [])
        return next((value.unit for value in values if value.unit), None)

    def as_dict(self) -> dict[str, Any]:
        """The measure for JSON; numbers as numbers, words as they stand, None where nothing is said."""
        return {
            "direction": self.direction,
            "metric": _text(self.metric),
            "baseline": _amount(self.baseline),
            "target": _amount(self.target),
            "upper": None if self.target is None else _number(self.target.upper),
            "of": None if self.target is None else _number(self.target.of),
            "change": _amount(self.change),
            "unit": self.unit,
            "comparison": self.comparison,
            "per": _text(self.per),
            "window": _text(self.window),
            "deadline": _text(self.deadline),
            "population": _text(self.population),
            "share": self.share,
        }


Measures = Mapping[Text, Measure]
"""What key results measure, by their sentences."""
NO_MEASURES: Measures = MappingProxyType({})


def _text(words: Words | None) -> str | None:
    return None if words is None else words.text


def _number(amount: float | None) -> float | int | None:
    """A number for JSON, whole where it is whole."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else round(amount, 6)


def _amount(value: Value | None) -> float | int | None:
    return None if value is None else _number(value.amount)
