"""Values of a measure as numbers that can be compared."""

from __future__ import annotations

import pytest

from okrlint.core.amounts import comparable, is_led_in, may_be_name, may_share_scale, step_of
from okrlint.core.measure import Value, Words


def value(text: str, amount: float, unit: str = "", **more: object) -> Value:
    """A value that is written so."""
    return Value(amount, unit, Words(text, 0, len(text)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        (value("60%", 60, "%"), value("45", 45), (60, 45)),
        (value("2 h", 2, "h"), value("45 min", 45, "min"), (2, 0.75)),
        (value("40 of 60", 40, of=60.0), value("30 of 40", 30, of=40.0), (40 / 60, 30 / 40)),
        (value("$800k", 800_000, "USD"), value("$1.2M", 1_200_000, "USD"), (800_000, 1_200_000)),
        (value("1,250", 1250), value("1,400", 1400), (1250, 1400)),
    ],
)
def test_two_values_of_one_scale_are_compared(first: Value, second: Value, numbers: tuple[float, float]) -> None:
    assert comparable(first, second) == pytest.approx(numbers)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (value("1 hour", 1, "h"), value("30", 30)),
        (value("1.2 GB", 1.2, "GB"), value("900", 900)),
        (value("$1M", 1_000_000, "USD"), value("1.5", 1.5)),
        (value("1.250", 1250), value("1.9", 1.9)),
        (value("-10", 10), value("5", 5)),
        (value("5th", 5, rank=True), value("2nd", 2, rank=True)),
        (value("40 of 60", 40, of=60.0), value("50", 50)),
        (value("5-8", 5, upper=8.0), value("9", 9)),
        (value("2", 2, "x", factor=True), value("9", 9)),
        (value("3 weeks", 3, "weeks"), value("2 months", 2, "months")),
        (value("20 %", 20, "%"), value("1,250", 1250)),
        (value("2009", 2009), value("2023", 2023)),
    ],
)
def test_values_that_may_be_meant_in_another_way_are_not_compared(first: Value, second: Value) -> None:
    assert comparable(first, second) is None


def test_a_doubt_about_thousands_may_be_left_aside() -> None:
    first, second = value("200", 200), value("2 million", 2_000_000)
    assert comparable(first, second) is None
    assert comparable(first, second, sure=False) == (200, 2_000_000)


def test_thousands_may_be_meant_for_both_numbers() -> None:
    assert may_share_scale(value("310", 310), value("400 thousand", 400_000))
    assert not may_share_scale(value("40", 40), value("1.2k", 1200))
    assert not may_share_scale(value("310k", 310_000), value("400k", 400_000))


@pytest.mark.parametrize(
    ("text", "amount", "step"),
    [("30", 30, 1), ("12.5%", 12.5, 0.1), ("1.2M", 1_200_000, 100_000), ("1,200", 1200, 1), ("40k", 40_000, 1000)],
)
def test_the_last_place_of_a_number_is_as_exact_as_it_is_written(text: str, amount: float, step: float) -> None:
    assert step_of(value(text, amount)) == pytest.approx(step)


@pytest.mark.parametrize(
    ("text", "led_in"),
    [
        ("Wait from 9 to 4 min", True),
        ("Wait: 9 to 4 min", True),
        ("Wait 9 → 4 min", True),
        ("Meals at ages 9 to 4", False),
    ],
)
def test_from_or_a_colon_or_an_arrow_leads_two_numbers_in(text: str, led_in: bool) -> None:
    first, second = text.index("9"), text.index("4")
    baseline, target = Value(9, "", Words("9", first, first + 1)), Value(4, "", Words("4", second, second + 1))
    assert is_led_in(text, baseline, target) == led_in


@pytest.mark.parametrize(
    ("text", "name"), [("Idle time in Surgery 2 down", True), ("Drop-out in stage 2", True), ("Reach 2 halls", False)]
)
def test_a_number_behind_a_name_may_belong_to_it(text: str, name: bool) -> None:
    start = text.index("2")
    assert may_be_name(text, Value(2, "", Words("2", start, start + 1))) == name
