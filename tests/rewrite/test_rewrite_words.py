"""What a sentence is read as before it is rewritten."""

from __future__ import annotations

import pytest

from okrlint.analysis import classify
from okrlint.analysis.measures import find_measure
from okrlint.core.labels import Labels
from okrlint.rewrite.people import is_people
from okrlint.rewrite.purpose import of_purpose, of_wish
from okrlint.rewrite.reading import Reading, read
from okrlint.rewrite.words import phrase, plain, stem


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("Policies", "policy"),
        ("boxes", "box"),
        ("bus", "bus"),
        ("nurse’s", "nurse"),
        ("children", "child"),
        ("APIs", "api"),
    ],
)
def test_words_in_the_singular(word: str, one: str) -> None:
    assert plain(word) == one


def test_forms_of_a_verb_are_one() -> None:
    assert {stem(word) for word in ("hire", "hires", "hired", "hiring")} == {"hir"}
    assert {stem(word) for word in ("plan", "planned", "planning")} == {"plan"}


def test_compounds_count_as_their_words() -> None:
    assert phrase("Self-service portals") == ("self", "service", "portal")


@pytest.mark.parametrize(
    "words", ["first-time donors", "small bakeries and farmers", "ward nurses", "people", "our trainees"]
)
def test_people(words: str) -> None:
    assert is_people(words)


@pytest.mark.parametrize("words", ["papers", "the nurse", "containers", "", "12", "newsletters", "orders"])
def test_no_people(words: str) -> None:
    assert not is_people(words)


def reading(text: str) -> Reading:
    labels = classify(text)
    assert isinstance(labels, Labels)
    return read(text, labels)


def test_a_thing_keeps_the_writers_words() -> None:
    assert reading("Publish the glossary of ballet terms for new dancers by end of May").thing == "the glossary"


def test_an_audience_and_a_deadline_are_kept() -> None:
    found = reading("Write a bicycle repair handbook for apprentices by the end of June")
    assert (found.whose, found.deadline) == ("apprentices", "by the end of June")


def test_a_purpose_is_kept() -> None:
    assert (
        reading("Open a second till so that queues fall from 9 to 4 minutes").purpose
        == "queues fall from 9 to 4 minutes"
    )


def test_the_purpose_as_it_stands() -> None:
    text = "Open a second till so that queues fall from 9 to 4 minutes"
    purpose = reading(text)
    assert of_purpose(purpose, find_measure(purpose.purpose)) == ("Queues fall from 9 to 4 minutes", False)


def test_a_wish_gets_its_two_values() -> None:
    assert of_wish("Improve the renewal rate") == ("Renewal rate rises from [baseline] to [target]", True)
    fewer = "Complaints about noise fall from [baseline] to [target]"
    assert of_wish("Reduce complaints about noise") == (fewer, False)
    assert of_wish("Launch the portal") is None
