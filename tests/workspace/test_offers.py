"""Wording as changes of files: only where the file is read as before with it, and as its format wants it."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
import yaml

from okrlint.core.finding import Fix, Suggestion
from okrlint.core.source import Source, Span
from okrlint.engine.lint import document_of
from okrlint.workspace.offers import with_rewrites
from okrlint.workspace.run import Result, lint, read
from okrlint.workspace.settings import Options

OPTIONS = Options(isolated=True, overrides={"select": ["OKR101"]})
SENTENCE = "Launch the new timetable"
FILES = {
    "okrs.md": f"# Ferry, 2026 Q3\n\n## Objective: Islanders plan a day without phoning us\n\n- KR1: {SENTENCE}\n",
    "okrs.yaml": f"objectives:\n  - objective: Islanders plan a day\n    key_results:\n      - {SENTENCE}\n",
    "okrs.json": json.dumps({"objective": "Islanders plan a day", "key_results": [SENTENCE]}),
    "okrs.csv": f"Objective,Key result\nIslanders plan a day,{SENTENCE}\n",
}


def judged(folder: Path, name: str) -> Result:
    """What okrlint says about one of the files."""
    path = folder / name
    path.write_text(FILES[name], encoding="utf-8")
    return lint(read([str(path)], OPTIONS))


def with_words(result: Result, *texts: str) -> Result:
    """A run whose only diagnostic has these words to stand in for its sentence."""

    (one,) = result.diagnostics
    start = one.source.text.index(SENTENCE)
    span = Span(start, start + len(SENTENCE))
    suggestions = tuple(Suggestion(text, "because", replaces=span) for text in texts)
    return result._replace(diagnostics=(one._replace(suggestions=suggestions),))


def put_in(result: Result, fix: Fix) -> str:
    """The text of the file with a fix."""
    text = result.documents[0].source.text
    for edit in sorted(fix.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


@pytest.mark.parametrize("name", FILES)
def test_every_wording_can_be_put_in(tmp_path: Path, name: str) -> None:
    result = judged(tmp_path, name)
    (one,) = with_rewrites(result)
    standing_in = [suggestion for suggestion in one.suggestions if suggestion.replaces]
    assert len(standing_in) == len(one.fixes) > 0
    for fix, suggestion in zip(one.fixes, standing_in, strict=True):
        assert (fix.title, fix.safe) == (suggestion.why, False)
        after = document_of(Source(name, put_in(result, fix)))
        assert [kr.text.value for kr in after.key_results] == [suggestion.text]
    assert not result.diagnostics[0].fixes


ODD = 'Riders: "yes" #1, from [a] % to [b] %'


def test_words_are_written_as_the_format_wants_them(tmp_path: Path) -> None:
    texts = {}
    for name in FILES:
        result = with_words(judged(tmp_path, name), ODD)
        texts[name] = put_in(result, with_rewrites(result)[0].fixes[0])
    assert yaml.safe_load(texts["okrs.yaml"])["objectives"][0]["key_results"] == [ODD]
    assert json.loads(texts["okrs.json"])["key_results"] == [ODD]
    assert list(csv.reader(StringIO(texts["okrs.csv"])))[1][1] == ODD


def test_what_the_file_would_be_read_differently_with_is_not_offered(tmp_path: Path) -> None:
    texts = ("KR7: Riders who wait: 31 to 45", "Riders who wait: 31 to 45", "\x00")
    (one,) = with_rewrites(with_words(judged(tmp_path, "okrs.yaml"), *texts))
    assert [fix.edits[0].replacement for fix in one.fixes] == ["'Riders who wait: 31 to 45'"]


def test_a_spreadsheet_gets_no_changes(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Objective", "Key result"], ["Islanders plan a day", SENTENCE]):
        book.active.append(row)
    book.save(tmp_path / "okrs.xlsx")
    result = lint(read([str(tmp_path / "okrs.xlsx")], OPTIONS))
    (one,) = with_rewrites(result)
    assert one.suggestions
    assert not one.fixes
