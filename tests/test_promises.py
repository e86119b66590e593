"""What SECURITY.md promises: nothing is sent, run, started or written while a repository is checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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


def run(folder: Path, *arguments: str, may_write: str = "/") -> subprocess.CompletedProcess[str]:
    """okrlint with somebody who watches; it may write one file, or none."""
    command = [sys.executable, str(ROOT / "tests" / "promises.py"), *arguments]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OKRLINT_MAY_WRITE": may_write,
    }
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


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (["fix", "--unsafe", "okrs.md"], "okrs.md"),
        (["baseline", "write", "."], "okrlint-baseline.json"),
        (["check", ".", "--output", "report.txt"], "report.txt"),
        (["report", ".", "--output", "card.html"], "card.html"),
    ],
)
def test_only_what_is_named_is_written(hostile: Path, arguments: list[str], written: str) -> None:
    before = {path: path.read_bytes() for path in hostile.rglob("*") if path.is_file()}
    result = run(hostile, *arguments, may_write=written)
    assert "broken promise" not in result.stderr
    assert "Traceback" not in result.stderr
    after = {path: path.read_bytes() for path in hostile.rglob("*") if path.is_file()}
    assert {path.name for path in after if after[path] != before.get(path)} == {written}


@pytest.mark.parametrize("arguments", [["fix", "--unsafe", "okrs.md"], ["baseline", "write", "."]])
def test_writing_without_leave_would_be_found(hostile: Path, arguments: list[str]) -> None:
    result = run(hostile, *arguments)
    assert (result.returncode, result.stderr[:22]) == (99, "broken promise: writes")


def test_the_language_server_sends_runs_starts_and_writes_nothing(hostile: Path) -> None:
    uri = (hostile / "okrs.md").as_uri()
    opened = {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": OKRS}}
    place = {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 9}}
    sent: list[dict[str, object]] = [
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {"rootUri": hostile.as_uri(), "capabilities": {}},
        },
        {"jsonrpc": "2.0", "method": "initialized", "params": {}},
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": opened},
        {"jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": place},
        {"jsonrpc": "2.0", "id": 3, "method": "shutdown"},
        {"jsonrpc": "2.0", "method": "exit"},
    ]
    framed = [f"Content-Length: {len(body)}\r\n\r\n{body}".encode() for body in map(json.dumps, sent)]
    before = sorted(path.name for path in hostile.rglob("*"))
    command = [sys.executable, str(ROOT / "tests" / "promises.py"), "lsp"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, cwd=hostile, env=environment, **pipes) as server:
        assert server.stdin
        assert server.stdout
        os.write(server.stdin.fileno(), b"".join(framed[:-2]))
        said = b""
        while b"OKR101" not in said and (more := os.read(server.stdout.fileno(), 65536)):
            said += more
        _, errors = server.communicate(b"".join(framed[-2:]))
    assert b"OKR101" in said
    assert (server.returncode, errors) == (0, b"")
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
