"""What the words of an objective hold themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrlint.rewrite.aim import people_of
from okrlint.rewrite.verbs import base
from okrlint.rewrite.wanted import wanted


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ("Farmers get paid the same week", "[target] % of farmers get paid the same week (now [baseline] %)"),
        ("Tenants trust our answers", "[target] % of tenants say that they trust our answers (now [baseline] %)"),
        (
            "Nurses on night shift can find a doctor",
            "[target] % of nurses on night shift find a doctor (now [baseline] %)",
        ),
        (
            "Every plumber at our depots has the right part",
            "[target] % of plumbers at our depots say that they have the right part (now [baseline] %)",
        ),
        (
            "Shift workers who live far away get home by train",
            "[target] % of shift workers who live far away get home by train (now [baseline] %)",
        ),
        (
            "Carpenters never wait for timber",
            "Cases in which carpenters wait for timber fall from [baseline] to [target] a month",
        ),
        (
            "Nurses spend less of their day on paperwork",
            "Share of their day that nurses spend on paperwork falls from [baseline] % to [target] %",
        ),
        (
            "Bakers get their flour sooner",
            "Median time until bakers get their flour falls from [baseline] to [target] days",
        ),
        (
            "Help new tenants to meter their own power",
            "",
        ),
        (
            "Help new tenants to read their own meters",
            "[target] % of new tenants read their own meters (now [baseline] %)",
        ),
        (
            "Make it easy for choirs to book a hall",
            "[target] % of choirs book a hall without help (now [baseline] %)",
        ),
        (
            "Make the archive usable for local historians",
            "[target] % of local historians say that the archive is usable (now [baseline] %)",
        ),
        ("Maps that hikers trust", "[target] % of hikers say that they trust our maps (now [baseline] %)"),
        (
            "Timetables that commuters can plan with",
            "[target] % of commuters say that they can plan with our timetables (now [baseline] %)",
        ),
        ("Fewer broken lifts", "Broken lifts fall from [baseline] to [target] a month"),
        (
            "Make on-call easy to bear for porters",
            "[target] % of porters say that on-call is easy to bear (now [baseline] %)",
        ),
        ("Reduce the waiting time", "Waiting time falls from [baseline] to [target]"),
        ("Increase donations", "Donations rise from [baseline] to [target]"),
        (
            "Bakers stay with us for longer",
            "Median time that bakers stay with us rises from [baseline] to [target] months",
        ),
        (
            "Choirs book more rooms in winter without phoning",
            "Rooms that choirs book in winter rise from [baseline] to [target] a month",
        ),
        (
            "Gardeners order hay with confidence and waste less of it",
            "[target] % of gardeners say that they order hay with confidence (now [baseline] %)",
        ),
        (
            "Divers leaving the island have a licence",
            "[target] % of divers leaving the island have a licence (now [baseline] %)",
        ),
        ("Fewer crashes at Gate 7 and Gate 9", "Crashes at Gate 7 and Gate 9 fall from [baseline] to [target] a month"),
        (
            "Repair the sluice so that skippers pass in daylight",
            "[target] % of skippers pass in daylight (now [baseline] %)",
        ),
    ],
)
def test_an_objective_becomes_something_to_measure(objective: str, said: str) -> None:
    assert next((one.text for one in wanted(objective)), "") == said


def test_what_is_no_longer_needed_is_a_second_measure() -> None:
    texts = [one.text for one in wanted("Weavers sell their cloth without travelling to the city")]
    assert texts[1] == "Weavers who have to travel to the city to sell their cloth fall from [baseline] % to [target] %"


def test_what_is_to_be_faster_is_timed() -> None:
    texts = [one.text for one in wanted("Brokers find a contract in minutes instead of hours")]
    assert "Median time until brokers find a contract falls from [baseline] to [target] minutes" in texts


def test_animals_say_nothing() -> None:
    assert not list(wanted("Old dogs feel safe with us"))
    assert [one.text for one in wanted("Old dogs find a home that fits")] == [
        "[target] % of old dogs find a home that fits (now [baseline] %)"
    ]


@pytest.mark.parametrize(
    "objective",
    [
        "We ship faster",
        "Be the place that people want",
        "Error messages people can act on",
        "Revenue of 3 million",
        "Improve processes",
        "",
        "Growers want it",
    ],
)
def test_other_objectives_are_left_alone(objective: str) -> None:
    assert people_of(objective) is None
    assert not list(wanted(objective))


@pytest.mark.parametrize(
    ("gerund", "verb"), [("waiting", "wait"), ("taking", "take"), ("planning", "plan"), ("string", ""), ("going", "go")]
)
def test_the_base_of_a_gerund(gerund: str, verb: str) -> None:
    assert base(gerund) == verb


WORDS = st.sampled_from(
    """on in at of to make keep reduce fewer more no that who so for help faster good happy on-call nurses Maps by 15 %
    → 4.2 from below down longer and without every are is stay win, safe easier the""".split()  # noqa: SIM905 - a list to read
)


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_no_objective_is_too_odd(objective: str) -> None:
    assert all("[target]" in one.text or any(map(str.isdigit, one.text)) for one in wanted(objective))
