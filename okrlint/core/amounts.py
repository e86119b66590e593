"""Two values of a measure as numbers that can be compared, and how exactly they are written."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.measure import Value

_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "days": 86_400.0, "weeks": 604_800.0}
_SHARED = re.compile(r"%|points|stars|[A-Z]{3}")
"""Units that one number may leave to the other: "from 60 % to 45"."""
_SCALE = re.compile(r"\d\s?(?:k|m|mm|b|bn|mn|mio|mrd|tsd|thousand|million|billion|lakh|crore)(?!\w)", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")
_DIGITS = re.compile(r"\d+(?:[.,  '’]\d+)*")
_LED_IN = re.compile(r"(?:\b(?:from|now|was|currently|today|baseline|at)|[:(=,–—→-]|^)\s?$", re.IGNORECASE)
_ARROW = re.compile(r"\s?(?:→|➔|➜|⇒|-{1,2}>|=>)\s?")
_NAMED = re.compile(
    r"\w\s[A-Z]\w*\s$|\b(?i:stage|step|phase|line|level|grade|year|room|ward|site|version|tier|batch|lot)\s$"
)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_ALL = 100
_DOUBTFUL = 20
"""How many times larger one number may be where the two are written in different ways: "from $1M to 1.5"."""


def may_be_name(text: str, value: Value) -> bool:
    """Whether a bare number may belong to a name before it: "Surgery 2", "stage 3"."""
    before = text[: value.words.start]
    return value.words.text.replace(".", "").isdigit() and not _LED_IN.search(before) and bool(_NAMED.search(before))


def is_led_in(text: str, baseline: Value, target: Value) -> bool:
    """Whether "from", a colon or an arrow says that two numbers are where it starts and where it ends."""
    between = text[baseline.words.end : target.words.start]
    return bool(_LED_IN.search(text, 0, baseline.words.start) or _ARROW.search(between))


def is_negative(value: Value) -> bool:
    """Whether a value is below zero as it is written."""
    return value.amount < 0 or value.words.text[:1] in ("-", "−", "–")


def is_year(value: Value) -> bool:
    """Whether a bare number may be a year."""
    return not value.unit and bool(_YEAR.fullmatch(value.words.text))


def may_share_scale(first: Value, second: Value) -> bool:
    """Whether the thousands of the second number may be meant for both: "from 310 to 400 thousand"."""
    if _SCALE.search(first.words.text) or not _SCALE.search(second.words.text) or not first.amount:
        return False
    if _AMBIGUOUS.search(first.words.text):
        return True
    digits = _DIGITS.search(second.words.text)
    shown = float(re.sub(r"[^\d.]", "", digits[0].replace(",", "."))) if digits and digits[0].count(".") < 2 else 0.0
    return 1 / _DOUBTFUL <= shown / first.amount <= _DOUBTFUL


def _is_doubtful(first: Value, second: Value, one: float, other: float) -> bool:
    """Whether one of two numbers may lack its thousands, or has a point that may be a comma."""
    texts = [value.words.text for value in (first, second)]
    scaled = [bool(_SCALE.search(text)) for text in texts]
    if scaled[0] == scaled[1] and not any(_AMBIGUOUS.search(text) for text in texts):
        return False
    low, high = sorted((abs(one), abs(other)))
    return low == 0 or high / low >= _DOUBTFUL


def _in_unit(value: Value, unit: str) -> float | None:
    """The amount in a unit; a bare number is taken to be in one that is easily left out."""
    if value.unit == unit:
        return value.amount
    if not value.unit and _SHARED.fullmatch(unit):
        return value.amount if unit != "%" or value.amount <= _ALL else None
    if value.unit in _SECONDS and unit in _SECONDS:
        return value.amount * _SECONDS[value.unit] / _SECONDS[unit]
    return None


def comparable(first: Value, second: Value, *, sure: bool = True) -> tuple[float, float] | None:
    """Two values as numbers of one unit; None where they are not comparable.

    With `sure` also where one of them may lack its thousands, or has a point that may be a comma.
    """
    values = (first, second)
    if any(value.factor or value.rank or value.upper is not None or is_negative(value) for value in values):
        return None
    if bool(first.of) != bool(second.of) or (is_year(first) and is_year(second)):
        return None
    if first.of and second.of:
        return first.amount / first.of, second.amount / second.of
    unit = first.unit or second.unit
    one, other = _in_unit(first, unit), _in_unit(second, unit)
    if one is None or other is None or (sure and _is_doubtful(first, second, one, other)):
        return None
    return one, other


def step_of(value: Value) -> float:
    """The last place of a number as it is written: 1 of "30", 0.1 of "1.2", 100,000 of "1.2M"."""
    digits = _DIGITS.search(value.words.text)
    if digits is None or not value.amount:
        return 1.0
    shown = float(re.sub(r"\D", "", digits[0]))
    return abs(value.amount) / shown if shown else 1.0
