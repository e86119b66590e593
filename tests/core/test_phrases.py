"""Phrases are found, whether or not it is worth while to look for them."""

from __future__ import annotations

import pytest

from okrlint.core.phrases import first, is_one, matches, pattern, possible

PHRASES = ("train*", "roll out", "café*", "Kit")
TEXTS = [
    "Train all staff",
    "retraining",
    "ROLL \n OUT the app",
    "roll it out",
    'the "roll out" of it',
    "a Café opens",
    "the caf\u00e9s",
    "\u212aIT for all",
    "re\u017ft and roll out",
    "nothing of the kind",
    "(kit) kit-bag, a kit",
    "k\u0130t and \u0131t",
    "kit",
    "training",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_quick_look_misses_nothing(text: str) -> None:
    found = [match for match in pattern(PHRASES).finditer(text) if match["phrase"]]
    assert [match.span() for match in matches(text, PHRASES)] == [match.span() for match in found]
    assert (first(text, PHRASES) is None) == (not found)


def test_a_quick_look_saves_work() -> None:
    assert not possible("nothing of the kind", ("train*", "roll out"))
    assert not possible("anything", ())
    assert not possible("it rolls on", ("train*", "roll out"))
    assert possible("Prolific readers roll\nOUT, in trains", ("train*", "roll out", "read")) == (*PHRASES[:2], "read")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_one_of_some_phrases_as_their_pattern_says(text: str) -> None:
    match = pattern(PHRASES).fullmatch(text)
    assert is_one(text, PHRASES) == bool(match and match["phrase"])
