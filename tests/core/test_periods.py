"""Labels and words as days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from okrlint.core.periods import Days, days_of, is_before, is_beyond, overlap, said_at

AROUND = date(2026, 7, 1)
QUARTER = Days(date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2026-Q1", (2026, 1, 1), (2026, 3, 31)),
        ("2026-Q4", (2026, 10, 1), (2026, 12, 31)),
        ("2026-H1", (2026, 1, 1), (2026, 6, 30)),
        ("2026-T3", (2026, 9, 1), (2026, 12, 31)),
        ("2028-02", (2028, 2, 1), (2028, 2, 29)),
        ("2026", (2026, 1, 1), (2026, 12, 31)),
    ],
)
def test_a_label_says_its_days(label: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert days_of(label) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "label", ["", "Q3", "FY2026", "FY2026-Q3", "2026-H3", "2026-T4", "2026-13", "Term 2", "1826-Q1"]
)
def test_what_says_no_days_is_nothing(label: str) -> None:
    assert days_of(label) is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("30 June 2027", (2027, 6, 30), (2027, 6, 30)),
        ("30th of June, 2027", (2027, 6, 30), (2027, 6, 30)),
        ("June 30th, 2027", (2027, 6, 30), (2027, 6, 30)),
        ("2027-06-30", (2027, 6, 30), (2027, 6, 30)),
        ("2027-06", (2027, 6, 1), (2027, 6, 30)),
        ("30.06.2027", (2027, 6, 30), (2027, 6, 30)),
        ("30. 6. 2027", (2027, 6, 30), (2027, 6, 30)),
        ("3/4/2027", (2027, 3, 4), (2027, 4, 3)),
        ("30/4/2027", (2027, 4, 30), (2027, 4, 30)),
        ("Sept. 2027", (2027, 9, 1), (2027, 9, 30)),
        ("end of June 2027", (2027, 6, 30), (2027, 6, 30)),
        ("the end of Q4 2027", (2027, 12, 31), (2027, 12, 31)),
        ("2027 Q1", (2027, 1, 1), (2027, 3, 31)),
        ("H2/2027", (2027, 7, 1), (2027, 12, 31)),
        ("2031", (2031, 1, 1), (2031, 12, 31)),
    ],
)
def test_words_say_their_days(words: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    said = said_at(f"by {words}, or so", 3, AROUND)
    assert said is not None
    assert said.days == (Days(date(*first), date(*last)),)
    assert said.has_year


@pytest.mark.parametrize(
    "words", ["2031 %", "20310", "31", "99.99.2027", "2027-13-01", "Mayor", "Q5", "2000.5", "June30th"]
)
def test_other_words_say_none_or_less(words: str) -> None:
    said = said_at(words, 0, AROUND)
    assert said is None or said.end < len(words)


def test_words_without_a_year_may_mean_several() -> None:
    said = said_at("end of Q4", 0, AROUND)
    assert said is not None
    assert [days.last.year for days in said.days] == [2025, 2026, 2027]
    assert not said.has_year


@pytest.mark.parametrize(
    ("words", "beyond", "before"),
    [
        ("30 June 2027", True, False),
        ("14 October 2026", False, False),
        ("15 October 2026", True, False),
        ("31 March 2026", False, True),
        ("December", True, False),
        ("August", False, False),
        ("Q4", False, False),
        ("end of Q4", True, False),
        ("2026", False, False),
    ],
)
def test_what_lies_outside_a_quarter(words: str, beyond: bool, before: bool) -> None:
    said = said_at(words, 0, AROUND)
    assert said is not None
    assert (is_beyond(said, QUARTER, timedelta(days=14)), is_before(said, QUARTER)) == (beyond, before)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("2026-Q3", "2026", True),
        ("2026-Q3", "2026-08", True),
        ("2026-Q3", "2026-Q4", False),
        ("FY2026", "FY2026", True),
        ("FY2026", "2026", False),
        ("", "", True),
    ],
)
def test_periods_that_have_days_in_common(one: str, other: str, together: bool) -> None:
    assert overlap(one, other) is together
