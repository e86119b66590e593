"""Tables of OKRs in CSV files and workbooks: every shape, and the places of what is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from origins import texts
from test_keyed import data, lines

from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.formats import read
from okrlint.formats.csv import table_of

SHAPES = data("tables.yaml")
OTHERS = data("other_tables.yaml")


def as_workbook(text: str) -> bytes:
    """The cells of a CSV text as a workbook; spaces before a sentence stay."""
    table = table_of(text, {})
    workbook = Workbook()
    for row in csv.reader(io.StringIO(text[table.start :]), delimiter=table.delimiter):
        workbook.active.append([cell or None for cell in row])  # type: ignore[union-attr]
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def wrong(text: Text, source: str) -> Iterator[str]:
    """What is wrong with the origins of a text, as lines for a person."""
    end = 0
    for origin in text.origins:
        value, raw = text.value[origin.start : origin.end], source[origin.span.start : origin.span.end]
        folded = value == " " and raw.isspace()
        if not (value == raw.replace("\n", " ") or raw == value.replace('"', '""') or folded):
            yield f"{value!r} is said to come from {raw!r}"
        if origin.span.start < end:
            yield f"{text.value!r} goes back"
        end = origin.span.end


@pytest.mark.parametrize("case", SHAPES)
def test_shapes(case: str) -> None:
    shape = SHAPES[case]
    document = read(Source(shape.get("path", "plan.csv"), shape["text"]))
    assert list(lines(document)) == shape["outline"].splitlines()
    assert not document.problems
    assert [line for text in texts(document) for line in wrong(text, shape["text"])] == []


@pytest.mark.parametrize("case", SHAPES)
def test_shapes_in_a_workbook(case: str) -> None:
    shape = SHAPES[case]
    path = shape.get("path", "plan.csv").replace(".csv", ".xlsx")
    document = read(Source(path, "", data=as_workbook(shape["text"])))
    assert list(lines(document)) == shape["outline"].splitlines()
    assert not document.problems
    assert [line for text in texts(document) for line in wrong(text, document.source.text)] == []


@pytest.mark.parametrize("path", OTHERS)
def test_other_tables_hold_no_okrs(path: str) -> None:
    documents = [read(Source(path, OTHERS[path]))]
    if OTHERS[path]:
        documents.append(read(Source("plan.xlsx", "", data=as_workbook(OTHERS[path]))))
    assert [document.objectives for document in documents] == [()] * len(documents)


WORDS = """
    Objective; Key Result; KR1; KR 1.2; O1; OKR; Type; Kind; ID; Parent ID; Owner; Target; Title; Total; Notes:;
    Team: Sales; Q3 2026; Objective 1: Grow; Key Result 2: Sell more to all; ; ; ; -; 1; 1.1; 1.1.1; 12%;
    Sell more to all of them; KR1: Sell\nKR2: Buy more;
    Goal; Metric; Baseline; KR1 Target; Objective ID; Objective Owner; sep=;; "x; x"y; # a
"""
CELLS = [word.strip() for word in WORDS.split(";")]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6), max_size=9),
    st.sampled_from(["a.csv", "okr.csv"]),
)
def test_no_table_is_too_odd(rows: list[list[str]], path: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    text = buffer.getvalue()
    document = read(Source(path, text))
    assert [line for found in texts(document) for line in wrong(found, text)] == []
