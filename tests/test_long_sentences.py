"""Sentences, lines and files that nobody wrote: they are cut and said, and take hardly any time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from okrlint.core.references import leading_id
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats import read
from okrlint.formats.bounds import LONGEST, bounded_text
from okrlint.workspace import check
from okrlint.workspace.settings import Options


@pytest.mark.parametrize("again", [" ", ",1", "{%x"])
def test_a_sentence_without_end_takes_hardly_longer_than_one_of_a_tenth(again: str, tmp_path: Path) -> None:
    start = "# OKRs 2026 Q3\n\n## Objective: Ride more\n\n- KR1: get  "
    options = Options(isolated=True, overrides={"select": ["ALL"]})
    times = []
    for size in (LONGEST, 19_000):
        (tmp_path / "okrs.md").write_text(start + again * (size // len(again)) + "~\n", encoding="utf-8")
        begun = time.thread_time()
        found = [one.code for one in check([str(tmp_path / "okrs.md")], options).diagnostics]
        times.append(time.thread_time() - begun)
    assert "OKR901" in found
    assert times[1] < 5 * times[0] + 2


def test_what_nobody_wrote_as_a_sentence_is_cut_and_said() -> None:
    long = "Riders wait less " + "x" * LONGEST
    document = read(Source("okrs.md", f"# OKRs\n\n## Objective: Ride\n\n- KR1: {long}\n- KR2: Riders return: 4 to 6\n"))
    first, second = document.key_results
    assert first.text.value == long[:LONGEST]
    assert second.text.value == "Riders return: 4 to 6"
    (problem,) = document.problems
    assert problem.reason.startswith(f"only the first 2,000 of {len(long):,} characters are read")
    assert document.source.line_column(problem.span.start) == (5, 8)


def test_long_runs_of_white_space_are_closed_and_places_hold() -> None:
    text = bounded_text(Text.verbatim("a" + " " * 1000 + "b  c", 5))
    assert text.value == "a b  c"
    assert text.span(2, 3) == Span(1006, 1007)
    assert bounded_text(Text.verbatim("a  b", 0)).value == "a  b"


@pytest.mark.parametrize("again", ["1", ".1", ".KR.11", " - 1"])
def test_a_parent_of_many_numbers_is_looked_at_in_no_time(again: str) -> None:
    begun = time.thread_time()
    assert leading_id("O" + again * 300 + "x")[0] == ""
    assert time.thread_time() - begun < 5


def test_front_matter_without_end_takes_no_time() -> None:
    begun = time.thread_time()
    read(Source("okrs.mdx", "---\r\n" + "title: OKRs\r\n" * 2_000))
    assert time.thread_time() - begun < 5
    document = read(
        Source("okrs.mdx", "---\r\na: 1\r\n---\r\n# OKRs\r\n\r\n## Objective: Ride\r\n\r\n- KR1: 1 to 2\r\n")
    )
    assert [one.text.value for one in document.key_results] == ["1 to 2"]


def test_marks_without_partners_take_no_time() -> None:
    begun = time.thread_time()
    read(Source("okrs.org", "* OKRs\n** Objective: Ride\n- KR1: " + "get 1 +" * 14_000))
    assert time.thread_time() - begun < 5


@pytest.mark.parametrize("indent", ["", "    "])
def test_blanks_after_a_label_take_no_time(indent: str) -> None:
    begun = time.thread_time()
    read(Source("okrs.md", f"# OKRs\n\n## Objective: Ride\n\n{indent}key results{' ' * 400}x\n"))
    assert time.thread_time() - begun < 5


def test_a_row_may_end_in_a_backslash() -> None:
    table = "| Objective | Key result |\n| --- | --- |\n| Ride | Riders return: 4 to 6\\\n"
    document = read(Source("okrs.md", "# OKRs\n\n" + table))
    assert [one.text.value for one in document.key_results] == ["Riders return: 4 to 6"]
