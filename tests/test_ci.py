"""What CI systems are given: valid by their schemas, and doing what it says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BASH = shutil.which("bash")
BAD = "# Bakery, 2026 Q3\n\n## Objective: Regulars come back\n\n- KR1: Launch the app\n- KR2: Launch the van\n"

needs_schemas = pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed")
needs_bash = pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="bash is not installed")


@needs_schemas
@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "examples/ci/github-workflow.yml"),
        ("vendor.gitlab-ci", "examples/ci/gitlab-ci.yml"),
    ],
)
def test_it_is_valid(schema: str, path: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@needs_schemas
def test_the_schema_would_find_a_mistake(tmp_path: Path) -> None:
    wrong = (ROOT / "action.yml").read_text(encoding="utf-8").replace("using: composite", "usng: composite")
    (tmp_path / "action.yml").write_text(wrong, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1


def step(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as GitHub would, with some inputs."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    last = action["runs"]["steps"][-1]
    given = {name: about["default"] for name, about in action["inputs"].items()} | inputs
    named = {name: given[value.split("inputs.")[1].split(" ")[0]] for name, value in last["env"].items()}
    program = folder / "bin" / "okrlint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from okrlint.cli import start; start()" "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **named, "PATH": path, "PYTHONPATH": str(ROOT)}
    command = [BASH or "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", last["run"]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@needs_bash
def test_the_action_fails_where_there_are_findings(tmp_path: Path) -> None:
    (tmp_path / "okrs.md").write_text(BAD)
    done = step(tmp_path, format="text")
    assert done.returncode == 1, done.stderr
    assert "okrs.md:5:" in done.stdout


@needs_bash
def test_the_action_takes_options_and_several_paths_and_runs_no_input(tmp_path: Path) -> None:
    for name in ("a-okrs.md", "b-okrs.md"):
        (tmp_path / name).write_text(BAD)
    inputs = {"format": "json", "output": "report.json", "paths": "a-okrs.md b-okrs.md $(touch/trap) ;touch trap"}
    done = step(tmp_path, args="--select OKR101 --exit-zero", **inputs)
    assert done.returncode == 2
    assert "$(touch/trap)" in done.stderr
    report = (tmp_path / "report.json").read_text()
    assert report.count('"OKR101"') == 4
    assert not (tmp_path / "trap").exists()


@needs_bash
def test_the_action_passes_where_nothing_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "okrs.md").write_text(BAD)
    assert step(tmp_path, format="text", args="--select OKR304").returncode == 0


def test_the_job_for_gitlab_uses_options_that_there_are() -> None:
    job = yaml.safe_load((ROOT / "examples" / "ci" / "gitlab-ci.yml").read_text(encoding="utf-8"))["okrlint"]
    assert job["script"] == ["okrlint check --format gitlab --output gl-code-quality-report.json ."]
    assert job["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"
