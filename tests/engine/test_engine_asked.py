"""Rules that the labels of a key result rule out are not asked, and could not have spoken."""

from itertools import product

import pytest

from okrlint.core.facts import Facts
from okrlint.core.labels import FLAGS, KINDS, MEASURED, Kind, Labels, Measured, Part
from okrlint.core.model import KeyResult
from okrlint.core.rule import BoundRule
from okrlint.core.text import Text
from okrlint.engine.asked import Asked
from okrlint.engine.bind import bind
from okrlint.packs import core_rules

RULES = [bind(rule) for rule in core_rules() if rule.check == "judged"]
ABOUT_LABELS = ("kinds", "least", "most", "uncertain", "measured", "flags", "vague")
SENTENCES = (
    "A map of the harbour",
    "Launch the new page for cooks",
    "Members quickly find a free boat",
    "Hold 6 workshops with parents about seating",
    "Review of the harbour map",
    "Nurses spend 12 minutes less on each form",
    "Staff are not held up by the old lift",
)


def labelled(kind: Kind, uncertain: bool, measured: Measured, likely: tuple[bool, ...]) -> Labels:
    """Labels that are as sure as they can be of what they say."""
    shares = {one: 0.98 if one == kind else 0.01 for one in KINDS}
    likelihoods = {flag: 0.99 if it else 0.01 for flag, it in zip(FLAGS, likely, strict=True)}
    return Labels(kind, uncertain, shares, measured, likelihoods, (Part("deliverable", 0, 10),))


ALL = [
    labelled(kind, uncertain, measured, likely)
    for kind in KINDS
    for uncertain in (False, True)
    for measured in MEASURED
    for likely in product((False, True), repeat=len(FLAGS))
]


@pytest.mark.parametrize("bound", RULES, ids=lambda bound: bound.rule.code)
def test_what_is_ruled_out_finds_nothing(bound: BoundRule) -> None:
    labels_alone = {name: value for name, value in bound.options.items() if name in ABOUT_LABELS}
    for labels, sentence in product(ALL, SENTENCES):
        node = KeyResult(Text.verbatim(sentence, 0))
        found = tuple(bound.check(node, Facts(labels={node.text: labels}), **labels_alone))
        assert not found or bound.may_speak(labels, **bound.options), labels


def test_rules_of_other_checks_are_always_asked() -> None:
    rules = [bind(rule) for rule in core_rules() if rule.applies_to == "key_result"]
    others = [bound.rule.code for bound in rules if bound.rule.check != "judged"]
    assert [bound.rule.code for _, bound in Asked(rules).about_key_result(None)] == others


def test_few_rules_are_asked_about_an_outcome_that_is_measured() -> None:
    asked = Asked(RULES)
    outcome = labelled("outcome", False, "full", (False, False, False, False))
    assert asked.about_key_result(outcome) is asked.about_key_result(outcome)
    assert {bound.rule.name for _, bound in asked.about_key_result(outcome)}.isdisjoint({"deliverable", "activity"})
