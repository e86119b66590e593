"""A verdict cannot be bought: digits, power words and "by 20 %" do not make an outcome of a piece of work."""

from __future__ import annotations

import pytest

from okrlint.core.finding import Severity
from okrlint.core.rule import Example
from okrlint.core.settings import Settings
from okrlint.engine import rules_for
from okrlint.packs import core_rules, profiles
from okrlint.packs.examples import FRAME
from okrlint.workspace.trial import judge

RULES = rules_for(Settings(), core_rules(), profiles())
WORK = (
    "Launch the new booking page",
    "Write a handbook for volunteers",
    "Roll out the scheduling tool to the branches",
    "Publish the annual allotment report",
    "Hold workshops with the night shift",
    "Migrate the stock system to the cloud",
    "Hire a deputy head of maintenance",
    "Redesign the ticket machine screens",
    "Create case studies",
    "Build the dashboard for ward managers",
    "Run a training day for stewards",
    "Release the second version of the route planner",
)
BRIBES = (
    "{} by 30 June",
    "{} 3.0",
    "{} in 4 weeks",
    "Successfully {}",
    "Deliver world-class impact: {}",
    "{} to drive massive growth",
    "{} by 20 %",
    "Achieve 100 %: {}",
    "{} with 12 pages",
    "Significantly accelerate: {}",
)


def severity(sentence: str) -> Severity | None:
    """The worst that a team hears about a key result as work in place of change (OKR1xx, OKR2xx); None for nothing."""
    found = judge(Example(f"{FRAME}- {sentence}\n", (), "markdown", "okrs.md"), RULES)
    return max((one.severity for one in found if one.code.startswith(("OKR1", "OKR2"))), default=None)


def bribed(sentence: str, bribe: str) -> str:
    """A sentence with something that shall look like a measure."""
    lowered = sentence[:1].lower() + sentence[1:] if not bribe.startswith("{}") else sentence
    return bribe.format(lowered)


@pytest.mark.parametrize("sentence", WORK)
def test_work_is_work_without_a_bribe(sentence: str) -> None:
    assert severity(sentence) is Severity.WARNING


@pytest.mark.parametrize("sentence", WORK)
def test_a_bribe_does_not_make_it_better(sentence: str) -> None:
    better = [bribe for bribe in BRIBES if severity(bribed(sentence, bribe)) is not Severity.WARNING]
    assert [bribed(sentence, bribe) for bribe in better] == []
