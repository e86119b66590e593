"""Checks of objectives: what the examples of their rules do not show."""

from __future__ import annotations

from typing import Any

import pytest

from okrlint.checks import double_objective, jargon_or_length, judged_objective, phrase
from okrlint.core.facts import Facts
from okrlint.core.labels import OBJECTIVE_KINDS, ObjectiveKind, ObjectiveLabels
from okrlint.core.model import Field, Objective
from okrlint.core.text import Text


def objective(sentence: str, kind: str = "") -> Objective:
    """An objective, with a type where one is given."""
    fields = (Field("type", Text.verbatim(kind, len(sentence) + 1)),) if kind else ()
    return Objective(Text.verbatim(sentence, 0), fields=fields)


def said(sentence: str, shares: dict[ObjectiveKind, float], declared: str = "", **options: Any) -> list[str]:
    """The words that the check of labels gives for an objective whose kinds have these probabilities."""
    node = objective(sentence, declared)
    kind = max(shares, key=lambda one: shares[one])
    labels = ObjectiveLabels(kind, {**dict.fromkeys(OBJECTIVE_KINDS, 0.0), **shares})
    found = judged_objective.check(node, Facts(objective_labels={node.text: labels}), **options)
    return [one.fields["words"] for one in found]


BUILD = "Build a school that parents queue for"


def test_several_kinds_count_together() -> None:
    shares: dict[ObjectiveKind, float] = {"slogan": 0.4, "vague": 0.35, "good": 0.25}
    assert said("Be great", shares, kinds=("slogan", "vague"), min_confidence=0.7) == ["Be great"]
    assert said("Be great", shares, kinds=("slogan",), min_confidence=0.7) == []


def test_a_phrase_is_needed_unless_the_kind_is_sure() -> None:
    options: dict[str, Any] = {"kinds": ("deliverable",), "phrases": ("build",), "sure": {"deliverable": 0.9}}
    assert said(BUILD, {"deliverable": 0.7}, **options) == ["Build"]
    assert said("School 2.0", {"deliverable": 0.7}, **options) == []
    assert said("School 2.0", {"deliverable": 0.9}, **options) == ["School 2.0"]
    assert said("School 2.0", {"deliverable": 0.9}, **options, without=("school",)) == []


def test_a_phrase_that_leads_stands_among_the_first_words() -> None:
    options: dict[str, Any] = {"kinds": ("standing-still",), "phrases": ("keep",), "leads": True}
    assert said("We keep it running", {"standing-still": 0.7}, **options) == ["keep"]
    assert said("Do what we do and keep on", {"standing-still": 0.7}, **options) == []


def test_another_likely_kind_or_a_declared_type_keeps_it_quiet() -> None:
    shares: dict[ObjectiveKind, float] = {"deliverable": 0.7, "good": 0.3}
    assert said(BUILD, shares, kinds=("deliverable",), unless_likely={"good": 0.31}) == [BUILD]
    assert said(BUILD, shares, kinds=("deliverable",), unless_likely={"good": 0.3}) == []
    assert said(BUILD, shares, "compliance", kinds=("deliverable",), unless_type=("compliance",)) == []


def test_a_phrase_only_where_a_type_is_declared() -> None:
    for declared, hits in (("stretch", 1), ("committed", 0), ("", 0)):
        node = objective("Somewhat better bread", declared)
        options: dict[str, Any] = {"phrases": ("somewhat",), "only_type": ("aspirational",)}
        assert len(list(phrase.check(node, Facts(), **options))) == hits


@pytest.mark.parametrize(
    "sentence",
    [
        "Raise and train young bakers",
        "Improve the night bus and improve the night ferry",
        "Grow the cooperative and increase its share of organic milk",
        "Strengthen the ward and open heart unit",
        "Reduce noise and support calls",
        "Improve the price list and win rates",
        "Make it easy to join the choir and create a place to meet",
        "Win the Train & Improve prize",
        "Higher yields and lower costs",
        "Growers attract bees and reduce spraying",
        "Simplify, shorten and improve the form",
    ],
)
def test_one_aim(sentence: str) -> None:
    assert list(double_objective.check(objective(sentence), Facts())) == []


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("Raise the harvest. Reduce the waste.", "Reduce the waste"),
        ("Attract choirs & automate the box office", "automate the box office"),
        ("To expand the ferry, and also lower the price of bread", "lower the price of bread"),
    ],
)
def test_two_aims(sentence: str, second: str) -> None:
    (one,) = double_objective.check(objective(sentence), Facts())
    assert one.fields["words"] == second


def test_a_long_second_aim_is_cut_in_the_message() -> None:
    (one,) = double_objective.check(objective("Delight guests and reduce " + "the very long queues " * 9), Facts())
    assert one.fields["words"].endswith(" …")
    assert len(one.fields["words"]) <= 60


def test_a_soft_word_needs_another_one() -> None:
    options: dict[str, Any] = {"phrases": ("synergy",), "soft": ("holistic", "seamless"), "max_words": 5}
    for sentence, hits in (
        ("Holistic care", 0),
        ("Holistic care, holistic cure", 0),
        ("Holistic and seamless care", 1),
        ("Bread with synergy", 1),
        ("Bread by Synergy", 0),
        ("One two three four five six", 1),
    ):
        assert len(list(jargon_or_length.check(objective(sentence), Facts(), **options))) == hits, sentence
