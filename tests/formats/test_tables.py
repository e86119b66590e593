"""Tables of OKRs in CSV files and workbooks: every shape, and the places of what is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from openpyxl import Workbook
from origins import texts
from test_keyed import data, lines

from okrlint.core.model import Document
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


def spans(document: Document) -> list[str]:
    return [document.source[key_result.text.span()] for key_result in document.key_results]
