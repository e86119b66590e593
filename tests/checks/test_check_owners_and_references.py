"""Whose objectives a document has, and key results that stand elsewhere, as authors write them in Markdown."""

from __future__ import annotations

import pytest

from okrlint.core.rule import Example
from okrlint.core.settings import Settings
from okrlint.engine import rules_for
from okrlint.packs import core_rules, profiles
from okrlint.workspace.trial import judge

RULES = rules_for(Settings(select=("OKR601", "OKR604", "OKR608")), core_rules(), profiles())
HEAD = "# Harbour, 2026 Q3\n\n"
KEY_RESULTS = "- Guests who come back: 20% to 30%\n- Guests who bring friends: 10% to 25%\n"
NAMES = (
    "Ferries leave on time",
    "Crews rest",
    "Islanders plan ahead",
    "Freight is found",
    "Autumn guests",
    "Quiet nights",
)


def codes(text: str) -> list[str]:
    """What a document is told."""
    return [one.code for one in judge(Example(HEAD + text, (), "markdown", "okrs.md"), RULES)]


def table(owners: list[str]) -> str:
    """Six objectives in a table, each with its owner."""
    rows = [f"| {owner} | {name} | Share of it: 20% to 30% |" for owner, name in zip(owners, NAMES, strict=True)]
    return "\n".join(("| Owner | Objective | Key result |", "| --- | --- | --- |", *rows, ""))


def headings(*tails: str) -> str:
    """Six objectives as headings, each with something behind it."""
    return "".join(f"## Objective: {name}{tail}\n\n{KEY_RESULTS}\n" for name, tail in zip(NAMES, tails, strict=True))


@pytest.mark.parametrize(
    ("owners", "told"),
    [
        (["Pier team"] * 6, ["OKR601"]),
        (["Pier team"] * 3 + ["Boat team"] * 3, []),
        (["Ana"] * 3 + ["Ben"] * 3, []),
        (["Ana", "Ben", "Cleo", "Dan", "Eve", "Finn"], ["OKR601"]),
        (["Sales", "Marketing", "Finance", "Legal", "HR", "Support"], []),
    ],
)
def test_owners_tell_teams_where_they_are_teams_or_own_several(owners: list[str], told: list[str]) -> None:
    assert codes(table(owners)) == told


def test_tags_tell_teams_but_types_do_not() -> None:
    assert codes(headings(*[""] * 6)) == ["OKR601"]
    assert codes(headings(*[" [Pier]"] * 3, *[" [Boats]"] * 3)) == []
    assert codes(headings(*[" [committed]"] * 3, *[" [stretch]"] * 3)) == ["OKR601"]


@pytest.mark.parametrize(
    "below",
    [
        "See the [board of the harbour](https://example.org/board).",
        "Measured by KR 1.2 of the pier.",
        "The same key results as those of the pier.",
        "TBD",
        "To follow once the winter is over.",
        "| What | Now | Then |\n| --- | --- | --- |\n| Nights above 55 dB | 80 | 20 |",
    ],
)
def test_key_results_that_stand_elsewhere_are_not_missing(below: str) -> None:
    first = f"## Objective: {NAMES[0]}\n\n{KEY_RESULTS}\n"
    assert codes(f"{first}## Objective: {NAMES[5]}\n\n{below}\n") == []
    assert codes(f"{first}## Objective: {NAMES[5]}\n\nNeighbours see the difference.\n") == ["OKR604"]


def test_what_stands_in_the_next_section_says_nothing_of_an_objective() -> None:
    text = f"## Objective: {NAMES[0]}\n\n{KEY_RESULTS}\n## Objective: {NAMES[5]}\n\n## Notes\n\nSee the board below.\n"
    assert codes(text) == ["OKR604"]


def test_a_common_list_is_for_all_objectives_before_it() -> None:
    text = f"## Objective 1\n\n{NAMES[0]}\n\n## Objective 2\n\n{NAMES[2]}\n\n## Key results\n\n{KEY_RESULTS}"
    assert codes(text) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Skippers who answer to the list of all regattas until end of 2027: 3 to 25", []),
        ("Skippers who book for the boat fairs in the calendar of events until 2031: 3 to 25", []),
        ("Skippers who answer on the day: 3 to 25 until end of 2027", ["OKR608"]),
        ("Skippers who answer to all fairs by end of 2027: 3 to 25", ["OKR608"]),
    ],
)
def test_a_date_may_say_which_events_are_meant(sentence: str, told: list[str]) -> None:
    assert codes(f"## Objective: {NAMES[0]}\n\n- {sentence}\n- Guests who come back: 20% to 30%\n") == told
