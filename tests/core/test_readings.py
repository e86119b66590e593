"""What the form of a sentence tells: states, numbers, persons, names of things and events."""

from __future__ import annotations

import pytest

from okrlint.core.counted import is_aside, is_property
from okrlint.core.labels import FLAGS, Kind, Labels, Part
from okrlint.core.persons import may_be_personal
from okrlint.core.phrases import first
from okrlint.core.states import is_vague_state
from okrlint.core.working import kind_of_work


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Skippers are getting the help they ask for", True),
        ("Cooks aren't held up by deliveries", True),
        ("Guests can easily find the exit", True),
        ("The two kitchens are merged", False),
        ("The two kitchens cooperate well", True),
        ("The bank offers us a loan", False),
        ("Guests can book online", False),
        ("The shift rota is adopted across the kitchens", True),
        ("Find the crate that is getting wet", False),
    ],
)
def test_states_in_degrees_are_vague(text: str, vague: bool) -> None:
    assert is_vague_state(text) is vague


@pytest.mark.parametrize(
    ("text", "number", "aside"),
    [
        ("Draw a map with three layers", "three", True),
        ("Meet with three growers", "three", False),
        ("Prepare a poster with the top 5 wishes", "5", True),
        ("Write a report, naming 2 faults", "2", True),
        ("Write 2 reports", "2", False),
        ("Write a report, naming one fault and 3 merits", "3", True),
        ("Install a belt for a 70% reduction in hand work", "70%", True),
        ("Scan 70% of the files", "70%", False),
    ],
)
def test_numbers_that_only_describe_count_no_work(text: str, number: str, aside: bool) -> None:
    start = text.index(number)
    assert is_aside(text, start, start + len(number)) is aside


@pytest.mark.parametrize(
    ("text", "lasting"),
    [
        ("Log the sender for 100% of the parcels", True),
        ("100% adherence to the recipe", True),
        ("100% of the orders automatically filed", True),
        ("Scan 100% of the files", False),
        ("100% of the files scanned", False),
    ],
)
def test_a_full_share_can_be_a_lasting_property(text: str, lasting: bool) -> None:
    start = text.index("100%")
    assert is_property(text, start, start + len("100%")) is lasting


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("Complete the handbook", False),
        ("Complete my handbook", True),
        ("Finish the sailing course", True),
        ("Finish the handbook (kb)", True),
        ("Sleep eight hours", True),
    ],
)
def test_work_that_names_no_person_is_nobodys_own_goal(text: str, personal: bool) -> None:
    assert may_be_personal(text) is personal


def judged_as(kind: Kind, text: str, action: str = "") -> Kind:
    """The kind of a sentence about one thing that the classifier takes for another."""
    parts = [Part("deliverable", 0, len(text))]
    if action:
        parts.append(Part("action", text.index(action), text.index(action) + len(action)))
    shares: dict[Kind, float] = dict.fromkeys(("outcome", "output", "activity"), 0.0)
    return kind_of_work(
        Labels(kind, False, {**shares, kind: 1.0}, "none", dict.fromkeys(FLAGS, 0.0), tuple(parts)), text
    )


def test_a_bare_name_is_a_thing_unless_it_names_an_event() -> None:
    assert judged_as("activity", "Oven timer prototype") == "output"
    assert judged_as("activity", "Open kitchen workshop") == "activity"
    assert judged_as("activity", "Sorting of old recipes") == "activity"
    assert judged_as("activity", "Cooks taste old recipes", "taste") == "activity"


def test_an_event_that_is_held_is_an_activity() -> None:
    assert judged_as("output", "Give a talk at the fair") == "activity"
    assert judged_as("output", "Deliver a workshop plan") == "output"
    assert judged_as("output", "Tasting and iterating on the menu") == "activity"
    assert judged_as("outcome", "Hold a workshop") == "outcome"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Recruit 12 keen testers", "Recruit 12 keen testers"),
        ("Recruit testers", "Recruit testers"),
        ("Recruit a cook for the testers", None),
        ("Recruit one two three four five testers", None),
        ("Recruit early, eager testers", "Recruit early, eager testers"),
    ],
)
def test_two_stars_stand_for_words_before_a_noun(text: str, found: str | None) -> None:
    match = first(text, ("recruit ** testers",))
    assert (match[0] if match else None) == found
