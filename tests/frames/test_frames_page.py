"""The examples of the page about tables run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okrlint.frames.columns import CLASSIFIED, LINTED

PAGE = (Path(__file__).parents[2] / "docs" / "frames.md").read_text(encoding="utf-8")
PROGRAMS = {
    name: program
    for name, text in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    for program in re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
}
CSV = "key_result,objective\nLaunch the new booking page,Guests find a table at once\n,\n"


def test_there_are_examples() -> None:
    assert list(PROGRAMS) == ["pandas", "Polars", "Arrow", "DuckDB", "Spark"]


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name != "Spark"])
def test_an_example_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for library in re.findall(r"^import (\w+)", PROGRAMS[name], re.MULTILINE):
        pytest.importorskip(library, reason=f"{library} is not installed")
    monkeypatch.chdir(tmp_path)
    Path("krs.csv").write_text(CSV, encoding="utf-8")
    exec(PROGRAMS[name], {})  # noqa: S102
    assert capsys.readouterr().out or list(Path("judged").glob("*.parquet"))


def test_the_page_has_every_column() -> None:
    names = {name for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert names == {name for name, _ in (*CLASSIFIED, *LINTED)}
