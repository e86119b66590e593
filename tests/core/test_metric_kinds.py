"""Kinds of metrics, and names that mean the same one."""

from __future__ import annotations

import pytest

from okrlint.analysis.measures import find_measure
from okrlint.core.metric_kinds import is_head, kind_of, protects, with_one_name
from okrlint.core.phrases import pattern
from okrlint.core.vocabulary import COUNTED, KINDS, SAME


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Revenue per visitor from €1.10 to €1.80", "money"),
        ("Raise £9,500 from sponsors", "money"),
        ("Cost per meal from 4.10 to 3.60", "cost"),
        ("Cut the monthly server bill from $310k to $260k", "cost"),
        ("Answer tenants in under 4 hours", "speed"),
        ("Lead time of a repair from 9 to 4 days", "speed"),
        ("p95 of the seat map from 900 to 300", "speed"),
        ("Orders from 400 to 700 a month", "volume"),
        ("450 new members", "growth"),
        ("Newsletter subscribers from 200 to 900", "growth"),
        ("Complaints from 40 to 12 a week", "quality"),
        ("NPS from 31 to 45", "satisfaction"),
        ("Churn of small shops from 6% to 4%", "retention"),
        ("Availability from 98% to 99.7%", "reliability"),
    ],
)
def test_words_and_units_tell_the_kind(text: str, kind: str) -> None:
    measure = find_measure(text)
    assert measure is not None
    assert kind_of(measure, text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Members come to 2 classes a week, up from 1",
        "70% of customers look at a proof before lunch",
        "8 users who take on modules and look after them",
        "Half of downloads are on the new version",
        "Tickets per 100 accounts from 14 to 8",
        "The controller waters wet fields on fewer than 2 days a season",
        "Pupils who eat the school lunch: 41% to 60%",
    ],
)
def test_what_people_do_is_of_no_kind(text: str) -> None:
    measure = find_measure(text)
    assert measure is not None
    assert kind_of(measure, text) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orders from 400 to 700 while keeping returns under 4%", True),
        ("Guests who say that they felt safe: 40% to 60%", True),
        ("Complaints below 5 a week", True),
        ("Orders from 400 to 700", False),
        ("p95 of the seat map under 300 ms", False),
    ],
)
def test_some_words_protect(text: str, found: bool) -> None:
    assert protects(text) == found


def test_a_metric_of_several_names_has_one() -> None:
    assert with_one_name("400 new accounts") == with_one_name("400 sign-ups") == "400 signup"
    assert with_one_name("Net promoter score of nurses") == "nps of nurses"
    assert with_one_name("400 daily active users") != with_one_name("400 weekly active users")


@pytest.mark.parametrize(
    ("words", "head"), [("NPS of new nurses", True), ("first-year churn", True), ("churn model", False), ("", False)]
)
def test_the_head_of_a_metric_is_its_last_word_before_of(words: str, head: bool) -> None:
    assert is_head(words, ("nps", "churn")) == head


def test_no_phrase_stands_for_two_kinds_or_two_metrics() -> None:
    for table in (KINDS, COUNTED, SAME):
        phrases = [phrase for group in table.values() for phrase in group]
        assert len(phrases) == len(set(phrases))
        assert all(pattern((phrase,)).pattern for phrase in phrases)
