"""Outcomes that answer to certain work alone."""

from __future__ import annotations

import pytest

from okrlint.packs.rewrite_files import families
from okrlint.resources import rules_folder
from okrlint.rewrite.families import Outcome, book
from okrlint.rewrite.words import stem, tokens
from okrlint.rewrite.works import answers
from okrlint.workspace.settings import Options
from okrlint.workspace.suggest import suggester

SCANNED = Outcome("wrong van", "Parcels on the wrong van fall", "", False, ((("scanner",), 5.0), (("bar", "cod"), 7.0)))


def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(token[0]) for token in tokens(text))


@pytest.mark.parametrize(
    ("work", "told"),
    [("Roll out handheld scanners", 5.0), ("Print bar codes for the scanner", 7.0), ("Paint the bar", 0.0), ("", 0.0)],
)
def test_an_outcome_answers_to_the_work_that_it_names(work: str, told: float) -> None:
    assert answers(SCANNED, stems(work)) == told


def test_only_topics_answer_to_work_and_each_has_outcomes_for_all_work() -> None:
    for family in families(rules_folder()):
        bound = [one for one in family.outcomes if one.when]
        assert not bound or family.book == "topics", family.family
        assert len(family.outcomes) - len(bound) >= 2, family.family


def test_most_topics_answer_to_work() -> None:
    known = book("topics")
    some = [known.family(number) for number in range(known.size)]
    assert sum(any(one.when for one in family.outcomes) for family in some) > 0.9 * len(some)


@pytest.mark.parametrize(
    ("work", "first"),
    [
        ("Add Apple Pay", "Shoppers who leave at the choice of payment fall"),
        ("Write runbooks for the night shift", "Median time from page to the first useful step falls"),
    ],
)
def test_what_answers_to_the_work_comes_first(work: str, first: str) -> None:
    objective = {"Add Apple Pay": "Checkout"}.get(work, "Reliable on-call")
    found = [one.text for one in suggester(Options(isolated=True))(work, objective).suggestions]
    assert found[0].startswith(first)
    other = suggester(Options(isolated=True))("Do what the plan says", objective).suggestions
    assert found[0] not in [one.text for one in other]
