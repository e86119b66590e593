"""Numbers with their units are found exactly; numbers in names, dates and idioms are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrlint.analysis import analyse
from okrlint.analysis.moments import find_moments
from okrlint.analysis.quantities import find_quantities
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Source
from okrlint.core.text import Text


def quantities(sentence: str) -> list[str]:
    """The words of the quantities in a sentence."""
    return [sentence[one.start : one.end] for one in find_quantities(sentence)]


def moments(sentence: str) -> list[str]:
    """The words of the dates and periods in a sentence."""
    return [sentence[one.start : one.end] for one in find_moments(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Seats filled: 12 % to 15.5%", ["12 %", "15.5%"]),
        ("Reach $1.2M in gifts, or €40k", ["$1.2M", "€40k"]),
        ("Harvest 3x and then 2 × as much", ["3x", "2 ×"]),
        ("Pages in <200 ms, p95 < 300 ms and ≥ 40 farms", ["<200 ms", "< 300 ms", "≥ 40"]),
        ("Spoilage<5%", ["<5%"]),
        ("Twice the eggs, half of the hens, three barns", ["Twice", "half", "three"]),
        (
            "1 in 3 wards, one in three nurses, 18 of 20 beds, 3 out of 5",
            ["1 in 3", "one in three", "18 of 20", "3 out of 5"],
        ),
        ("Cut waste by a third and a quarter of the trips", ["a third", "a quarter"]),
        ("Two thirds of twenty-five schools", ["Two thirds", "twenty-five"]),
        ("two hundred and fifty loaves", ["two hundred and fifty"]),
        ("Seventy percent of ferries", ["Seventy percent"]),
        ("From 12 000 to 1,200.50 € and 1’500", ["12 000", "1,200.50 €", "1’500"]),
        ("Waits of 15+ days → <2 days", ["15+ days", "<2 days"]),
        ("+5 points, -10%, ~20 farms, 10-20 %, 4–5x", ["+5 points", "-10%", "~20", "10-20 %", "4–5x"]),
        ("Rated 4.5/5 by 400 guests", ["4.5/5", "400"]),
        ("Double the loans, halving the fines", ["Double", "halving"]),
        ("zero lost parcels", ["zero"]),
        ("Release 4 tracks and group 5 ferries", ["4", "5"]),
        ("Reach NPS 60", ["60"]),
        ("From 6.1 to 7.0", ["6.1", "7.0"]),
        ("2000 riders in 2026", ["2000"]),
        (">=$100K a year", [">=$100K"]),
        ("at least one visit", ["at least one"]),
        ("3 of 4, 5 in 2026", ["3 of 4", "5"]),
        ("40 kg of apples, 5 km, 20 °C, 3 TB", ["40 kg", "5 km", "20 °C", "3 TB"]),
        ("10-percent rise, 3-fold yield", ["10-percent", "3-fold"]),
    ],
)
def test_quantities_are_found_with_their_units(sentence: str, found: list[str]) -> None:
    assert quantities(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Pass SOC 2 and ISO 27001",
        "A hotline that answers 24/7",
        "v2 of the app, Web3, B2B, S3, P0, Q3, KR1.2 and p95",
        "COVID-19, GPT-4, 3D printing, 2FA, 5G and the 1st place",
        "Move the clinics to Office 365 by June",
        "Moved to Windows 11 by spring",
        "Autonomous at level 2, in phase 3 for tier 1",
        "Release 2.0 reaches growers; OAuth 2.0 is in use",
        "In 2026 we open, by 30 June, at 12:30 or on 2026-07-01",
        "The 90-day retention and the 12-page guide",
        "Tickets #42 and #4711",
        "See example.org/2024/11 and 10.0.0.1",
        "Double down on quality and double-check the first half",
        "Zero trust, net zero, a third party, the other half",
        "once a quarter, one workshop a quarter, a third clinic",
        "Two-factor and two-way",
        "One place for everybody, no one left out",
        "stage 2 -> stage 3",
        "",
    ],
)
def test_numbers_in_names_dates_and_idioms_are_none(sentence: str) -> None:
    assert quantities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("by 30 June 2026 or March 3rd", ["30 June 2026", "March 3rd"]),
        ("in Q3 2026, FY26, H1 and 2026-Q2", ["Q3 2026", "FY26", "H1", "2026-Q2"]),
        ("on 2026-07-01, 1.7.2026 and 01/07/26", ["2026-07-01", "1.7.2026", "01/07/26"]),
        ("by the end of the year, EOQ, next quarter", ["end of the year", "EOQ", "next quarter"]),
        ("week 10 of sprint 4 at 12:30 or 5 pm", ["week 10", "sprint 4", "12:30", "5 pm"]),
        ("since 2025 and until May", ["2025", "May"]),
        ("October", ["October"]),
        ("Growers may sell 2000 crates", []),
        ("2020 crates", []),
        ("March on, and may the best win", []),
        ("May", ["May"]),
    ],
)
def test_dates_and_periods_are_found(sentence: str, found: list[str]) -> None:
    assert moments(sentence) == found


@given(st.text(alphabet="0123456789 .,%-–/$€<>≥+xkM’abQ#:\n'", max_size=60))
def test_any_text_gives_quantities_in_order_inside_the_text(sentence: str) -> None:
    place = 0
    for one in find_quantities(sentence):
        assert place <= one.start < one.end <= len(sentence)
        assert any(letter.isdigit() for letter in sentence[one.start : one.end])
        place = one.end


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1-", "1,111", "two ", "by a ", "12 June ", "1 in ", "$", "#1 ", "20 000 ", "x1"]
)
def test_long_lines_take_no_longer_than_their_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        find_quantities(text)
        return time.process_time() - start

    short, long = (min(seconds(length) for _ in range(3)) for length in (4_000, 32_000))
    assert long < 20 * short + 0.05


def test_facts_are_about_every_sentence_and_only_what_is_needed() -> None:
    objective, result = Text.verbatim("Reach 40 farms by May", 0), Text.verbatim("Crates: 3 to 9", 30)
    document = Document(
        Source("okrs.md", ""),
        "markdown",
        (Objective(objective, key_results=(KeyResult(result),)), Objective(Text("", ()))),
    )
    facts = analyse(document, frozenset({"quantities"}))
    assert {text.value: len(found) for text, found in facts.quantities.items()} == {objective.value: 1, result.value: 2}
    assert analyse(document, frozenset()).quantities == {}
