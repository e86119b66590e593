"""Which words of a sentence are marked, with parts made up here."""

from __future__ import annotations

import pytest

from okrlint.core.labels import Part, PartName
from okrlint.core.marks import clause, thing


def parts(text: str, *named: tuple[PartName, str]) -> list[Part]:
    """Parts of a sentence by their words."""
    return [Part(name, text.index(words), text.index(words) + len(words)) for name, words in named]


def marked(text: str, *named: tuple[PartName, str]) -> str | None:
    """The words that are marked as the deliverable."""
    found = thing(text, parts(text, *named), ("deliverable",))
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("text", "torn", "whole"),
    [
        ("Sort out the fine-grained rights of guests", "grained rights", "fine-grained rights"),
        ("Offer a menu/price list on the door", "price list", "menu/price list"),
        ("Print price lists (lunch, dinner) for guests", "price lists (lunch, dinner", "price lists (lunch, dinner)"),
        ('Print the "Eat here" poster', '"Eat here', '"Eat here"'),
        ("Write the shift list keyed by house", "shift list keyed", "shift list"),
        ("Draw a map of all markets relevant to cooks", "map of all markets relevant", "map of all markets"),
        ("Find & brief a poster artist", "& brief a poster artist", "brief a poster artist"),
        ("Fresh baked bread for guests", "baked bread", "Fresh baked bread"),
        ("Baked bread 2.0 for guests", "bread 2", "Baked bread 2.0"),
    ],
)
def test_a_piece_is_completed_to_whole_words_and_brackets(text: str, torn: str, whole: str) -> None:
    assert marked(text, ("deliverable", torn)) == whole


def test_stretches_that_go_on_are_one_thing() -> None:
    text = "Write the house rules and the kitchen rules"
    assert marked(text, ("deliverable", "house rules"), ("deliverable", "kitchen rules")) == (
        "house rules and the kitchen rules"
    )


def test_an_action_between_them_begins_another() -> None:
    text = "Write house rules and print menu cards"
    named: tuple[tuple[PartName, str], ...] = (
        ("deliverable", "house rules"),
        ("action", "print"),
        ("deliverable", "menu cards"),
    )
    assert marked(text, *named) == "house rules"


def test_a_label_is_not_what_the_sentence_is_about() -> None:
    text = "East kitchen: a price list is printed"
    named: tuple[tuple[PartName, str], ...] = (
        ("deliverable", "East kitchen"),
        ("deliverable", "price list"),
        ("action", "is printed"),
    )
    assert marked(text, *named) == "price list"
    assert marked(text, *named[:2]) == "East kitchen"


@pytest.mark.parametrize("piece", ["bread", "of the menu", "in two houses"])
def test_a_single_word_or_the_end_of_a_phrase_is_no_thing(piece: str) -> None:
    assert marked("Half of the menu and all bread in two houses", ("deliverable", piece)) is None


LONG = "Print the price list in all houses of the town, so that guests know what lunch costs before they come"


def test_a_long_sentence_is_marked_by_its_first_clause() -> None:
    assert LONG[slice(*clause(LONG, []))] == "Print the price list in all houses of the town"
    assert clause(LONG[:46], []) == (0, 46)


def test_the_next_action_ends_a_clause() -> None:
    text = "Ask ten cooks about the new oven, write down what they say and tell the head of the house"
    named = parts(text, ("action", "Ask"), ("action", "write down"), ("action", "tell"))
    assert text[slice(*clause(text, named))] == "Ask ten cooks about the new oven"


def test_a_condition_is_not_marked_alone() -> None:
    text = "Once the cooks have seen the new oven, which is in May, choose the price list for the summer"
    assert clause(text, []) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("Cook on the gas stove", "gas stove"),
        ("Make oven room warmer", "oven room"),
        ("Find out which dishes sell on Mondays", "which dishes sell"),
        ("Written down and shared kitchen wide", "shared kitchen wide"),
        ("Invite guests after opening and talk to them", "guests after opening and talk"),
        ("House rules for waiters are used by all cooks", "House rules for waiters"),
        ("Till count updates without the cashier", "Till count updates"),
    ],
)
def test_a_piece_that_is_not_made_marks_nothing(text: str, torn: str) -> None:
    assert marked(text, ("action", text.split()[0]), ("deliverable", torn)) is None


@pytest.mark.parametrize(
    ("text", "torn", "whole"),
    [
        ("Announce the new prices publicly", "new prices publicly", "new prices"),
        ("Draw up the shift rota before the fair", "shift rota before the fair", "shift rota"),
        ("Print the menu cards and send them out", "menu cards and send", "menu cards"),
        ("Write a note on 'Soup for All' for guests", "note on 'Soup for", "note on 'Soup for All'"),
    ],
)
def test_what_belongs_to_the_verb_is_left_out(text: str, torn: str, whole: str) -> None:
    assert marked(text, ("deliverable", torn)) == whole


def test_what_a_thing_has_is_what_is_made() -> None:
    text = "The corner kitchen has a price list"
    assert marked(text, ("deliverable", "corner kitchen"), ("deliverable", "price list")) == "price list"


def test_a_quoted_name_goes_on_to_its_noun() -> None:
    text = "Add the “no waste today” board"
    assert marked(text, ("deliverable", "“no waste"), ("deliverable", "today” board")) == "“no waste today” board"


def test_an_abbreviation_ends_no_clause() -> None:
    text = "Answer the questions of all guests (e.g. about nuts, milk or the way to the station) at the counter"
    assert text[slice(*clause(text, ()))] == text
