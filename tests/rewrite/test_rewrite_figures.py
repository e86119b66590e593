"""Objectives that are metrics."""

from __future__ import annotations

import pytest

from okrlint.rewrite.figures import counted


@pytest.mark.parametrize(
    ("objective", "text", "rises"),
    [
        ("Bread sold on the day: 92 %", "Bread sold on the day rises from [baseline] % to 92 %", True),
        ("Trains on time at 97 %", "Trains on time rise from [baseline] % to 97 %", True),
        ("Scrap below 2 %", "Scrap falls from [baseline] % to 2 %", False),
        ("Waiting time at the gate: 6 minutes", "Waiting time at the gate falls from [baseline] to 6 minutes", False),
        ("99.5 % availability of the ferry", "Availability of the ferry rises from [baseline] % to 99.5 %", True),
    ],
)
def test_a_metric_becomes_a_key_result(objective: str, text: str, rises: bool) -> None:
    found = counted(objective)
    assert found is not None
    assert (found.text, found.rises) == (text, rises)


@pytest.mark.parametrize(
    "objective",
    ["Strategy 2030", "Grow the pipeline by 30%", "Costs down by 20%", "Line 3 runs as planned", "Version 2.0", ""],
)
def test_other_objectives_are_none(objective: str) -> None:
    assert counted(objective) is None
