"""Phrases are found, whether or not it is worth while to look for them."""

from __future__ import annotations

import pytest

from okrlint.core.phrases import first, matches, may_have, pattern

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
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_quick_look_misses_nothing(text: str) -> None:
    found = [match for match in pattern(PHRASES).finditer(text) if match["phrase"]]
    assert [match.span() for match in matches(text, PHRASES)] == [match.span() for match in found]
    assert (first(text, PHRASES) is None) == (not found)


def test_a_quick_look_saves_work() -> None:
    assert not may_have("nothing of the kind", ("train*", "roll out"))
    assert not may_have("anything", ())
    assert may_have("it rolls on", ("train*", "roll out"))
