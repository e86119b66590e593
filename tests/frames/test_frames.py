"""Tables of pandas, Polars and Arrow: what goes in comes back, with columns appended."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest

from okrlint import classify, workspace
from okrlint.core.errors import OkrlintError
from okrlint.core.labels import Labels
from okrlint.frames import classify_batches, classify_table, kinds, lint_batches, lint_table
from okrlint.frames.batches import judged_batches
from okrlint.frames.columns import CLASSIFIED, LINTED, Task
from okrlint.frames.sentences import classified
from okrlint.packs import core_rules

SHIP = "Launch the new booking page"
SEATS = "60 % of guests book a table without phoning us, up from 35 %"
GERMAN = "Die Kunden sind mit der neuen Buchungsseite zufrieden"
MINE = "Complete my AWS certification"
AIM = "Guests find a table at once"
ROWS: dict[str, list[Any]] = {
    "id": [7, 8, 9, 10, 11, 12],
    "kr": [SHIP, None, SEATS, GERMAN, SHIP, " "],
    "aim": [AIM, AIM, None, None, AIM, None],
}
KINDS = ["output", None, "outcome", None, "output", None]
REASONS = [None, "there is nothing to judge", None, "this is not English", None, "there is nothing to judge"]
LABELS = [name for name, _ in CLASSIFIED]
FINDINGS = [name for name, _ in LINTED]


def arrow() -> pyarrow.Table:
    """The rows as Arrow has them, in two chunks."""
    table = pyarrow.table(ROWS)
    return pyarrow.concat_tables([table.slice(0, 4), table.slice(4)])


MAKERS: dict[str, Callable[[], Any]] = {
    "pandas": lambda: pandas.DataFrame(ROWS, index=[3, 3, 1, 0, 2, 5]),
    "polars": lambda: polars.DataFrame(ROWS),
    "table": arrow,
    "batch": lambda: pyarrow.RecordBatch.from_pydict(ROWS),
    "reader": lambda: arrow().to_reader(),
}


def columns(table: Any) -> dict[str, list[Any]]:
    """The columns of a table of any kind, with None for what is missing."""
    if isinstance(table, pandas.DataFrame):
        objects = {name: table[name].astype(object) for name in table}
        return {name: column.where(column.notna(), None).tolist() for name, column in objects.items()}
    if isinstance(table, polars.DataFrame):
        return table.to_dict(as_series=False)
    found = table.read_all() if isinstance(table, pyarrow.RecordBatchReader) else table
    return dict(found.to_pydict())


@pytest.mark.parametrize("kind", MAKERS)
def test_labels_are_appended_to_what_was_given(kind: str) -> None:
    given = MAKERS[kind]()
    found = classify_table(given, text="kr", objective="aim")
    assert type(found) is type(given)
    if kind == "pandas":
        assert found.index.tolist() == [3, 3, 1, 0, 2, 5]
        assert "kind" not in given
    values = columns(found)
    assert list(values) == [*ROWS, *LABELS]
    assert {name: values[name] for name in ROWS} == ROWS
    assert (values["kind"], values["reason"]) == (KINDS, REASONS)
    assert values["measured"] == ["none", None, "full", None, "none", None]
    assert values["binary"] == [True, None, False, None, True, None]


@pytest.mark.parametrize("kind", MAKERS)
def test_findings_are_appended_to_what_was_given(kind: str) -> None:
    given = MAKERS[kind]()
    found = lint_table(given, text="kr", objective="aim")
    assert type(found) is type(given)
    values = columns(found)
    assert list(values) == [*ROWS, *FINDINGS]
    assert [None if one is None else list(one) for one in values["codes"]] == [
        *(["OKR101"], None, [], None, ["OKR101"], None)
    ]
    assert values["severity"] == ["warning", None, None, None, "warning", None]
    assert values["reason"] == REASONS
    assert "who will do what differently" in values["messages"][0][0]
    assert "[baseline]" in values["suggestion"][0]


def test_the_numbers_are_those_of_a_sentence_alone() -> None:
    row = classify_table(pyarrow.table({"text": [MINE], "objective": [AIM]}), objective="objective").to_pylist()[0]
    alone = classify(MINE, AIM)
    assert isinstance(alone, Labels)
    assert {kind: row[f"probability_{kind}"] for kind in alone.probabilities} == alone.probabilities
    assert {name: row[name] for name in alone.as_dict() if name != "probabilities"} == {
        name: value for name, value in alone.as_dict().items() if name != "probabilities"
    }


def test_a_pair_is_judged_once_in_a_batch_and_a_sentence_with_two_objectives_twice() -> None:
    seen = []

    def judge(text: str, objective: str) -> tuple[Any, ...]:
        seen.append((text, objective))
        return (f"{objective}:{text}",)

    texts, aims = ["b", "a", None, "b", "b", "a"] * 1000, ["x", "x", "x", None, "x", "y"] * 1000
    batch = pyarrow.RecordBatch.from_pydict({"text": texts, "aim": aims})
    task = Task("text", "aim", "", (("said", "text"),), judge)
    (found,) = judged_batches([batch], task)
    assert sorted(seen) == [("", "x"), ("a", "x"), ("a", "y"), ("b", ""), ("b", "x")]
    assert found.column("said").to_pylist() == ["x:b", "x:a", "x:", ":b", "x:b", "y:a"] * 1000


def test_a_sentence_is_judged_once_in_a_process() -> None:
    classified.cache_clear()
    batch = pyarrow.RecordBatch.from_pydict({"text": [SHIP, SEATS] * 50})
    found = list(classify_batches([batch] * 10))
    assert [one.num_rows for one in found] == [100] * 10
    assert classified.cache_info().misses == 2


def test_batches_are_read_when_they_are_asked_for() -> None:
    def endless() -> Any:
        while True:
            yield pyarrow.RecordBatch.from_pydict({"text": [SHIP]})

    assert next(classify_batches(endless())).column("kind").to_pylist() == ["output"]
    assert next(lint_batches(endless(), suggest=False)).column("suggestion").to_pylist() == [None]


def test_rules_can_be_chosen(tmp_path: Path) -> None:
    table = pyarrow.table({"text": [SHIP]})
    for choice in ({"ignore": ["OKR101"]}, {"select": "OKR3, OKR4"}, {"select": ("OKR404",), "profile": "strict"}):
        assert "OKR101" not in lint_table(table, **choice).column("codes").to_pylist()[0]
    (tmp_path / "okrlint.toml").write_text('[severity]\nOKR101 = "error"\n')
    found = lint_table(table, config=str(tmp_path / "okrlint.toml"))
    assert found.column("severity").to_pylist() == ["error"]


@pytest.mark.parametrize(
    "text", [SHIP, SEATS, MINE, "NPS from 31 to 29", "Significantly fewer calves fall ill by 2026-13-01"]
)
def test_a_table_and_a_file_are_judged_alike(text: str, tmp_path: Path) -> None:
    file = tmp_path / "okrs.md"
    file.write_text(f"# Objective: {AIM}\n\n- KR1: {text}\n", encoding="utf-8")
    rules = {rule.code for rule in core_rules() if rule.applies_to == "key_result"}
    diagnostics = workspace.check([str(file)], workspace.Options(isolated=True)).diagnostics
    expected = [(one.code, one.message) for one in diagnostics if one.code in rules]
    table = pyarrow.table({"text": [text], "objective": [AIM]})
    (row,) = lint_table(table, objective="objective").to_pylist()
    assert list(zip(row["codes"], row["messages"], strict=True)) == expected
    wordings = [one.text for found in diagnostics if found.code in rules for one in found.suggestions]
    assert row["suggestion"] == (wordings[0] if wordings else None)


def test_a_stream_of_another_library_becomes_an_arrow_table() -> None:
    class Stream:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return arrow().__arrow_c_stream__(requested_schema)

    found = classify_table(Stream(), text="kr")
    assert isinstance(found, pyarrow.Table)
    assert found.column("kind").to_pylist() == KINDS


@pytest.mark.parametrize("kind", ["pandas", "polars", "table", "batch"])
def test_a_table_without_rows_gets_the_columns(kind: str) -> None:
    given = MAKERS[kind]()
    empty = given.head(0) if hasattr(given, "head") else given.slice(0, 0)
    assert list(columns(lint_table(empty, text="kr"))) == [*ROWS, *FINDINGS]


@pytest.mark.parametrize(
    "column",
    [
        pandas.Series([SHIP, None], dtype=object),
        pandas.Series([SHIP, None], dtype="category"),
        polars.Series([SHIP, None], dtype=polars.Categorical),
        pyarrow.array([SHIP, None], pyarrow.string_view()),
        pyarrow.array([SHIP, None], pyarrow.large_string()),
        pyarrow.array([SHIP, None]).dictionary_encode(),
    ],
    ids=lambda column: f"{type(column).__module__}-{getattr(column, 'dtype', None) or column.type}",
)
def test_text_is_text_however_it_is_kept(column: Any) -> None:
    makers: dict[type, Callable[[Any], Any]] = {pandas.Series: pandas.DataFrame, polars.Series: polars.DataFrame}
    frame = makers.get(type(column), pyarrow.table)({"text": column, "aim": [None, None]})
    assert columns(classify_table(frame, objective="aim"))["kind"] == ["output", None]


def test_a_column_of_pandas_without_any_value_is_no_number() -> None:
    frame = pandas.DataFrame({"text": [SHIP], "aim": [float("nan")]})
    assert columns(classify_table(frame, objective="aim"))["kind"] == ["output"]


FRAMES = {name: MAKERS[name] for name in ("pandas", "polars", "table", "batch", "reader")}


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"text": "krs"}, 'the table has no column "krs" (did you mean "kr"?)'),
        ({"text": "kr", "objective": "objective"}, 'the table has no column "objective"'),
        ({"text": "id"}, 'the column "id" is no text: it has the type int64'),
        ({"text": "kr", "prefix": "i"}, None),
    ],
)
def test_a_column_that_cannot_be_used_is_named(kind: str, arguments: dict[str, str], reason: str | None) -> None:
    if reason is None:
        assert columns(classify_table(FRAMES[kind](), **arguments))["ikind"] == KINDS
        return
    with pytest.raises(OkrlintError) as raised:
        classify_table(FRAMES[kind](), **arguments)
    assert str(raised.value) == reason


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: classify_table([SHIP]), "a table of pandas, Polars, Arrow or Spark is expected, not list"),
        (lambda: classify_table(polars.LazyFrame({"text": [SHIP]})), "a LazyFrame has no rows yet: collect() it"),
        (lambda: classify_table(pyarrow.table({"text": [SHIP], "kind": [1]})), 'the table has a column "kind" already'),
        (lambda: classify_table(pandas.DataFrame({"text": [SHIP, 3]})), 'the column "text" is no text: '),
        (
            lambda: classify_table(pandas.DataFrame([["a", "b"]], columns=["text", "text"])),
            'the table has several columns "text"',
        ),
        (lambda: lint_table(arrow(), text="kr", profile="nope"), 'profile: there is no profile "nope"'),
        (lambda: lint_table(arrow(), text="kr", select=["OKR999"]), 'select: there is no rule "OKR999"'),
        (lambda: lint_table(arrow(), text="kr", config="absent.toml"), "absent.toml: there is no such configuration"),
    ],
)
def test_a_mistake_is_one_clear_line(
    call: Callable[[], Any], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OkrlintError) as raised:
        call()
    assert str(raised.value).startswith(reason)
    assert "\n" not in str(raised.value)


def test_half_a_character_is_named() -> None:
    frame = pandas.DataFrame({"text": pandas.Series(["seats \ud83d"], dtype=object)})
    with pytest.raises(OkrlintError, match='the column "text" is no text'):
        classify_table(frame)


def test_without_arrow_a_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "find_spec", lambda name: None)
    with pytest.raises(OkrlintError, match=r'pip install "okrlint\[arrow\]"'):
        classify_table(polars.DataFrame({"text": [SHIP]}))


def test_a_library_is_imported_for_its_own_tables_only() -> None:
    program = (
        "import sys, okrlint.frames; before = set(sys.modules); import pyarrow;"
        f"okrlint.frames.classify_table(pyarrow.table({{'text': [{SHIP!r}]}}));"
        "print({'pyarrow', 'pandas', 'numpy'} & before, {'polars', 'pyspark'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout == "set() set()\n"
