"""The shapes that OKRs have in YAML and JSON, and files that hold none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from okrlint.core.model import Document, Objective
from okrlint.core.source import Source
from okrlint.formats import read


def parse(text: str, path: str = "plan.yaml", names: dict[str, str] | None = None) -> Document:
    return read(Source(path, text), names)


def lines(document: Document) -> Iterator[str]:
    """The outline of a document: objectives, their key results below them."""
    for objective in document.objectives:
        yield said(objective)
        for result in objective.key_results:
            fields = "".join(f" {field.name}={field.text}" for field in result.fields)
            section = f"[{result.section}] " if result.section else ""
            yield f"- {section}{f'({result.id}) ' if result.id else ''}{result.text}{fields}"


def said(objective: Objective) -> str:
    cycle = f" @{objective.cycle.label}" if objective.cycle else ""
    team = f" ~{objective.team}" if objective.team else ""
    fields = "".join(f" {field.name}={field.text}" for field in objective.fields)
    return f"{f'({objective.id}) ' if objective.id else ''}{objective.text or '?'}{cycle}{team}{fields}"


def data(name: str) -> dict[str, Any]:
    """A file of cases that stands beside this one."""
    cases = yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    assert isinstance(cases, dict)
    return cases


SHAPES = data("shapes.yaml")
OTHERS = data("others.yaml")


@pytest.mark.parametrize("case", SHAPES)
def test_shapes(case: str) -> None:
    text, expected = SHAPES[case]["text"], SHAPES[case]["outline"].splitlines()
    assert list(lines(parse(text))) == expected
    as_json = json.dumps(yaml.load(text, yaml.BaseLoader)).replace('"~"', "null")  # noqa: S506 - strings only
    assert list(lines(parse(as_json, "plan.json"))) == expected


@pytest.mark.parametrize("path", OTHERS)
def test_other_files_hold_no_okrs(path: str) -> None:
    document = parse(OTHERS[path], path)
    assert document.objectives == ()
    assert document.problems == ()


def test_a_name_that_speaks_of_okrs_settles_doubts() -> None:
    text = "goals:\n- name: Guests come back\n  results: [Bookings from 3 to 5]\n"
    assert list(lines(parse(text))) == []
    assert list(lines(parse(text, "bar/okrs-2026.yaml"))) == ["Guests come back", "- Bookings from 3 to 5"]


def test_what_holds_for_the_whole_file() -> None:
    document = parse(
        "period: 2026-Q3\nteam: Bar\nowner: Ines\nkind: OKRs\nokrs: [{objective: Guests return, krs: [a b 3]}]\n"
    )
    assert document.cycle is not None
    assert document.cycle.label == "2026-Q3"
    assert [(field.name, str(field.text)) for field in document.fields] == [("team", "Bar"), ("owner", "Ines")]
    assert list(lines(document)) == ["Guests return", "- a b 3"]


def test_initiatives_are_no_key_results() -> None:
    text = """objective: Guests return
krs: [{title: Bookings from 3 to 5, tasks: [Call the regulars]}]
initiatives:
- Print menus
- {name: Paint the door, key_results: [Paint is dry]}
"""
    (objective,) = parse(text).objectives
    assert [str(work.text) for work in objective.initiatives] == ["Print menus", "Paint the door"]
    assert [str(work.text) for work in objective.key_results[0].initiatives] == ["Call the regulars"]
    assert len(objective.key_results) == 1


def test_objectives_inside_objectives() -> None:
    text = """okrs:
- objective: Guests return
  period: Q3 2026
  krs: [Bookings from 3 to 5]
  objectives:
  - {objective: Cooks stay, krs: [Quits from 5 to 1], children: [{title: Waiters stay, krs: [Quits from 4 to 1]}]}
- {objective: Bar pays its way, krs: [Costs from 9 to 7]}
"""
    document = parse(text)
    assert [objective.under for objective in document.objectives] == [None, 0, 1, None]
    assert [said(objective) for objective in document.objectives][2:] == ["Waiters stay @2026-Q3", "Bar pays its way"]


ITEMS = """
- {id: o2, type: objective, title: Waiters stay, parentId: k1}
- {id: i1, type: initiative, title: New menu, keyResultId: k1}
- {id: k1, type: key_result, title: Bookings from 3 to 5, objectiveId: o1}
- {id: o1, type: objective, title: Guests return, parentId: o3}
- {id: o3, type: objective, title: The bar pays its way, parentId: o2}
- {id: i2, type: task, title: Paint the door, parentId: o1}
- {id: i3, type: task, title: Nobody asked for it}
"""


def test_items_hang_on_what_they_name() -> None:
    waiters, guests, bar = parse(ITEMS).objectives
    assert [str(work.text) for work in guests.initiatives] == ["Paint the door"]
    assert [str(work.text) for work in guests.key_results[0].initiatives] == ["New menu"]
    assert guests.under == 2
    assert waiters.under == 1
    assert bar.under is None, "it would stand below itself"


def test_work_inside_items_belongs_to_them() -> None:
    text = """
kind: objective
title: Guests return
children:
- kind: key_result
  title: Bookings from 3 to 5
  children: [{kind: initiative, title: New menu}]
- {kind: initiative, title: Paint the door}
"""
    (objective,) = parse(text).objectives
    assert [str(work.text) for work in objective.initiatives] == ["Paint the door"]
    assert [str(work.text) for work in objective.key_results[0].initiatives] == ["New menu"]


def test_a_team_is_known_by_the_name_of_its_id() -> None:
    text = "teams: [{id: 7, name: Bar}]\nokrs: [{objective: Guests return, teamId: 7, krs: [Bookings from 3 to 5]}]\n"
    assert list(lines(parse(text))) == ["Guests return ~Bar", "- Bookings from 3 to 5"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("- {type: objective, title: Guests return every summer}\n", "bar/okrs-2026.yaml"),
        ("# OKRs of the bar\n- {type: objective, title: Guests return every summer}\n", "plan.yaml"),
        ("- {type: key_result, title: Bookings a week from 3 to 5}\n", "okrs.yaml"),
        (
            "- {type: objective, title: Guests return}\n- {type: metric, title: Bookings a week from 3 to 5}\n",
            "okr.yaml",
        ),
    ],
)
def test_items_that_prove_little_need_the_word(text: str, path: str) -> None:
    assert len(parse(text, path).objectives) == 1
    assert parse(text.replace("OKRs", "Plans"), "plan.yaml").objectives == ()


def test_goals_with_results_need_a_period_or_the_word() -> None:
    goal = "- goal: {}\n  results: [Bookings a week from 3 to 5, Reviews above 4 of 5]\n"
    text = "goals:\n" + goal.format("Guests return") + goal.format("Cooks stay")
    assert list(lines(parse(text))) == []
    assert len(parse(f"year: 2026\n{text}").objectives) == 2
    assert len(parse(f"board: okr.example\n{text}").objectives) == 2


def test_the_authors_own_keys() -> None:
    names = {"Ziele": "objective", "Ergebnisse": "key_result", "Zielwert": "target", "Satz": "key_result"}
    text = "Ziele:\n- name: Gäste kommen wieder\n  ergebnisse: [{Satz: Buchungen je Woche, zielwert: 5}]\n"
    assert list(lines(parse(text, names=names))) == ["Gäste kommen wieder", "- Buchungen je Woche target=5"]


@pytest.mark.parametrize(("path", "label"), [("okrs-2026-q4.yaml", "2026-Q4"), ("okrs/2026/q4/ward.json", "2026-Q4")])
def test_the_name_of_the_file_gives_the_period(path: str, label: str) -> None:
    text = '{"objectives": [{"objective": "Walkers stay", "key_results": ["8 plots of 30", "40 nests"]}]}'
    document = read(Source(path, text))
    assert document.cycle is not None
    assert document.cycle.label == label
