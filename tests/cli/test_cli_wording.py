"""Wording, questions and places in every report, on real files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from click.testing import Result

Okrlint = Callable[..., Result]
EXAMPLE = Path(__file__).parents[2] / "examples" / "library-okrs.md"
FORMATS = ["text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html"]
SENTENCE = "Launch the new timetable"


@pytest.fixture
def library(project: Path) -> str:
    """The example in the current folder."""
    (project / EXAMPLE.name).write_bytes(EXAMPLE.read_bytes())
    return EXAMPLE.name


@pytest.fixture
def words(okrlint: Okrlint, library: str) -> str:
    """The longest part without signs of the first wording that okrlint has for the example."""
    found = json.loads(okrlint("check", library, "--format", "json").stdout)["diagnostics"]
    wording = next(text for one in found for text in one["suggestions"])
    return max(re.split(r"[\[\]%]", wording), key=len).strip()


@pytest.fixture
def sheet(project: Path) -> str:
    """A workbook with a key result that okrlint has wording for."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    for row in (["Objective", "Key result"], ["Islanders plan a day without phoning us", SENTENCE]):
        book.active.append(row)
    book.save(project / "okrs.xlsx")
    return "okrs.xlsx"


@pytest.mark.parametrize("report_format", FORMATS)
def test_every_format_has_the_wording(okrlint: Okrlint, library: str, words: str, report_format: str) -> None:
    assert words in unescape(okrlint("check", library, "--format", report_format).stdout)


@pytest.mark.parametrize("report_format", ["html", "markdown"])
def test_the_page_has_the_wording(okrlint: Okrlint, library: str, words: str, report_format: str) -> None:
    assert words in unescape(okrlint("report", library, "--format", report_format).stdout)


def test_sarif_changes_are_the_same_as_those_of_reviewdog(okrlint: Okrlint, library: str, words: str) -> None:
    log = json.loads(okrlint("check", library, "--format", "sarif").stdout)
    fixes = [fix for one in log["runs"][0]["results"] for fix in one.get("fixes", ())]
    texts = [fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] for fix in fixes]
    assert any(words in text for text in texts)
    found = json.loads(okrlint("check", library, "--format", "rdjson").stdout)["diagnostics"]
    assert [change["text"] for one in found for change in one.get("suggestions", ())] == texts


@pytest.mark.parametrize("report_format", FORMATS)
def test_every_format_names_the_cell(okrlint: Okrlint, sheet: str, report_format: str) -> None:
    shown = okrlint("check", sheet, "--select", "OKR101", "--format", report_format)
    assert shown.exit_code == 1
    assert "Plan!B2" in shown.stdout.replace("\\!", "!")
    assert '"fixes"' not in shown.stdout
    assert '"suggestions": [\n        {' not in shown.stdout


@pytest.mark.parametrize("report_format", ["html", "markdown"])
def test_the_page_names_the_cell(okrlint: Okrlint, sheet: str, report_format: str) -> None:
    shown = okrlint("report", sheet, "--format", report_format).stdout
    assert "okrs.xlsx:Plan!A2" in shown
    assert SENTENCE in shown
