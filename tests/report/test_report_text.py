"""Reports for people."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrlint.core.finding import Diagnostic, Related, Severity, Suggestion
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Place, Source, Span
from okrlint.core.text import Text
from okrlint.report import text
from okrlint.report.excerpt import excerpt
from okrlint.report.run import Run
from okrlint.report.safe import columns, one_line, visible, well_formed


def found(source: Source, words: str, **changes: Any) -> Diagnostic:
    """A diagnostic on the first place where some words stand."""
    start = source.text.index(words)
    values = {
        "code": "OKR304",
        "name": "vague-quantity",
        "severity": Severity.WARNING,
        "confidence": 1.0,
        "message": '"significantly" is no quantity',
        "span": Span(start, start + len(words)),
        "source": source,
    }
    return Diagnostic(**{**values, **changes})


def document(source: Source, objectives: int = 1, key_results: int = 2) -> Document:
    """A document with so many objectives and, under each, so many key results."""
    words = Text.verbatim("Calves thrive", 0)
    objective = Objective(words, key_results=tuple(KeyResult(words) for _ in range(key_results)))
    return Document(source, "markdown", (objective,) * objectives)


FARM = Source("farm/okrs.md", "# Calves thrive\n\n- Significantly fewer calves get ill\n- Second\n")


def test_a_finding_with_its_place_its_line_and_a_summary() -> None:
    rendered = text.render(Run([found(FARM, "Significantly")], [document(FARM)]))
    assert rendered == (
        'farm/okrs.md:3:3: OKR304 "significantly" is no quantity\n'
        "  3 | - Significantly fewer calves get ill\n"
        "    |   ^^^^^^^^^^^^^ vague-quantity (warning)\n"
        "\n"
        "1 warning in 1 file; 1 objective, 2 key results read\n"
    )


def test_a_file_that_has_no_lines_shows_its_places() -> None:
    text_of_it = "Objective\tKey result\nCalves thrive\tSignificantly fewer calves\nget ill\t12"
    places = (
        Place(0, "A1"),
        Place(text_of_it.index("Significantly"), "'Q3 OKRs'!B2"),
        Place(len(text_of_it) - 2, "C2"),
    )
    sheet = Source("farm/okrs.xlsx", text_of_it, places=places)
    assert text.render(Run([found(sheet, "fewer")], [document(sheet)])).splitlines()[:3] == [
        "farm/okrs.xlsx:'Q3 OKRs'!B2: OKR304 \"significantly\" is no quantity",
        "  'Q3 OKRs'!B2 | Significantly fewer calves get ill",
        "               |               ^^^^^ vague-quantity (warning)",
    ]


def test_related_places_and_suggestions() -> None:
    diagnostic = found(
        FARM,
        "Second",
        related=(Related(Span(2, 8), "first said here"), Related(Span(0, 1))),
        suggestions=(Suggestion("Calves ill in their first week: 1 in 5 to 1 in 10", "counts calves"),),
    )
    assert text.render(Run([diagnostic], [document(FARM)])).split("\n")[3:6] == [
        "    = see farm/okrs.md:1:3: first said here",
        "    = see farm/okrs.md:1:1",
        "    = try: Calves ill in their first week: 1 in 5 to 1 in 10",
    ]


def test_the_summary_counts_by_severity() -> None:
    other = Source("other.md", FARM.text)
    diagnostics = [
        found(FARM, "Second", severity=Severity.ERROR),
        found(FARM, "Second", severity=Severity.INFO),
        found(other, "Second", severity=Severity.INFO),
        found(other, "Second"),
        found(other, "Second"),
    ]
    rendered = text.render(Run(diagnostics, [document(FARM, 2, 3), document(other)]))
    assert rendered.endswith("\n\n1 error, 2 warnings, 2 infos in 2 files; 3 objectives, 8 key results read\n")


def test_nothing_found() -> None:
    rendered = text.render(Run([], [document(FARM), document(FARM, 0)]))
    assert rendered == (
        "no objectives or key results found in farm/okrs.md\n"
        "nothing to report in 2 files; 1 objective, 2 key results read\n"
    )


def test_no_okrs_at_all() -> None:
    empty = [Document(Source(f"{name}.md", ""), "markdown") for name in "abcde"]
    assert text.render(Run([], empty)) == "no objectives or key results found in a.md, b.md, c.md and 2 more files\n"
    assert text.render(Run([], empty[:2])) == "no objectives or key results found in a.md, b.md\n"


def test_no_okrs_but_a_finding() -> None:
    rendered = text.render(Run([found(FARM, "Second")], [Document(FARM, "markdown")]))
    assert rendered.endswith(
        "no objectives or key results found in farm/okrs.md\n1 warning in 1 file; 0 objectives, 0 key results read\n"
    )


def test_nothing_read() -> None:
    assert text.render(Run([], [])) == ""


def test_key_results_without_a_stated_objective() -> None:
    nobody = Objective(Text("", ()), key_results=(KeyResult(Text.verbatim("Calves", 0)),))
    rendered = text.render(Run([], [Document(FARM, "markdown", (nobody,))]))
    assert rendered == "nothing to report in 1 file; 0 objectives, 1 key result read\n"


def test_colours_change_nothing_else() -> None:
    diagnostics = [found(FARM, "Second", severity=severity) for severity in Severity]
    plain = text.render(Run(diagnostics, [document(FARM)]))
    coloured = text.render(Run(diagnostics, [document(FARM)], color=True))
    assert "\x1b" not in plain
    assert "\x1b[31mOKR304\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_a_blank_line_is_not_shown() -> None:
    source = Source("a.md", "\n")
    rendered = text.render(Run([found(source, "\n", message="nothing here")], []))
    assert rendered.startswith("a.md:1:1: OKR304 nothing here\n   = vague-quantity (warning)\n")


def test_hostile_paths_and_messages_stay_on_their_line() -> None:
    source = Source("a\n\x1b[2J.md", "x\x1b]0;owned\x07\n")
    diagnostic = found(source, "x", message="said\n\x9b31m\u202e this")
    rendered = text.render(Run([diagnostic], [Document(source, "markdown")]))
    assert len(rendered.split("\n")) == 7
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", rendered)
    assert rendered.startswith("a \u241b[2J.md:1:1: OKR304 said \ufffd31m\ufffd this\n")


def marked(line: str, words: str) -> tuple[str, str]:
    """A line and its underline, as they are shown."""
    source = Source("a.md", f"before\n{line}\nafter")
    start = source.text.index(words, 7)
    shown = excerpt(source, Span(start, start + len(words)))
    assert shown is not None
    assert shown.line == 2
    return shown.text, shown.underline


@pytest.mark.parametrize(
    ("line", "words", "shown", "underline"),
    [
        ("- fewer errors", "fewer", "- fewer errors", "  ^^^^^"),
        ("\t- fewer\terrors", "fewer\te", "    - fewer    errors", "      ^^^^^^^^^^"),
        ("- 患者 wait", "wait", "- 患者 wait", "       ^^^^"),
        ("- 患者 wait", "患者", "- 患者 wait", "  ^^^^"),
        ("🚀 launch", "launch", "🚀 launch", "   ^^^^^^"),
        ("cafe\u0301s full", "full", "cafe\u0301s full", "      ^^^^"),
        ("👩\u200d🌾 full", "full", "👩\u200d🌾 full", "     ^^^^"),
        ("\x1b[31mred", "red", "\u241b[31mred", "     ^^^"),
        ("trailing   ", "trailing   ", "trailing", "^^^^^^^^"),
    ],
)
def test_underlines_stand_below_their_words(line: str, words: str, shown: str, underline: str) -> None:
    assert marked(line, words) == (shown, underline)


def test_a_span_over_several_lines_is_underlined_on_the_first() -> None:
    source = Source("a.md", "- one\r\n  two\r\n")
    shown = excerpt(source, Span(2, 11))
    assert shown is not None
    assert (shown.text, shown.underline) == ("- one", "  ^^^")


def test_an_empty_span_has_one_mark() -> None:
    shown = excerpt(Source("a.md", "abc"), Span(3, 3))
    assert shown is not None
    assert (shown.text, shown.underline) == ("abc", "   ^")


def test_a_long_line_is_cut_around_its_span() -> None:
    shown, underline = marked("a" * 500 + " fewer " + "b" * 500, "fewer")
    assert shown.startswith("…aaa")
    assert shown.endswith("bbb…")
    assert len(shown) <= 102
    assert shown[underline.index("^") :][: underline.count("^")] == "fewer"


def test_a_long_line_at_its_ends() -> None:
    shown, _ = marked("fewer" + "b" * 500, "fewer")
    assert shown.startswith("fewerb")
    assert shown.endswith("b…")
    shown, _ = marked("b" * 500 + "fewer", "fewer")
    assert shown.startswith("…b")
    assert shown.endswith("bfewer")


def test_a_span_longer_than_the_window() -> None:
    shown, underline = marked("x" * 200 + "y" * 500, "y" * 500)
    assert len(underline) <= len(shown)
    assert underline.endswith("^")


def test_a_line_of_many_megabytes() -> None:
    source = Source("a.md", "x" * 20_000_000 + "fewer" + "y" * 20_000_000)
    shown = excerpt(source, Span(20_000_000, 20_000_005))
    assert shown is not None
    assert "fewer" in shown.text


words = st.text(st.characters(), max_size=30)


@given(words, words, words)
def test_the_underline_of_any_text(before: str, inside: str, after: str) -> None:
    source = Source("a.md", before + inside + after)
    shown = excerpt(source, Span(len(before), len(before) + len(inside)))
    if shown is not None:
        assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", shown.text)
        assert 1 <= shown.length <= max(1, columns(shown.text) - shown.indent)


@given(words)
def test_any_text_is_made_safe(anything: str) -> None:
    for safe in (visible(anything), one_line(anything)):
        safe.encode("utf-8")
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", safe)
    well_formed(anything).encode("utf-8")
