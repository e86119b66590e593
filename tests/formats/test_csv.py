"""CSV and TSV as files are: quotes, delimiters, encodings, places."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_keyed import lines

from okrlint.core.source import Source
from okrlint.formats import read
from okrlint.formats.csv import Table, table_of
from okrlint.formats.table import reader
from okrlint.formats.table.grid import Row, Sheet
from okrlint.workspace.decode import source_of

QUOTED = 'Objective,Key Result\r\nGuests return,"Reviews that call us ""warm""\r\n  from 3 to 9, by name"\r\n'


def test_words_in_quotes_keep_the_place_of_each_character() -> None:
    document = read(Source("plan.csv", QUOTED))
    (found,) = document.key_results
    text = found.text
    assert text.value == 'Reviews that call us "warm" from 3 to 9, by name'
    for word in ("Reviews", "warm", "from 3", "by name"):
        assert QUOTED[slice(*text.span(at := text.value.index(word), at + len(word)))] == word
    assert QUOTED[slice(*text.span(21, 22))] == '""'
    assert document.source.line_column(text.span().start) == (2, 16)
    assert document.source.line_column(text.span(28).start) == (3, 3)


def cells(text: str, delimiter: str = ",") -> list[list[str]]:
    return [[cell.value for cell in row.cells] for row in Table(text, delimiter)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,"b""c",d', [["a", 'b"c', "d"]]),
        ('a,"b\nc"\r\nd', [["a", "b\nc"], ["d"]]),
        ("a,\nb\r\r\nc", [["a", ""], ["b"], ["c"]]),
        ('a, "b" ,c', [["a", "b", "c"]]),
        ('a,b "quoted" c', [["a", 'b "quoted" c']]),
        ('a,"never closed\nb', [["a", '"never closed'], ["b"]]),
        ('"a"b,c', [['"a"b', "c"]]),
        ('""', [[""]]),
        ("\n\r\na\n\n", [["a"]]),
        ("a,", [["a"]]),
        ("", []),
    ],
)
def test_cells(text: str, expected: list[list[str]]) -> None:
    assert cells(text) == expected


@given(
    st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t|")
)
def test_what_is_written_is_read(rows: list[list[str]], delimiter: str) -> None:
    quoted = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    assert cells(quoted, delimiter) == rows


@given(st.text(alphabet='",;\n\r\t a', max_size=40))
def test_any_text_is_read_without_losing_a_place(text: str) -> None:
    found = [cell for row in Table(text, ",") for cell in row.cells]
    assert all(0 <= cell.low <= cell.start <= cell.end <= cell.high <= len(text) for cell in found)
    assert all(one.high <= other.low for one, other in itertools.pairwise(found))


@pytest.mark.parametrize("delimiter", ",;\t|")
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = delimiter.join(["Objective", "Key Result", "Target"]) + "\n"
    text += delimiter.join(["Bread, milk; eggs", "Loaves, a day; from 3", "4"]) + "\n"
    if delimiter in ",;":
        text = text.replace("Bread, milk; eggs", '"Bread, milk; eggs"').replace("Loaves, a day; from 3", '"Loaves"')
    assert table_of(text, {}).delimiter == delimiter


def test_a_quotation_mark_that_is_never_closed_is_said_at_its_place() -> None:
    document = read(
        Source("plan.csv", 'Objective,Key Result\nGuests return,"Bookings from 3 to 5\n,Reviews up by 10\n')
    )
    assert [one.text.value for one in document.key_results][1] == "Reviews up by 10"
    (problem,) = document.problems
    assert document.source.line_column(problem.span.start) == (2, 15)
    assert "never closed" in problem.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_that_excel_writes(encoding: str) -> None:
    text = "Ziel;Schlüsselergebnis;Zielwert\r\nGäste kommen wieder;Buchungen früherer Gäste;45 €\r\n"
    source = source_of(text.encode(encoding), "plan.csv")
    assert source.text == text
    assert list(lines(read(source))) == ["Gäste kommen wieder", "- Buchungen früherer Gäste target=45 €"]


def test_names_of_the_authors_own() -> None:
    text = "Vorhaben,Messlatte,Wunsch\nGäste kommen wieder,Buchungen im Sommer,45\n"
    names = {"Vorhaben": "objective", "Messlatte": "key_result", "Wunsch": "target"}
    assert not read(Source("plan.csv", text)).objectives
    assert list(lines(read(Source("plan.csv", text), names))) == [
        "Gäste kommen wieder",
        "- Buchungen im Sommer target=45",
    ]


class Endless:
    """A table of many rows that exist only while they are looked at; `alive` is how many there were at once."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self.given = 0

    def __iter__(self) -> Iterator[Row]:
        head = next(iter(Table("Objective,Key Result,Target", ",")))
        row = next(iter(Table(",,", ",")))
        yield head
        for _ in range(self._rows):
            self.given += 1
            yield row
        yield next(iter(Table("Guests return,Bookings from 3 to 5,5", ",")))


def test_two_hundred_thousand_rows_are_gone_through_once() -> None:
    table = Endless(200_000)
    document = reader.document(Source("plan.csv", ""), "csv", [Sheet(table)], {})
    assert table.given < 210_000
    assert [one.text.value for one in document.key_results] == ["Bookings from 3 to 5"]


def test_many_key_results() -> None:
    rows = [f"Objective {number // 4},Calls of site {number} from 60 to 15,15" for number in range(20_000)]
    document = read(Source("plan.csv", "\n".join(["Objective,Key Result,Target", *rows])))
    assert sum(len(one.key_results) for one in document.objectives) == 20_000


def test_a_line_of_a_million_quotes_and_one_of_a_million_cells() -> None:
    text = "Objective,Key Result\nGuests return," + '"' * 1_000_001 + "\n" + "," * 1_000_000 + "\n" * 1_000_000
    assert [len(row.cells) for row in Table(text, ",")] == [2, 2, 1000]
    read(Source("plan.csv", text))
