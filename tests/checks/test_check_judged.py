"""Checks that ask the classifier, with labels made up here, so that no model has a say."""

from __future__ import annotations

from typing import Any

import pytest

from okrlint.analysis.quantities import find_quantities
from okrlint.checks import judged, judged_objective, mostly_binary_set, plan_in_disguise
from okrlint.core.facts import Facts
from okrlint.core.labels import FLAGS, Kind, Labels, Measured, ObjectiveLabels, Part
from okrlint.core.model import Field, KeyResult, Objective
from okrlint.core.source import Source
from okrlint.core.text import Text


def labels(
    kind: Kind = "output",
    share: float = 0.95,
    uncertain: bool = False,
    measured: Measured = "none",
    parts: tuple[Part, ...] = (),
    **flags: float,
) -> Labels:
    """Labels of a kind that has a share of the probability."""
    shares: dict[Kind, float] = dict.fromkeys(("outcome", "output", "activity"), (1 - share) / 2)
    return Labels(kind, uncertain, {**shares, kind: share}, measured, {**dict.fromkeys(FLAGS, 0.0), **flags}, parts)


def found(sentence: str, given: Labels | None, field: str = "", value: str = "", **options: Any) -> list[str]:
    """What the check marks in a sentence with some labels and options."""
    text = Text.verbatim(sentence, 0)
    fields = (Field(field, Text.verbatim(value, len(sentence) + 1)),) if field else ()
    facts = Facts(quantities={text: find_quantities(sentence)}, labels={text: given} if given else {})
    source = Source("okrs.md", f"{sentence}\n{value}")
    return [source[one.span] for one in judged.check(KeyResult(text, fields=fields), facts, **options)]


SHIP = "Ship the new menu by June"


def test_the_kind_decides() -> None:
    assert found(SHIP, labels("output"), kinds=("output", "activity")) == [SHIP]
    assert found(SHIP, labels("outcome"), kinds=("output", "activity")) == []
    assert found(SHIP, None, kinds=("output",)) == []


def test_where_the_classifier_is_uncertain_only_the_question_is_asked() -> None:
    unsure = labels("output", 0.6, uncertain=True)
    assert found(SHIP, unsure, kinds=("output",)) == []
    assert found(SHIP, unsure, uncertain=True) == [SHIP]
    assert found(SHIP, labels("output"), uncertain=True) == []
    assert found(SHIP, unsure, flags={"binary": False}) == [SHIP]


def test_flags_and_measure_must_be_as_they_are_wanted() -> None:
    given = labels(measured="full", binary=0.9)
    assert found(SHIP, given, flags={"binary": True}, measured=("full",)) == [SHIP]
    assert found(SHIP, given, flags={"binary": False}) == []
    assert found(SHIP, given, measured=("none", "partial")) == []


@pytest.mark.parametrize(("least", "hits"), [(0.7, 1), (0.75, 0)])
def test_the_least_sure_claim_is_the_confidence(least: float, hits: int) -> None:
    given = labels("output", 0.95, binary=0.72)
    assert len(found(SHIP, given, kinds=("output",), flags={"binary": True}, min_confidence=least)) == hits


def test_phrases_are_whole_words_and_starts_of_words() -> None:
    assert found("Train all crews", labels(), phrases=("train*",)) == ["Train"]
    assert found("Retraining of crews", labels(), phrases=("train*",)) == []
    assert found("Training data is clean", labels(), phrases=("train*",), except_in=("training data",)) == []
    assert found("Train all crews to decide", labels(), phrases=("train*",), without=("decide",)) == []
    assert found('Rename "train" to tram', labels(), phrases=("train",)) == []


def test_a_phrase_that_leads_stands_among_the_first_words() -> None:
    assert found("We now improve the guide", labels(), phrases=("improve",), leads=True) == ["improve"]
    assert found("A guide that we can improve", labels(), phrases=("improve",), leads=True) == []


def test_amounts() -> None:
    assert found("Hold 4 talks", labels(), amount="count") == ["4"]
    assert found("Translate 40% of the pages", labels(), amount="count") == []
    assert found("Translate 40% of the pages", labels(), amount="share") == ["40%"]
    assert found("Translate the pages", labels(), amount="any") == []
    assert found("Translate the pages", labels(), amount="none") == ["Translate the pages"]
    assert found("Hold 4 talks", labels(), amount="none") == []


def test_the_place_is_the_part_that_is_named_where_it_has_more_than_a_word() -> None:
    menu, ship = Part("deliverable", 9, 17), Part("action", 0, 4)
    assert found(SHIP, labels(parts=(ship, menu)), at=("deliverable",)) == ["new menu"]
    assert found(SHIP, labels(parts=(ship, menu)), at=("action", "deliverable")) == [SHIP]
    assert found(SHIP, labels(), at=("deliverable",)) == [SHIP]


def test_a_long_sentence_without_a_part_is_marked_by_its_first_clause() -> None:
    sentence = "Ship the new menu to all of the houses; tell the guests about it in the square"
    assert found(sentence, labels(), kinds=("output",)) == ["Ship the new menu to all of the houses"]


def test_kinds_are_as_probable_as_is_wanted_unless_a_verb_of_work_settles_it() -> None:
    given = labels("output", 0.6)
    assert found("The new menu in all houses", given, most={"outcome": 0.15}) == []
    assert found("The new menu in all houses", given, most={"outcome": 0.2}) == ["The new menu in all houses"]
    assert found(SHIP, given, most={"outcome": 0.15}) == [SHIP]
    assert found(SHIP, given, least={"activity": 0.3}) == []


def test_what_customers_decide_is_excused() -> None:
    assert found("Close 12 deals", labels(), unless_gained=True) == []
    assert found(SHIP, labels(), unless_gained=True) == [SHIP]
    partial = labels(measured="partial")
    assert found("Waits a day", partial, "target", "TBD", unless_gained=True) == []
    assert found("Waits a day", partial, "owner", "Ana", unless_gained=True) == ["Waits a day"]


def test_nothing_is_asked_where_a_metric_is_named() -> None:
    unsure = labels("output", 0.6, uncertain=True, parts=(Part("metric", 0, 12),))
    assert found("Average wait of guests", unsure, uncertain=True) == []


def test_asides_do_not_say_what_a_sentence_is() -> None:
    assert found("Write rules (also for training)", labels(), kinds=("output",), phrases=("training",)) == []
    assert found("Write rules (also for training)", labels(), phrases=("training",)) == ["training"]
    assert found("Pass the TRAIN norm", labels(), kinds=("output",), phrases=("train",)) == []


def test_how_long_something_may_take_is_no_count() -> None:
    assert found("Answer guests within 2 days", labels(), amount="any") == []


def test_the_sentence_itself_may_say_that_it_is_for_a_baseline() -> None:
    options: dict[str, Any] = {"kinds": ("output",), "unless_type": ("baseline",)}
    assert found("Measure the baseline of repeat visits", labels(), **options) == []
    assert found("The baseline for repeat visits is known", labels(), **options) == []
    assert found("Write the baseline report", labels(), **options) == ["Write the baseline report"]


def test_types_and_targets_excuse() -> None:
    assert found(SHIP, labels(), "type", "Learning", unless_type=("learning",)) == []
    assert found(SHIP, labels(), "type", "committed", unless_type=("learning",)) == [SHIP]
    assert found(SHIP, labels(), "target", "40", unless_measured=True) == []
    assert found(SHIP, labels(), "owner", "Ana", unless_measured=True) == [SHIP]


def test_long_words_are_cut_in_the_message() -> None:
    sentence = "Write " + "a very long handbook " * 6
    text = Text.verbatim(sentence.strip(), 0)
    (one,) = judged.check(KeyResult(text), Facts(labels={text: labels()}), kinds=("output",))
    assert len(one.fields["words"]) <= 62
    assert one.fields["words"].endswith(" …")


def objective(*sentences: str, given: list[Labels] | None = None) -> tuple[Objective, Facts]:
    """An objective with key results and their labels, work where none are given."""
    texts, place = [], 10
    for sentence in sentences:
        texts.append(Text.verbatim(sentence, place))
        place += len(sentence) + 1
    facts = Facts(labels=dict(zip(texts, given or [labels()] * len(texts), strict=True)))
    return Objective(Text.verbatim("Guests eat", 0), key_results=tuple(map(KeyResult, texts))), facts


@pytest.mark.parametrize(
    ("sentences", "hits"),
    [
        (("Draft of the menu", "Beta with ten guests", "Roll-out in all houses"), 1),
        (("Menu chosen by May", "Cooks hired by June", "Doors open in July"), 1),
        (("Doors open in July", "Cooks hired by June", "Menu chosen by May"), 0),
        (("Menu", "Cooks", "Doors"), 0),
        (("Phase 1", "Phase 2"), 0),
    ],
)
def test_steps_of_a_plan(sentences: tuple[str, ...], hits: int) -> None:
    assert len(list(plan_in_disguise.check(*objective(*sentences)))) == hits


def test_a_plan_beside_outcomes_is_none() -> None:
    given = [labels(), labels(), labels("outcome"), labels("outcome")]
    sentences = ("Draft of the menu", "Roll-out in all houses", "Guests return", "Guests bring friends")
    assert list(plan_in_disguise.check(*objective(*sentences, given=given))) == []


@pytest.mark.parametrize(("binary", "hits"), [(2, 1), (1, 0)])
def test_most_of_a_set_is_done_or_not_done(binary: int, hits: int) -> None:
    given = [labels(binary=0.9)] * binary + [labels(binary=0.6)] * (3 - binary)
    one = list(mostly_binary_set.check(*objective("a", "b", "c", given=given)))
    assert len(one) == hits
    assert all(len(finding.related) == binary for finding in one)


def test_two_key_results_are_too_few_to_judge_a_set() -> None:
    assert list(mostly_binary_set.check(*objective("a", "b", given=[labels(binary=0.9)] * 2))) == []


def test_objectives_by_their_kind() -> None:
    node = Objective(Text.verbatim("My growth", 0))
    facts = Facts(objective_labels={node.text: ObjectiveLabels("individual", {"individual": 0.8})})
    assert len(list(judged_objective.check(node, facts, kinds=("individual",)))) == 1
    assert list(judged_objective.check(node, facts, kinds=("slogan",))) == []
    assert list(judged_objective.check(node, facts, kinds=("individual",), min_confidence=0.9)) == []
    assert list(judged_objective.check(node, Facts(), kinds=("individual",))) == []


@pytest.mark.parametrize(("text", "hits"), [("CEO: Lead by example", 0), ("CEO: Grow my skills", 1), ("Ana: Grow", 1)])
def test_a_team_or_office_in_front_is_no_person(text: str, hits: int) -> None:
    node = Objective(Text.verbatim(text, 0))
    facts = Facts(objective_labels={node.text: ObjectiveLabels("individual", {"individual": 0.9})})
    assert len(list(judged_objective.check(node, facts, kinds=("individual",), unless_led_by_unit=True))) == hits
