"""Fingerprints of diagnostics."""

from __future__ import annotations

from okrlint.core.finding import Diagnostic, Severity
from okrlint.core.fingerprint import Fingerprint, digests, fingerprint
from okrlint.core.source import Source, Span


def at(source: Source, words: str, code: str = "OKR304", about: str = "") -> Diagnostic:
    """A diagnostic on some words."""
    start = source.text.index(words)
    span = Span(start, start + len(words))
    return Diagnostic(code, "vague-quantity", Severity.INFO, 1.0, "", span, source, about=about)


def one(path: str, text: str, words: str, code: str = "OKR304", about: str = "") -> str:
    """The digest of one diagnostic."""
    return digests([at(Source(path, text), words, code, about)])[0]


def test_a_finding_is_known_by_its_sentence() -> None:
    found = at(Source("a.md", "- **More**   loaves\n"), "More", about="More  Loaves")
    assert fingerprint(found) == Fingerprint("a.md", "OKR304", "more loaves")


def test_without_a_sentence_its_place_counts() -> None:
    assert fingerprint(at(Source("a.md", "<!-- More\nwords -->"), "More\nwords")).text == "more words"


def test_a_line_that_moves_is_the_same() -> None:
    before = one("a.md", "- More   loaves\n", "More", about="More loaves")
    assert one("a.md", "# New\n\n* more loaves", "loaves", about="more loaves") == before
    assert len(before) == 32


def test_other_words_paths_and_rules_are_not() -> None:
    text = "- More loaves\n"
    before = one("a.md", text, "More", about="More loaves")
    assert one("a.md", text, "More", about="More rolls") != before
    assert one("b.md", text, "More", about="More loaves") != before
    assert one("a.md", text, "More", "OKR301", about="More loaves") != before


def test_the_same_twice_is_told_apart() -> None:
    source = Source("a.md", "- More\n")
    found = digests([at(source, "More"), at(source, "More")])
    assert found[0] == one("a.md", "- More\n", "More")
    assert found[0] != found[1]
