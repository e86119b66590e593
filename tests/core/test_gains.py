"""What customers decide, in words of selling; and what only sounds like it."""

from __future__ import annotations

import pytest

from okrlint.core.gains import is_gain
from okrlint.core.units import is_led_by_unit, is_unit
from okrlint.core.working import opens_with_work


@pytest.mark.parametrize(
    "text",
    [
        "Close 12 deals with canteens",
        "Win 6 new customers",
        "Add 40,000 euro ARR",
        "Add N3 ARR",
        "Generate 90 qualified leads",
        "Source 2 M in qualified pipeline",
        "3x pipeline coverage for autumn",
        "First export deal closed",
        "4 signed school contracts",
        "Grower subscriptions: 150",
        "Get a 20% increase in repeat orders",
        "Have 3 hospitals use the card",
        "2 bakeries besides ours enable the card",
        "20 members who post a recipe",
    ],
)
def test_what_customers_decide_is_a_gain(text: str) -> None:
    assert is_gain(text)


@pytest.mark.parametrize(
    "text",
    [
        "Build a dashboard of deals",
        "Create 5 leads pages",
        "ARR dashboard",
        "Sign a contract with a second laundry",
        "Add 3 stages to the build pipeline",
        "Get the oven in the pipeline",
        "Write 14 case studies",
        "Hire 2 sales people",
        "20 pages which show the menu",
        "2 external audits",
        "Achieve 100 %: launch the new menu",
    ],
)
def test_work_around_it_is_none(text: str) -> None:
    assert not is_gain(text)


def test_verbs_of_work_open_a_sentence_or_what_follows_a_colon() -> None:
    assert opens_with_work("Launch the menu")
    assert opens_with_work("Achieve 100 %: launch the menu")
    assert not opens_with_work("Guests launch a club")


def test_units_and_persons() -> None:
    assert is_unit("Kitchen team")
    assert is_unit("Head of Sales")
    assert not is_unit("Ana Ruiz")
    assert is_led_by_unit("CEO: Guests come back")
    assert not is_led_by_unit("Ana: Guests come back")
    assert not is_led_by_unit("Sales come back. Really: all of them")
