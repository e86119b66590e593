"""The check of measures, with labels made up here, so that no model has a say."""

from __future__ import annotations

from typing import Any

import pytest

from okrlint.analysis.measures import measure_of
from okrlint.checks import measure
from okrlint.core.facts import Facts
from okrlint.core.labels import FLAGS, Kind, Labels
from okrlint.core.model import Field, Initiative, KeyResult
from okrlint.core.source import Source
from okrlint.core.starts import has_start
from okrlint.core.text import Text

REFERRALS = "Raise referrals by 20 %"


def outcome(kind: Kind = "outcome", uncertain: bool = False) -> Labels:
    """Labels of a kind of key result."""
    shares: dict[Kind, float] = {"outcome": 0.02, "output": 0.02, "activity": 0.02, kind: 0.96}
    return Labels(kind, uncertain, shares, "full", dict.fromkeys(FLAGS, 0.0))


def found(
    sentence: str, given: Labels | None = None, fields: dict[str, str] | None = None, **options: Any
) -> list[str]:
    """What the check marks in a sentence and the fields behind it, which is an outcome unless labels are given."""
    source = Source("okrs.md", "\n".join((sentence, *(fields or {}).values())))
    text = Text.verbatim(sentence, 0)
    beside = tuple(Field(name, Text.verbatim(one, source.text.index(one))) for name, one in (fields or {}).items())
    one = measure_of(sentence, fields or {})
    facts = Facts(labels={text: given or outcome()}, measures={text: one} if one else {})
    return [source.text[slice(*hit.span)] for hit in measure.check(KeyResult(text, fields=beside), facts, **options)]


def test_how_work_is_counted_is_not_asked() -> None:
    assert found(REFERRALS, numbers=("percent",)) == ["20 %"]
    assert found(REFERRALS, outcome("output"), numbers=("percent",)) == []


def test_where_the_classifier_is_uncertain_only_some_rules_speak() -> None:
    unsure = outcome(uncertain=True)
    assert found(REFERRALS, unsure, numbers=("percent",)) == []
    assert found(REFERRALS, unsure, numbers=("percent",), uncertain=True) == ["20 %"]


def test_a_sentence_that_nobody_judged_is_left_alone() -> None:
    text = Text.verbatim(REFERRALS, 0)
    one = measure_of(REFERRALS, {})
    assert one is not None
    assert list(measure.check(KeyResult(text), Facts(measures={text: one}), numbers=("percent",))) == []


def test_a_part_that_is_there_is_not_missed() -> None:
    assert found("Raise referrals by 20 % to 145", numbers=("percent",), lacks=("target",)) == []
    assert found("Raise referrals by 20 % to 145", numbers=("percent",), lacks=("baseline",)) == ["20 %"]


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("Cost per crate: 9 to 4", ["4"]),
        ("Number of cost centres: 9 to 4", []),
        ("Complaints about cost: 9 to 4", []),
        ("Cost of a crate that comes back: 9 to 4", ["4"]),
    ],
)
def test_the_noun_that_names_a_metric_decides(sentence: str, marked: list[str]) -> None:
    assert found(sentence, numbers=("bare",), metric=("cost",)) == marked


def test_a_number_of_a_column_is_marked_there_and_may_have_its_unit_in_the_heading() -> None:
    fields = {"target": "4"}
    assert found("Reduce the cost of a crate", fields=fields, numbers=("level",)) == ["4"]
    assert found("Reduce the cost of a crate", fields=fields, numbers=("bare",)) == []


@pytest.mark.parametrize(
    ("baseline", "step", "hits"),
    [("80 %", "by 15 %", 1), ("80 %", "by 25 %", 0), ("", "by 30 %", 1), ("", "by 40 %", 0)],
)
def test_points_that_cannot_be_are_none(baseline: str, step: str, hits: int) -> None:
    fields = {"baseline": baseline} if baseline else {}
    assert len(found(f"Raise the share of returning guests {step}", fields=fields, numbers=("points",))) == hits


def starts(sentence: str, note: str = "", other: str = "") -> bool:
    """Whether a sentence, a note below it or another key result says where it starts."""
    text = Text.verbatim(sentence, 0)
    notes = (Initiative(Text.verbatim(note, len(sentence) + 1)),) if note else ()
    own = measure_of(sentence, {})
    assert own is not None
    others = [one for one in (own, measure_of(other, {})) if one is not None]
    return has_start(KeyResult(text, initiatives=notes), own, others)


def test_a_start_may_stand_below_or_in_another_key_result() -> None:
    assert not starts("Raise NPS to 50", note="Call 40 guests", other="Complaints are at 14 today")
    assert starts("Raise NPS to 50", note="31 today, in March it was 28")
    assert starts("Raise NPS to 50", other="NPS is 31 today")


@pytest.mark.parametrize("more", ["more than 20 %", "less than a third"])
def test_a_bound_is_no_level_to_compare_with(more: str) -> None:
    assert not starts(f"Cut waste by {more}")
    assert starts(f"Cut waste by {more} against the spring")
