"""Markdown that is read section by section is what it is when it is read at once, whatever was read before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from okrlint.core.source import Source
from okrlint.formats import markdown
from okrlint.formats.prose import replay

HEAD = "# Garden shop OKRs, 2026 Q3\n\n## Objective 1: Neighbours garden with us\n\n- KR1: Raise visits from 5 to 9\n\n"
NEXT = "## Objective 2: Guests feel at home | Key result\n"
ROWS = "| --- | --- |\n| Ana | Raise sales from 3 to 4 |\n"
ALONE, WITH_ROW = ["Raise visits from 5 to 9"], ["Raise visits from 5 to 9", "Raise sales from 3 to 4"]


@pytest.fixture(autouse=True)
def _nothing_read_before() -> Iterator[None]:
    markdown.forget()
    replay.forget()
    yield
    markdown.forget()
    replay.forget()


def said(text: str) -> list[list[str]]:
    """The key results of each objective; the same as in a reading at once."""
    source = Source("okrs.md", text, "markdown")
    document = markdown.read(source, {})
    assert document == markdown.read_at_once(source, {})
    return [[one.text.value for one in objective.key_results] for objective in document.objectives]


def test_a_heading_may_become_the_head_of_a_table_and_a_heading_again() -> None:
    assert said(HEAD + NEXT) == [ALONE, []]
    assert said(HEAD + NEXT + ROWS) == [WITH_ROW]
    assert said(HEAD + NEXT) == [ALONE, []]


def test_the_head_of_a_table_may_become_a_heading() -> None:
    assert said(HEAD + NEXT + ROWS) == [WITH_ROW]
    assert said(HEAD + NEXT) == [ALONE, []]
    assert said(HEAD + NEXT + ROWS.replace("from 3", "from 2")) == [[*ALONE, "Raise sales from 2 to 4"]]
