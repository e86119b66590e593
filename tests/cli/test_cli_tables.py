"""Tables on the command line: cells in place of lines, and help where no column is known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook

Okrlint = Callable[..., Result]


@pytest.fixture
def plan(project: Path) -> Path:
    """A workbook with an OKR304 in B2 of its second sheet, and an id given twice there."""
    workbook = Workbook()
    sheet = workbook.create_sheet("Q3 plan")
    for row in (
        ["Objective", "KR ID", "Key Result", "Baseline", "Target"],
        ["Crews go home on time", "KR1", "Significantly fewer shifts with overtime"],
        [None, "KR1", "Swapped shifts that nobody asked for", 12, 4],
    ):
        sheet.append(row)
    workbook.save(project / "plan.xlsx")
    return project


def test_text_and_json_name_cells(okrlint: Okrlint, plan: Path) -> None:
    shown = okrlint("check", "plan.xlsx", "--select", "OKR304,OKR616").stdout
    assert "plan.xlsx:'Q3 plan'!C2: OKR304 " in shown
    assert "\n  'Q3 plan'!C2 | Significantly fewer shifts with overtime\n" in shown
    assert "plan.xlsx:'Q3 plan'!B3: OKR616 " in shown
    assert "the key result in 'Q3 plan'!B2: links" in shown
    report = json.loads(okrlint("check", "plan.xlsx", "--format", "json", "--select", "OKR304").stdout)
    assert [one["place"] for one in report["diagnostics"]] == ["'Q3 plan'!C2"]
    assert "'Q3 plan'!C2     KR Significantly" in okrlint("outline", "plan.xlsx").stdout


def test_standard_input_and_another_encoding(okrlint: Okrlint, plan: Path) -> None:
    data = (plan / "plan.xlsx").read_bytes()
    assert "a.xlsx:'Q3 plan'!C2: " in okrlint("check", "-", "--stdin-filename", "a.xlsx", stdin=data).stdout
    table = "Objective;Key Result\nGäste kommen wieder;Significantly more bookings\n".encode("windows-1252")
    (plan / "plan.csv").write_bytes(table)
    assert "plan.csv:2:21: OKR304 " in okrlint("check", "plan.csv").stdout


def test_a_cell_is_explained(okrlint: Okrlint, plan: Path) -> None:
    assert okrlint("explain", "plan.xlsx:'Q3 plan'!C2").stdout.startswith("plan.xlsx:'Q3 plan'!C2: key result\n")
    wrong = okrlint("explain", "plan.xlsx:2")
    assert wrong.exit_code == 2
    assert "plan.xlsx has no lines; name a place, such as plan.xlsx:'Q3 plan'!" in wrong.stderr
    assert "plan.xlsx has nothing at Z9" in okrlint("explain", "plan.xlsx:Z9").stderr


def test_columns_that_nobody_knows_are_named(okrlint: Okrlint, plan: Path) -> None:
    (plan / "ziele.csv").write_text("Vorhaben,Messlatte\nGäste kommen wieder,Buchungen von 3 auf 5\n", encoding="utf-8")
    for command in ("check", "outline"):
        assert 'among "Vorhaben", "Messlatte"; name it in the configuration' in okrlint(command, "ziele.csv").stdout
    (plan / "okrlint.toml").write_text('[fields]\nVorhaben = "objective"\nMesslatte = "key_result"\n')
    assert "KR Buchungen von 3 auf 5" in okrlint("outline", "ziele.csv").stdout


@pytest.mark.parametrize("suffix", ["xls", "ods", "numbers"])
def test_what_to_save_other_sheets_as(okrlint: Okrlint, project: Path, suffix: str) -> None:
    (project / f"plan.{suffix}").write_bytes(b"\xd0\xcf")
    result = okrlint("check", f"plan.{suffix}")
    assert result.exit_code == 2
    assert result.stderr.endswith(f"okrlint does not read .{suffix} files; save it as .xlsx or .csv\n")
