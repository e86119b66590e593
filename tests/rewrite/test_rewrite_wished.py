"""Objectives that wish some people something."""

from __future__ import annotations

import pytest

from okrlint.rewrite.wished import wished


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ("Happy mornings for our beekeepers", "[target] % of beekeepers say that they have happy mornings"),
        ("Provide a safe home for all lodgers", "[target] % of lodgers say that they have a safe home"),
        ("Keep growers informed", "[target] % of growers say that we keep them informed"),
        ("Make divers happy", "[target] % of divers say that they feel happy"),
        (
            "Make the dock a safer place to work for our crews",
            "[target] % of crews say that the dock is a safe place to",
        ),
        ("Our harbour is welcoming to small boat owners", "[target] % of small boat owners say that our harbour is"),
        (
            "Make the tide tables easier to read for skippers",
            "[target] % of skippers say that the tide tables are easy to",
        ),
        (
            "Faster berths for fishers",
            "Median time that fishers wait for berths falls from [baseline] to [target] days",
        ),
        (
            "Our tide tables are accurate",
            "Share of tide tables that are accurate rises from [baseline] % to [target] %",
        ),
    ],
)
def test_what_people_are_wished_can_be_asked_or_timed(objective: str, said: str) -> None:
    assert [one.text.startswith(said) for one in wished(objective)] == [True]


@pytest.mark.parametrize(
    "objective",
    ["A harbour for all!", "Keep the pier safe", "Our pier is closed", "Our maps are reliable", "Safe piers", ""],
)
def test_wishes_for_nobody_say_nothing(objective: str) -> None:
    assert not list(wished(objective))
