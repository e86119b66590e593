"""Objectives that move a metric by a figure, or to one."""

from __future__ import annotations

import pytest

from okrlint.rewrite.moves import moved
from okrlint.rewrite.wanted import wanted


@pytest.mark.parametrize(
    ("objective", "text", "rises"),
    [
        ("Cut the heating bill by 15 %", "Heating bill falls by 15 %, from [baseline] to [target]", False),
        ("Grow membership by 200 days", "Membership rises by 200 days, from [baseline] to [target]", True),
        ("Ferry delays down by 20%", "Ferry delays fall by 20%, from [baseline] to [target]", False),
        ("Lead time down from 95 to 40 days", "Lead time falls from 95 to 40 days", False),
        ("Time to hire from 62 to 40 days", "Time to hire falls from 62 to 40 days", False),
        ("Repair rate 30 % → 45 %", "Repair rate rises from 30 % to 45 %", True),
        ("On-time berths from 91 to 97 %", "On-time berths rise from 91 % to 97 %", True),
        ("Lost parcels below 4 per 1000 trips", "Lost parcels fall from [baseline] to 4 per 1000 trips", False),
        ("Tenant satisfaction 4.2", "Tenant satisfaction rises from [baseline] to 4.2", True),
    ],
)
def test_a_metric_that_moves_becomes_a_key_result(objective: str, text: str, rises: bool) -> None:
    found = moved(objective)
    assert found is not None
    assert (found.text, found.rises) == (text, rises)
    assert [one.text for one in wanted(objective)][:1] == [text]


@pytest.mark.parametrize(
    "objective",
    ["Strategy 2030", "Version 2.0", "Move from 3 to 5 sites", "Sell 20 % more to cafés", "Hit 4.2", "From 3 to 3", ""],
)
def test_objectives_that_move_no_metric_are_none(objective: str) -> None:
    assert moved(objective) is None
