"""Fingerprints of diagnostics."""

from __future__ import annotations

from okrlint.core.finding import Diagnostic, Severity
from okrlint.core.fingerprint import fingerprints
from okrlint.core.source import Source, Span


def at(source: Source, words: str, code: str = "OKR304") -> Diagnostic:
    """A diagnostic on some words."""
    start = source.text.index(words)
    return Diagnostic(code, "vague-quantity", Severity.INFO, 1.0, "", Span(start, start + len(words)), source)


def one(path: str, text: str, words: str, code: str = "OKR304") -> str:
    """The fingerprint of one diagnostic."""
    return fingerprints([at(Source(path, text), words, code)])[0]


def test_a_line_that_moves_is_the_same() -> None:
    before = one("a.md", "- More   loaves\n", "More")
    assert one("a.md", "# New\n\n* more loaves", "more") == before
    assert len(before) == 32


def test_other_words_paths_and_rules_are_not() -> None:
    before = one("a.md", "- More loaves\n", "More")
    assert len({before, one("a.md", "- More rolls\n", "More"), one("b.md", "- More loaves\n", "More")}) == 3
    assert one("a.md", "- More loaves\n", "More", "OKR301") != before


def test_the_same_twice_is_told_apart() -> None:
    source = Source("a.md", "- More\n")
    found = fingerprints([at(source, "More"), at(source, "More")])
    assert found[0] == one("a.md", "- More\n", "More")
    assert found[0] != found[1]


def test_of_a_very_long_line_only_the_words_count() -> None:
    assert one("a.json", "x" * 3000 + "More", "More") == one("a.json", "y" * 4000 + "More", "More")
