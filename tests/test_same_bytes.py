"""The same input gives the same bytes: with every hash seed, in every order of the disk, on every Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OTHERS = ("OKRLINT_PYTHON_3_12", "OKRLINT_PYTHON_3_13")
"""Name a Python of that version with okrlint's dependencies installed."""
RUNS = (
    ("check", ".", "--format", "json", "--select", "ALL", "--today", "2026-08-01"),
    ("outline", ".", "--format", "json"),
)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, twice."""
    folder = tmp_path_factory.mktemp("same")
    for place in ("b", "a"):
        shutil.copytree(ROOT / "examples", folder / place, ignore=shutil.ignore_patterns("pack", "ci"))
    return folder


def said(folder: Path, arguments: tuple[str, ...], seed: str = "0", python: str = sys.executable) -> tuple[int, bytes]:
    """What okrlint says about a folder, with its exit code."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [python, "-W", "ignore", "-m", "okrlint", *arguments]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
    assert result.returncode in (0, 1), result.stderr.decode()
    assert len(result.stdout) > 1000
    return result.returncode, result.stdout


@pytest.mark.parametrize("arguments", RUNS, ids=lambda run: run[0])
def test_with_every_hash_seed(examples: Path, arguments: tuple[str, ...]) -> None:
    assert said(examples, arguments, "1") == said(examples, arguments, "4242")


def test_in_every_order_of_the_disk(examples: Path, tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        for file in sorted((examples / place).iterdir(), reverse=True):
            copy = shutil.copytree if file.is_dir() else shutil.copyfile
            copy(file, tmp_path / place / file.name)
    assert said(tmp_path, RUNS[0]) == said(examples, RUNS[0])


@pytest.mark.parametrize("name", OTHERS)
def test_on_every_python(examples: Path, name: str) -> None:
    if name not in os.environ:
        pytest.skip(f"{name} names no Python to compare with")
    for arguments in RUNS:
        assert said(examples, arguments, python=os.environ[name]) == said(examples, arguments)
