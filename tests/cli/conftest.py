"""What tests of the command line have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from okrlint.cli import main

FARM = """\
# Farm, 2026-Q3

## Objective: Calves thrive in their first weeks

- KR1: Significantly fewer calves fall ill
- KR2: Calves that drink unaided on their first day: 6 in 10 to 9 in 10

## Objective: Neighbours are glad that we are here
"""
"""An OKR304 on line 5 and an OKR604 on line 8."""

Okrlint = Callable[..., Result]


@pytest.fixture
def farm() -> str:
    """The text of the example."""
    return FARM


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one file of OKRs, the current folder."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "okrs.md").write_text(FARM, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def okrlint(project: Path) -> Okrlint:
    """Runs the command line in the project."""

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=stdin)

    return run
