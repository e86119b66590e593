"""Files of many equal parts: twice the parts take twice the work, from reading to the report."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner

from okrlint.cli import main

RULES = (
    "OKR304,OKR310,OKR311,OKR312,OKR313,OKR314,OKR316,OKR317,OKR319,OKR414,OKR415,OKR416,OKR501,OKR505,OKR507,OKR509,"
    "OKR601,OKR602,OKR603,OKR604,OKR605,OKR606,OKR607,OKR608,OKR610,OKR611,OKR612,OKR613,OKR614,OKR615,OKR616,OKR617"
)
"""Rules that need no classifier."""
_MOST = 2.7
"""How many times the work for 100 parts more 200 parts more may take: in proportion 2, by the square 4.

Between them lie what is remembered of few sentences only, and patterns that are made when they are first needed.
"""
SAID = "Raise weekly riders from 40 to 65 by June"
MARKDOWN, YAML = "# Objective: Ride more\n\n", "objectives:\n- objective: Ride more\n  key_results:\n"


def times(count: int, part: str) -> str:
    """A part so many times, each with its number for `#`."""
    return "".join(part.replace("#", str(number)) for number in range(count))


SHAPES: dict[str, Callable[[int], str]] = {
    "items.md": lambda n: MARKDOWN + times(n, f"- KR #: {SAID} #\n"),
    "equal.md": lambda n: MARKDOWN + times(n, f"- KR: {SAID}\n"),
    "objectives.md": lambda n: times(n, f"~ Objective: Ride more\n\n- KR1: {SAID}\n\n").replace("~", "##"),
    "paragraphs.md": lambda n: MARKDOWN + times(4 * n, "line # of words\n\n"),
    "rows.md": lambda n: MARKDOWN + "| Key result | Owner |\n|---|---|\n" + times(n, f"| {SAID} # | Ann |\n"),
    "columns.md": lambda n: (
        MARKDOWN + "".join(f"|{head}|{times(n, cell)}\n" for head, cell in (("KR", "c#|"), ("-", "-|"), (SAID, "v#|")))
    ),
    "items.yaml": lambda n: YAML + times(n, f"  - {SAID} ~\n").replace("~", "more"),
    "objectives.yaml": lambda n: (
        "objectives:\n" + times(n, f"- objective: Ride # more\n  key_results:\n  - {SAID} #\n")
    ),
    "lines.yaml": lambda n: YAML + "  - >-\n" + times(10 * n, "    line # of\n"),
    "items.json": lambda n: '{"objective": "Ride more", "key_results": [' + times(n, f'"{SAID} #",\n') + '"x"]}',
    "items.toml": lambda n: 'objective = "Ride more"\nkey_results = [\n' + times(n, f'  "{SAID} #",\n') + "]\n",
    "objectives.toml": lambda n: times(n, f'[[objectives]]\nobjective = "Ride"\nkey_results = ["{SAID}"]\n'),
    "items.org": lambda n: "* Objective: Ride more\n" + times(n, f"- KR #: {SAID} #\n"),
    "objectives.org": lambda n: times(n, f"* Objective: Ride more\n** KR 1: {SAID}\n"),
    "items.txt": lambda n: "Objective: Ride more\n" + times(n, f"- KR #: {SAID} #\n"),
    "objectives.txt": lambda n: times(n, f"Objective: Ride more\n- KR1: {SAID}\n\n"),
    "items.html": lambda n: "<h1>Objective: Ride more</h1><ul>" + times(n, f"<li>KR #: {SAID} #</li>\n") + "</ul>",
    "objectives.html": lambda n: times(n, f"<h2>Objective: Ride more</h2><ul><li>KR 1: {SAID}</li></ul>\n"),
    "columns.html": lambda n: (
        f"<h1>Objective: Ride more</h1><table><tr>{times(n, '<th>c#</th>')}</tr>\n"
        f"<tr>{times(n, '<td>v#</td>')}</tr></table>"
    ),
    "rows.csv": lambda n: "Objective,Key Result,Owner\n" + times(n, f"Ride more,{SAID} #,Ann\n"),
    "objectives.csv": lambda n: "Objective,Key Result,Owner\n" + times(n, f"Ride # more,{SAID} #,Ann\n"),
    "columns.csv": lambda n: f"Objective,Key Result,{times(n, 'c#,')}\nRide more,{SAID},{times(n, 'c#,')}\n",
}


class Work:
    """How many functions are called, those of C too."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, _frame: FrameType, event: str, _about: object) -> None:
        """Count a call."""
        self.calls += event in ("call", "c_call")


def work(path: Path, text: str) -> int:
    """How many calls it takes to check a file."""
    path.write_text(text)
    asked = [
        "check",
        str(path),
        "--isolated",
        "--select",
        RULES,
        "--jobs",
        "1",
        "--output",
        str(path.with_suffix(".out")),
    ]
    counted, before = Work(), sys.getprofile()
    gc.disable()  # what a collection calls is nobody's work here
    sys.setprofile(counted)
    try:
        result = CliRunner().invoke(main, asked)
    finally:
        sys.setprofile(before)
        gc.enable()
    assert result.exit_code in (0, 1), result.output
    return counted.calls


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_parts_more_take_twice_the_work_more(name: str, tmp_path: Path) -> None:
    shape = SHAPES[name]
    others = shape(400).replace("riders", "guests").replace("words", "parts")
    work(tmp_path / name, others)  # makes the patterns, and remembers no sentence of these
    first, second, third = (work(tmp_path / name, shape(count)) for count in (100, 200, 400))
    assert 0 < third - second < _MOST * (second - first), (first, second, third)
