"""Every character of a text from Markdown stands where its origin says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from origins import mistakes, texts

from okrlint.core.errors import UnreadableError
from okrlint.core.source import Source
from okrlint.formats import read

DOCUMENTS = sorted((Path(__file__).parent.parent / "documents" / "docs").glob("*.md"))
REALWORLD = os.environ.get("OKRLINT_REALWORLD")

WORDS = st.sampled_from(
    [
        "Raise",
        "Öl",
        "repeat visits",
        "from 31",
        "to 45 %",
        "🚲",
        "👩‍🌾",
        "e\u0301",
        "שלום",
        "مرحبا",
        "A&B",
        "2 < 3",
        "x*y",
        "n_1",
        "50%",
        "(now 9)",
    ]
)
PIECES = st.one_of(
    WORDS,
    WORDS.map("**{}**".format),
    WORDS.map("*{}*".format),
    WORDS.map("~~{}~~".format),
    WORDS.map("`{}`".format),
    WORDS.map("[{}](https://example.org/a_(b))".format),
    WORDS.map("[{}][ref]".format),
    st.sampled_from(
        [
            "&amp;",
            "&#8364;",
            "&nbsp;",
            "\\*",
            "\\[",
            "<sub>2</sub>",
            "<https://example.org>",
            "![badge](b.svg)",
            "\\",
            "[ ]",
        ]
    ),
)
SENTENCES = st.lists(PIECES, min_size=1, max_size=8).map(" ".join)
SHAPES = st.sampled_from(
    [
        "## Objective 1: {0}\n\n- KR1: {1}\n- KR2: {2}\n",
        "**Objective:** {0}\n\n**Key results**\n\n1. {1}\n   {2}\n2. {2}\n",
        "| Objective | Key result | Target |\n|---|---|---|\n| {0} | {1} | {2} |\n",
        "# OKRs Q3 2026\n\n### {0}\n\n* [ ] {1}\n\t* {2}\n",
        "O1: {0} \\\nKR: {1}  \nKR: {2}\n",
        "> quoted\n\n- Objective: {0}\n  - KR1.1 — {1} => 70 %\n  - KR1.2 — {2} (0.7)\n",
    ]
)


def check(source: Source) -> None:
    document = read(source)
    wrong = [mistake for text in texts(document) for mistake in mistakes(text, source.text)]
    assert not wrong


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_texts_of_documents_stand_where_they_say(path: Path) -> None:
    check(Source(path.name, path.read_text(encoding="utf-8")))


@pytest.mark.skipif(not REALWORLD, reason="OKRLINT_REALWORLD does not name the folder of real documents")
def test_texts_of_real_documents_stand_where_they_say() -> None:
    paths = sorted(Path(REALWORLD or "", "docs").glob("*.md"))
    assert paths
    for path in paths:
        check(Source(path.name, path.read_bytes().decode("utf-8", "replace")))


@settings(max_examples=300, deadline=None)
@given(SHAPES, SENTENCES, SENTENCES, SENTENCES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_texts_stand_where_they_say_through_all_markup(shape: str, one: str, two: str, three: str, end: str) -> None:
    check(Source("okrs.md", shape.format(one, two, three).replace("\n", end)))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("OKR1:-*#|>[]()`~_\\&;<! \t\n\r.=%→\0\x0b\x1cé🚀e\u0301א")), max_size=200))
def test_reading_never_fails_and_positions_hold(text: str) -> None:
    try:
        check(Source("okrs.md", "# OKRs Q3 2026\n\nObjective 1: Ride more\n\n- KR1: " + text))
    except UnreadableError as error:  # pragma: no cover - only for a broken front matter
        pytest.fail(str(error))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_code_points(end: str) -> None:
    source = Source(
        "okrs.md",
        end.join(["Objective: 🚲 Riders 👩‍🌾 stay", "", "- KR1: **Raise** e\u0301 &amp; more from 3 to 9", ""]),
    )
    key_result = next(read(source).key_results)
    assert key_result.text.value == "Raise e\u0301 & more from 3 to 9"
    at = key_result.text.value.index("more")
    assert source.line_column(key_result.text.span(at, at + 4).start) == (3, 27)
    assert source[key_result.text.span(at, at + 4)] == "more"
