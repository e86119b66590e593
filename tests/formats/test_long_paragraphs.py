"""Paragraphs of thousands of lines: the work of reading them grows with their lines."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.formats import read
from okrlint.formats.prose.nodes import Line
from okrlint.formats.prose.paragraphs import joined

STARTS = {
    "okrs.md": "# OKRs\n\n## Objective: Ride more\n\n- KR1: Riders return",
    "okrs.txt": "OKRs 2026\n\nObjective 1: Ride more\n- KR1: Riders return",
    "okrs.org": "* OKRs\n** Objective: Ride more\n- KR1: Riders return",
}


class Work:
    """What is put into texts: the origins that functions of `okrlint.core.text` hand on."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, frame: FrameType, event: str, _about: object) -> None:
        """Count a call, or a step of a generator, in okrlint."""
        if event == "call" and "okrlint" in frame.f_code.co_filename:
            self.calls += 1


def work(path: str, lines: int) -> int:
    """How many calls it takes to read an item of so many wrapped lines."""
    counted, before = Work(), sys.getprofile()
    text = STARTS[path] + "\n  and **find** a seat" * lines + "\n"
    sys.setprofile(counted)
    try:
        read(Source(path, text))
    finally:
        sys.setprofile(before)
    return counted.calls


@pytest.mark.parametrize("path", STARTS)
def test_twice_the_lines_take_twice_the_work(path: str) -> None:
    work(path, 10)
    assert work(path, 800) < 2.3 * work(path, 400)


def test_places_of_joined_lines_hold() -> None:
    lines = [Line(Text.verbatim(f"line {number}", 10 * number), ()) for number in range(3)]
    whole = joined(lines)
    assert whole.value == "line 0 line 1 line 2"
    assert [whole.text.span(7 * number, 7 * number + 6).start for number in range(3)] == [0, 10, 20]
    assert whole.text.span(5, 8).end == 11
