"""okrlint as people install it: every command runs where the sources are not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from okrlint.cli import COMMANDS

ROOT = Path(__file__).parent.parent
PROGRAM = os.environ.get("OKRLINT_INSTALLED", "")
"""The program `okrlint` of an environment into which a wheel was installed."""
RUNS = {
    "check": (["library-okrs.md", "--select", "OKR304"], 1),
    "fix": (["--diff", "library-okrs.md"], 1),
    "baseline": (["write", "library-okrs.md"], 0),
    "outline": (["orchard-okrs.yaml"], 0),
    "classify": (["Ship it"], 0),
    "suggest": (["Launch the app"], 0),
    "explain": (["OKR101"], 0),
    "rules": ([], 0),
    "config": (["show"], 0),
    "init": ([], 0),
}

pytestmark = pytest.mark.skipif(
    not PROGRAM, reason="OKRLINT_INSTALLED names no okrlint that was installed from a wheel"
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed program, which sees nothing of the sources."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([PROGRAM, *arguments], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(tmp_path: Path, command: str) -> None:
    result = run(tmp_path, command, "--help")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("command", RUNS)
def test_every_command_runs(tmp_path: Path, command: str) -> None:
    for name in ("library-okrs.md", "orchard-okrs.yaml"):
        shutil.copy(ROOT / "examples" / name, tmp_path)
    arguments, code = RUNS[command]
    result = run(tmp_path, command, *arguments)
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
