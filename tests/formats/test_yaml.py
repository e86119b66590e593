"""OKRs in YAML: every style of value, comments, anchors, front matter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.formats import read
from okrlint.formats.yaml import front_matter

PRINTABLE = st.characters(exclude_categories=("C", "Z"))
LETTERS = st.text(st.characters(categories=("L", "Mn", "Nd")) | st.sampled_from("😀é"), min_size=1, max_size=6)
ANY_WORDS = st.lists(st.text(PRINTABLE, min_size=1, max_size=6), min_size=1, max_size=6)
HEAD = "okrs:\n- objective: Guests come back\n  key_results:\n  - "
TAIL = "\n  - Rooms with a view from 1 to 2\n"
ESCAPES = {'"': '\\"', "\\": "\\\\", "/": "\\/"}


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _loader(request: pytest.FixtureRequest) -> Iterator[None]:
    """Both parsers: the fast one, and the one where that is missing."""
    with patch.object(yaml, "CSafeLoader", getattr(yaml, request.param)):
        yield


def parse(text: str) -> Document:
    return read(Source("plan.yaml", text))


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    ("written", "value", "span"),
    [
        ("Plain words # not these", "Plain words", "Plain words"),
        (
            "Plain\n    over lines\n\n    from 3 to 4",
            "Plain over lines from 3 to 4",
            "Plain\n    over lines\n\n    from 3 to 4",
        ),
        ("'It''s single'", "It's single", "It''s single"),
        ("'Two\n\n    lines '", "Two lines", "Two\n\n    lines"),
        ('"caf\\u00e9 \\x41 \\U0001F600 \\"q\\""', 'café A 😀 "q"', 'caf\\u00e9 \\x41 \\U0001F600 \\"q\\"'),
        ('" joined\\\n    up\\n  \\tand  on"', "joinedup and on", "joined\\\n    up\\n  \\tand  on"),
        ("|\n    Literal\n      block\n", "Literal block", "Literal\n      block"),
        ("|1- # header\n    Literal\n   here\n", "Literal here", "Literal\n   here"),
        (">+\n    Folded\n    block\n\n\n", "Folded block", "Folded\n    block"),
        ("&name !text Anchored words", "Anchored words", "Anchored words"),
        ("!<tag:x> # note\n    'Tagged words'", "Tagged words", "Tagged words"),
        ("كلمات من اليمين 3", "كلمات من اليمين 3", "كلمات من اليمين 3"),
        ("e\u0301te\u0301 \U0001f600 10", "e\u0301te\u0301 \U0001f600 10", "e\u0301te\u0301 \U0001f600 10"),
        ("'Tab\there'", "Tab here", "Tab\there"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_every_style_of_value(written: str, value: str, span: str, end: str, start: str) -> None:
    text = start + (HEAD + written + TAIL).replace("\n", end)
    document = parse(text)
    first, second = document.key_results
    assert str(first.text) == value
    assert text[slice(*first.text.span())] == span.replace("\n", end)
    assert text[slice(*second.text.span())] == "Rooms with a view from 1 to 2"


@pytest.mark.usefixtures("_loader")
def test_values_keep_their_spelling() -> None:
    text = (
        HEAD
        + "{title: Lights out, baseline: 1_000, target: 12:30, status: no, current: 0x1F, due: 2026-01-01, owner: ~}\n"
    )
    (result,) = parse(text).key_results
    assert {field.name: str(field.text) for field in result.fields} == {
        "baseline": "1_000",
        "target": "12:30",
        "status": "no",
        "current": "0x1F",
        "due": "2026-01-01",
    }


def folded(draw: st.DrawFn, words: str, breaks: list[str]) -> str:
    """The words with white space of other lengths, and line ends, between them."""
    return "".join(draw(st.sampled_from(breaks)) if character == " " else character for character in words)


def double(draw: st.DrawFn, words: str) -> str:
    out = ['"']
    for character in words:
        code = ord(character)
        ways = [f"\\U{code:08x}", ESCAPES.get(character, character)]
        ways += [f"\\u{code:04X}"] if code < 0x10000 else []
        ways += [f"\\x{code:02x}"] if code < 0x100 else []
        spaces = [" ", "   ", "\n     ", "\\n", " \\\n     ", "\\t \\_", "\\ "]
        out.append(draw(st.sampled_from(spaces if character == " " else ways)))
    return "".join(out) + '"'


@st.composite
def rendered(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence, and a YAML value that says it."""
    style = draw(st.sampled_from(["plain", "single", "double", "literal", "folded"]))
    words = "Raise " + " ".join(draw(st.lists(LETTERS, min_size=1, max_size=6) if style == "plain" else ANY_WORDS))
    breaks = [" ", "  ", "\n    ", " \n\n    "]
    if style == "plain":
        return words, folded(draw, words, breaks)
    if style == "single":
        return words, "'" + folded(draw, words.replace("'", "''"), breaks) + "'"
    if style == "double":
        return words, double(draw, words)
    header = ("|" if style == "literal" else ">") + draw(st.sampled_from(["", "-", "+", "2", "2-", "+2"]))
    return words, header + "\n    " + folded(draw, words, [" ", "  ", "\n    ", "\n\n    ", "\n      "])


def meaning(raw: str) -> str:
    """What one piece of a value stands for."""
    if raw == "''" or not raw.startswith("\\") or raw == "\\":
        return raw[:1] if raw.strip() else " "
    if raw[1] in "xuU":
        return str(ast.literal_eval(f"'{raw}'")).strip() or " "
    return raw[1:] if raw[1] in '"\\/' else " "


@given(rendered(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["CSafeLoader", "SafeLoader"]))
def test_any_style_reads_back_with_every_character_in_its_place(case: tuple[str, str], end: str, loader: str) -> None:
    words, value = case
    text = (HEAD + value + TAIL).replace("\n", end)
    with patch.object(yaml, "CSafeLoader", getattr(yaml, loader)):
        result = next(iter(parse(text).key_results))
    assert str(result.text) == words
    for index, character in enumerate(words):
        assert meaning(text[slice(*result.text.span(index, index + 1))]) == character


@pytest.mark.usefixtures("_loader")
def test_comments_that_speak_to_okrlint() -> None:
    text = """# okrlint: ignore OKR304 agreed
objective: "Guests # okrlint: ignore A return"
key_results:
  - |  # okrlint: ignore OKR301
    Bookings # okrlint: ignore B
    from 3 to 5
  - Reviews#okrlint: ignore C
  - {title: Rooms sold,  # okrlint:ignore OKR303  \r
     target: 5}
# a note # okrlint: ignore OKR302"""
    document = parse(text)
    assert [(str(comment.body), text[slice(*comment.span)]) for comment in document.comments] == [
        ("ignore OKR304 agreed", "# okrlint: ignore OKR304 agreed"),
        ("ignore OKR301", "# okrlint: ignore OKR301"),
        ("ignore OKR303", "# okrlint:ignore OKR303"),
        ("ignore OKR302", "# okrlint: ignore OKR302"),
    ]
    assert all(text[slice(*comment.body.span())] == str(comment.body) for comment in document.comments)
    assert next(str(result.text) for result in document.key_results) == "Bookings # okrlint: ignore B from 3 to 5"


@pytest.mark.usefixtures("_loader")
def test_anchors_aliases_and_merge_keys() -> None:
    text = """defaults: &defaults {owner: Ines, unit: days}
objective: Guests return
key_results:
  - &first
    title: Waiting time from 9 to 2
    <<: *defaults
    unit: hours
  - <<: [*first, *defaults]
    title: Cleaning time from 4 to 3
  - *first
"""
    results = list(parse(text).key_results)
    assert [str(result.text) for result in results] == [
        "Waiting time from 9 to 2",
        "Cleaning time from 4 to 3",
        "Waiting time from 9 to 2",
    ]
    assert [str(result.field("unit")) for result in results] == ["hours", "hours", "hours"]
    assert [str(result.field("owner")) for result in results] == ["Ines", "Ines", "Ines"]
    assert parse(text).problems == ()


def test_several_documents_in_one_file() -> None:
    text = """note: x
---
team: Bar
okrs: [{objective: Guests return, krs: [a tip of 5 %]}]
---
objective: Cooks stay
krs: [Quits from 5 to 1]
"""
    document = parse(text)
    assert [(str(objective.text), str(objective.team)) for objective in document.objectives] == [
        ("Guests return", "Bar"),
        ("Cooks stay", "None"),
    ]
    assert document.fields == ()


def test_a_key_that_stands_twice_is_a_problem_and_both_are_read() -> None:
    text = "objective: Guests return\nkrs:\n- Bookings from 3 to 5\n'krs':\n- Reviews from 30 to 50\n"
    document = parse(text)
    assert len(list(document.key_results)) == 2
    (problem,) = document.problems
    assert text[slice(*problem.span)] == "'krs'"
    assert problem.reason == "the key 'krs' stands here a second time, first in line 2"


def test_front_matter() -> None:
    text = """---
title: OKRs
period: Q3 2026
Team: 'Ward ''B'''
owners: [Ines, Tom]
Leitung: Uwe
layout: page
---
# OKRs
"""
    source = Source("plan.md", text)
    body = text[4 : text.index("---\n#")]
    fields = front_matter(body, 4, source, {"Leitung": "owner"})
    assert [(field.name, str(field.text), source[field.text.span()]) for field in fields] == [
        ("period", "Q3 2026", "Q3 2026"),
        ("team", "Ward 'B'", "Ward ''B''"),
        ("owner", "Ines", "Ines"),
        ("owner", "Tom", "Tom"),
        ("owner", "Uwe", "Uwe"),
    ]
    assert front_matter("", 4, source, {}) == ()
    assert front_matter("- a\n", 4, source, {}) == ()


def test_broken_front_matter_names_its_line_in_the_file() -> None:
    text = "---\nperiod: Q3\nteam: Bar: Grill\n---\n"
    with pytest.raises(UnreadableError, match=r"^plan\.md:3:10: cannot be read: a second ': '"):
        front_matter(text[4:-4], 4, Source("plan.md", text), {})
