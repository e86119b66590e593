"""Text of strangers in Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_sample import HOSTILE, RUN

from okrlint.report import markdown
from okrlint.report.markup import code, plain, row
from okrlint.report.safe import one_line
from okrlint.report.scorecard import markdown as review
from okrlint.report.scorecard.build import Asked, scorecard

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> tuple[str, set[str]]:
    """What a reader sees of Markdown on one line, and the kinds of markup in it."""
    (inline,) = [token for token in MARKDOWN.parse(f"x {text} x") if token.type == "inline"]
    children = inline.children or []
    words = "".join(child.content for child in children).replace("\u2060", "")
    return words[2:-2], {child.type for child in children} - {"text", "text_special"}


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "# Title",
        "1. One",
        "- dash",
        "**bold** _slanted_ ~~gone~~",
        "![a](b) <https://e.example> https://e.example",
        "&lt; &amp; $x$ \\ :tada:",
        "| a | b |",
    ],
)
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    words, markup = shown(plain(text))
    assert (words, markup) == (one_line(text).strip(), set())


@given(st.text())
def test_any_text_stays_plain(text: str) -> None:
    assert shown(plain(text))[1] <= {"softbreak"}


@given(st.text(alphabet="a`| \n"))
def test_code_is_one_piece(text: str) -> None:
    _, markup = shown(code(text))
    assert "`" not in text or markup == {"code_inline"}


@pytest.mark.parametrize("text", ["# Title", "1. One", "- dash", "+ plus", "1) one", "==="])
def test_the_start_of_a_line_begins_no_block(text: str) -> None:
    assert [token.type for token in MARKDOWN.parse(plain(text))] == ["paragraph_open", "inline", "paragraph_close"]


def test_nobody_is_called_and_no_ticket_named() -> None:
    assert plain("@ada #12 www.e.example a@b") == "@\u2060ada #\u206012 www.\u2060e.example a@b"


def test_a_cell_stays_a_cell() -> None:
    (table,) = [MARKDOWN.render(f"{row('a', 'b')}\n{row('---', '---')}\n{row(plain('x|y'), code('p|q'))}\n")]
    assert table.count("<td>") == 2


@pytest.mark.parametrize("render", [markdown.render, lambda run: review.render(scorecard(run, Asked()))])
def test_reports_hold_no_markup_of_strangers(render: object) -> None:
    rendered = render(RUN)  # type: ignore[operator]
    page = MARKDOWN.render(rendered)
    assert not re.search(r"<(?:script|b|i|img)\b", page)
    assert 'href="http://e.example' not in page
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", rendered)
    assert "@ada" not in re.sub(r"`+.*?`+", "", rendered)


def test_check_has_findings_by_file_with_places_and_wordings() -> None:
    rendered = markdown.render(RUN)
    assert "1 error, 1 warning, 1 info in 2 files" in rendered
    assert "- **Sheet1\\!B1** info OKR112 unclear-kind: Which?" in rendered
    assert "[OKR101 deliverable](https://okrlint.readthedocs.io/rules/deliverable/)" in rendered
    assert "  - Perhaps: Teams that use it: \\[baseline\\] to \\[target\\] (says who)" in rendered
    assert "  - To ask: Who \\<i\\>gains\\</i\\>?" in rendered
    assert "- `scan.md` cannot be read: it is a binary file, not text" in rendered
