"""OKRs in JSON."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.formats import read

PRINTABLE = st.characters(exclude_categories=("C", "Z"))
WORDS = st.lists(st.text(PRINTABLE, min_size=1, max_size=6), min_size=1, max_size=6).map(
    lambda w: "Raise " + " ".join(w)
)


def parse(text: str) -> Document:
    return read(Source("plan.json", text))


def test_a_whole_file() -> None:
    document = parse(
        """{"quarter": "Q3 2026", "team": "Radiology", "objectives": [{
          "id": "O1", "title": "Patients know what happens next",
          "keyResults": [
            {"id": "KR1", "title": "Scans reported within a day", "startValue": 0.60, "targetValue": 9e1, "unit": "%"},
            "KR2: Calls asking for a result from 40 to 15 a week"
          ],
          "initiatives": ["Text message with the date", {"name": "New rota"}]
        }]}"""
    )
    assert document.format == "json"
    assert document.cycle is not None
    assert document.cycle.label == "2026-Q3"
    assert [(field.name, str(field.text)) for field in document.fields] == [("team", "Radiology")]
    (objective,) = document.objectives
    assert (str(objective.id), str(objective.text)) == ("O1", "Patients know what happens next")
    assert [(str(result.id), str(result.text)) for result in objective.key_results] == [
        ("KR1", "Scans reported within a day"),
        ("KR2", "Calls asking for a result from 40 to 15 a week"),
    ]
    fields = {field.name: str(field.text) for field in objective.key_results[0].fields}
    assert fields == {"baseline": "0.60", "target": "9e1", "unit": "%"}
    assert [str(work.text) for work in objective.initiatives] == ["Text message with the date", "New rota"]


def test_positions_through_escapes() -> None:
    text = r'["caf\u00e9 \ud83d\ude00 \"x\" \/\n\t end 5"]'.join(['{"objective": "Guests return", "krs": ', "}"])
    (result,) = parse(text).key_results
    assert str(result.text) == 'café 😀 "x" / end 5'
    source = Source("plan.json", text)
    for written, read_as in {r"\u00e9": "é", r"\ud83d\ude00": "😀", r"\/": "/", "end": "end", r"\n\t ": " end"}.items():
        start = str(result.text).index(read_as)
        length = 1 if written.startswith("\\") else len(read_as)
        assert source[result.text.span(start, start + length)] == written


@st.composite
def rendered(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence, and a JSON string that says it."""
    words = draw(WORDS)
    out = []
    for character in words:
        escaped = json.dumps(character)[1:-1]
        plain = json.dumps(character, ensure_ascii=False)[1:-1]
        spaces = [" ", "  ", "\\n", "\\t \\r\\n", "\\u0020"] if character == " " else [escaped, plain]
        out.append(draw(st.sampled_from(spaces)))
    return words, '"' + "".join(out) + '"'


@given(rendered())
def test_any_spelling_reads_back_with_every_character_in_its_place(case: tuple[str, str]) -> None:
    words, string = case
    text = f'{{"objective": "Guests return", "key_results": [{string}, "Rooms with a view from 1 to 2"]}}'
    source = Source("plan.json", text)
    result = next(iter(read(source).key_results))
    assert str(result.text) == words
    for index, character in enumerate(words):
        raw = source[result.text.span(index, index + 1)]
        assert " ".join(f".{json.loads(chr(34) + raw + chr(34))}.".split())[1:-1] == character


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("", 1, 1, "empty"),
        ('{"a": 1,}', 1, 8, "',' stands before"),
        ("[1,\n 2,\n]", 2, 3, "',' stands before"),
        ('{"a":\n NaN}', 2, 2, "NaN is no number"),
        ('{"a": -Infinity}', 1, 7, "Infinity"),
        ("{'a': 1}", 1, 2, "a key between double quotes"),
        ("{\"a\": 'b'}", 1, 7, "straight double quotes"),
        ('{"a": 1 "b": 2}', 1, 9, "',' or '}'"),
        ('{"a" 1}', 1, 6, "':' is missing"),
        ('{"a": }', 1, 7, "a value is missing"),
        ('{"a": 1', 1, 1, "never closed"),
        ('{"a": "b', 1, 7, "never closed"),
        ('{"a":', 1, 6, "ends too early"),
        ('["a\tb"]', 1, 4, "line break, tab"),
        ('["\\q"]', 1, 3, "backslash"),
        ("{} x", 1, 4, "follows the end"),
        ("// note\n{}", 1, 1, "no comments"),
        ('{"a": 1 /* note */}', 1, 9, "no comments"),
        ('{"a": 01}', 1, 7, "'01' is no JSON value"),
        ('{"a": True}', 1, 7, "'True' is no JSON value"),
        ("[" * 10_000, 1, 65, "nested more than 64"),
        ('{"a":' * 10_000, 1, 321, "nested more than 64"),
    ],
)
def test_bad_json_is_one_plain_line(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(reason)) as caught:
        parse(text)
    assert str(caught.value).startswith(f"plan.json:{line}:{column}: cannot be read: ")
    assert "\n" not in str(caught.value)


def test_a_key_that_stands_twice_is_a_problem_and_both_are_read() -> None:
    text = '{"objective": "Guests return",\n "krs": ["Bookings from 3 to 5"],\n "krs": ["Reviews from 30 to 50"]}'
    document = parse(text)
    assert [str(result.text) for result in document.key_results] == ["Bookings from 3 to 5", "Reviews from 30 to 50"]
    (problem,) = document.problems
    assert problem.span.start == text.rindex('"krs"')
    assert problem.reason == "the key 'krs' stands here a second time, first in line 2"


def test_an_okrlint_property_is_a_comment_on_its_object() -> None:
    text = """{"objective": "Guests return", "krs": [
      {"title": "Bookings from 3 to 5", "okrlint": "okrlint: ignore OKR304 agreed"},
      {"title": "Reviews from 30 to 50", "okrlint": ["ignore OKR303", "ignore OKR301"]}]}"""
    document = parse(text)
    source = document.source
    assert [str(comment.body) for comment in document.comments] == [
        "ignore OKR304 agreed",
        "ignore OKR303",
        "ignore OKR301",
    ]
    first, second, _ = document.comments
    assert source[first.span] == '"okrlint: ignore OKR304 agreed"'
    assert source[first.body.span()] == "ignore OKR304 agreed"
    assert first.block is not None
    assert source[first.block].startswith('{"title": "Bookings')
    assert second.block is not None
    assert source[second.block].endswith('"ignore OKR301"]}')


def test_big_numbers_byte_order_marks_and_lone_surrogates() -> None:
    digits = "9" * 5000  # more than Python reads as a number; of a text that long the first 2,000 are kept
    text = f'\ufeff{{"objective": "Guests return", "krs": [{{"title": "Rooms \\ud83d sold", "target": {digits}}}]}}'
    (result,) = parse(text).key_results
    assert str(result.text) == "Rooms \ufffd sold"
    assert str(result.field("target")) == digits[:2000]
    assert text[result.field("target").span().start :].startswith(digits)  # type: ignore[union-attr]


KEYS = st.sampled_from(
    [
        "objectives",
        "okrs",
        "objective",
        "key_results",
        "krs",
        "title",
        "text",
        "owner",
        "target",
        "metric",
        "teams",
        "period",
        "initiatives",
        "id",
        "parent",
        "goal",
        "kr",
        "type",
        "kind",
        "level",
        "children",
        "items",
        "parentId",
        "keyResultIds",
        "attributes",
        "cycle",
        "meta",
        "okrlint",
    ]
)
TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.sampled_from(["KR1: Bookings from 3 to 5", "objective", "key_result", "task", "a"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=5),
    max_leaves=30,
)


@given(TREES, st.booleans(), st.sampled_from([None, 1]))
def test_valid_json_of_any_shape_is_read(tree: object, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(tree, ensure_ascii=ascii_only, indent=indent)
    document = parse(text)
    for result in document.key_results:
        span = result.text.span()
        assert 0 <= span.start <= span.end <= len(text)


@given(
    st.text()
    | st.lists(st.sampled_from([*list('{}[]:,"\\ 1-.e'), "null", '"krs"', '"a b c"']), max_size=20).map("".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        json.loads(text.removeprefix("\ufeff"), parse_constant=lambda name: [][0])
    except (ValueError, IndexError):
        with pytest.raises(UnreadableError, match=r"plan\.json:\d+:\d+: cannot be read: \S"):
            parse(text)
    else:
        assert parse(text).format == "json"
