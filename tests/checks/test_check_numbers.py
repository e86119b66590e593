"""Checks of the numbers of key results: what the examples of their rules cannot show."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from okrlint.analysis import analyse
from okrlint.core.finding import Diagnostic
from okrlint.core.source import Source
from okrlint.engine import bind, lint
from okrlint.packs import core_rules
from okrlint.packs.examples import FRAME

RULES = {rule.code: rule for rule in core_rules()}
KEYED = """\
team: Care
period: 2026-Q3
objectives:
  - title: Patients feel looked after from their first call
    key_results:
      - title: "Guardrail: complaints about the night shift"
        baseline: 12
        target: 12
"""


def found(code: str, sentence: str, options: Mapping[str, object] | None = None) -> list[Diagnostic]:
    """What a rule says of one key result."""
    source = Source("okrs.md", f"{FRAME}- {sentence}\n")
    return lint([source], [bind(RULES[code], options or {})], analyse=analyse)


def test_the_tag_stands_behind_the_sentence() -> None:
    fix = found("OKR312", "Guardrail: *complaints 12*, now 12 (Owner: Ana)")[0].fixes[0]
    assert fix.safe
    assert [(edit.span.start, edit.replacement) for edit in fix.edits] == [
        (len(FRAME) + len("- Guardrail: *complaints 12*, now 12"), " [health]")
    ]


def test_without_a_word_of_health_there_is_nothing_to_fix() -> None:
    assert [one.fixes for one in found("OKR312", "Complaints 12 a week, now 12 a week")] == [()]


def test_a_format_without_tags_has_no_fix() -> None:
    said = lint([Source("okrs.yaml", KEYED)], [bind(RULES["OKR312"])], analyse=analyse)
    assert [one.fixes for one in said] == [()]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Orders from 200 to 260 (+50 %)", "+30 %"),
        ("Halve the walks from 20 to 16 a shift", "0.8 times as much"),
        ("Share of readers from 20% to 25% (+15 points)", "+5 points"),
        ("Grow schools by 30, from 40 to 60", "+20"),
        ("Wait from 20 to 18 minutes (-50%)", "−10 %"),
    ],
)
def test_the_message_reckons_anew(sentence: str, said: str) -> None:
    assert [f"is {said}." in one.message for one in found("OKR313", sentence)] == [True]


def test_steps_may_be_smaller_or_must_be_larger() -> None:
    sentence = "Weekly readers from 1,200 to 1,250"
    assert not found("OKR415", sentence)
    assert found("OKR415", sentence, {"least": 0.1})


def test_what_is_beyond_belief_can_be_set() -> None:
    sentence = "Weekly readers from 1,200 to 9,000"
    assert not found("OKR416", sentence)
    assert found("OKR416", sentence, {"most": 5.0})


@pytest.mark.parametrize("code", ["OKR311", "OKR313", "OKR319"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Increase deployment frequency from 14 days to 1 day",
        "Cut the wait from 1 hour to 30",
        "Reduce churn by raising the share of users who set a goal from 20% to 50%",
        "Reduce our deficit from -$400k to -$100k",
        "Improve NPS detractors from 30% to 15%",
        "Double the number of hosts from 41 to 80",
        "Cut queue time in half, from 9 to 5 minutes",
        "50% fewer late parcels (from 9% to 4.5%)",
        "Builds 50% faster (30 → 20 min)",
        "Increase orders by 10% month over month from 200 to 350",
        "Grow orders 20% faster than the market, from 200 to 300",
        "Increase members by 30% from 2024 to 2026",
        "Double our reach in ages 12 to 18",
        "Teams at 110% of capacity on at most 2 days",
        "Vaccination coverage from 95% to 101% of the register",
        "Sell 150% of tickets compared with May",
        "Serve 200 of 150 g portions",
    ],
)
def test_an_error_is_only_what_cannot_be_right(code: str, sentence: str) -> None:
    assert found(code, sentence) == []


@pytest.mark.parametrize("length", [10, 900])
@pytest.mark.parametrize("filler", [" -", " :", "(", " a", "from "])
def test_odd_sentences_end_soon(filler: str, length: int) -> None:
    for code in ("OKR311", "OKR312", "OKR313", "OKR317", "OKR319", "OKR415", "OKR416"):
        found(code, f"Increase{filler * length} from 5 to 3 (+50%)")
