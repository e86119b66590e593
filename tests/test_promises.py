"""What SECURITY.md promises: nothing is sent, run, started or written while a repository is checked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OKRS = (
    "# Bakery, 2026 Q3\n\n## Objective: Customers come back every week\n\n"
    "- KR1: Launch the app\n- KR2: Waits: 9 to 4 minutes\n"
)
TRAP = "open('trapped', 'w').close()\nraise SystemExit('trapped')\n"
RULE = """\
code: BAK101
name: no-vans
summary: Says that vans are work.
applies_to: key_result
check: phrase
severity: warning
with: {phrases: [app]}
message: '"{phrase}" is work'
why: "{{ cycler.__init__.__globals__.os.system('touch trapped') }}"
sources: [us]
examples:
  bad: ["- KR1: Launch the <<app>>", "- KR1: Build an <<app>>"]
  good: ["- KR1: Waits: 9 to 4 minutes", "- KR1: Riders return: 40 to 60 %"]
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A repository that would like okrlint to run its code."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "okrs.md").write_text(OKRS)
    (tmp_path / "okrs.yaml").write_text("objectives:\n- !!python/object/apply:os.system ['touch trapped']\n")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "BAK101-no-vans.yaml").write_text(RULE)
    (tmp_path / "okrlint.toml").write_text('extend-packs = ["pack"]\n')
    for name in ("conftest.py", "sitecustomize.py", "yaml.py", "click.py", "numpy.py", "pack/__init__.py", "setup.py"):
        (tmp_path / name).write_text(TRAP)
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """okrlint with somebody who watches."""
    command = [sys.executable, str(ROOT / "tests" / "promises.py"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", ".", "--format", "json"], 1),
        (["outline", "."], 0),
        (["suggest", "Launch the app"], 0),
        (["explain", "OKR101"], 0),
        (["fix", "--unsafe", "--diff", "okrs.md"], 1),
        (["report", "."], 0),
        (["classify", "Launch the app"], 0),
        (["explain", "okrs.md:5"], 0),
        (["rules"], 0),
        (["config", "show"], 0),
        (["cache", "info"], 0),
    ],
)
def test_nothing_is_sent_run_started_or_written(hostile: Path, arguments: list[str], code: int) -> None:
    before = sorted(path.name for path in hostile.rglob("*"))
    result = run(hostile, *arguments)
    assert "broken promise" not in result.stderr
    assert "Traceback" not in result.stderr
    assert result.returncode == code
    assert result.stdout
    assert sorted(path.name for path in hostile.rglob("*")) == before


@pytest.mark.parametrize("what", ["network", "code", "write"])
def test_a_broken_promise_would_be_found(hostile: Path, what: str) -> None:
    result = run(hostile, "break", what)
    assert (result.returncode, result.stderr[:15]) == (99, "broken promise:")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html"])
def test_reports_name_no_places_of_this_computer(hostile: Path, form: str) -> None:
    result = run(hostile, "check", str(hostile), "--format", form)
    assert result.returncode in (1, 2), result.stderr
    assert result.stdout
    assert str(hostile) not in result.stdout + result.stderr


def test_the_scorecard_names_no_places_of_this_computer(hostile: Path) -> None:
    result = run(hostile, "report", str(hostile))
    assert "Launch the app" in result.stdout
    assert str(hostile) not in result.stdout + result.stderr


def test_python_with_m_takes_no_library_from_the_folder_that_is_checked(hostile: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    command = [sys.executable, "-m", "okrlint", "check", "okrs.md", "--select", "OKR101"]
    environment["PYTHONPATH"] = str(ROOT)
    (hostile / "sitecustomize.py").unlink()  # Python itself runs this one, before okrlint
    result = subprocess.run(command, cwd=hostile, env=environment, capture_output=True, text=True)
    assert result.returncode == 1, result.stderr
    assert result.stdout.startswith("okrs.md:5:8: OKR101")
    assert not (hostile / "trapped").exists()
