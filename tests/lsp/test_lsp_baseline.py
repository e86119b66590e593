"""The editor leaves out what a baseline has, as the command line does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from talk import Talk

HEAD = "# Garden shop OKRs, 2026 Q3\n\n## O1: Neighbours find all they need for their balcony with us\n\n"
KNOWN = HEAD + "- Raise the share of returning customers from 31% to TBD\n- Raise the guests from 20 to TBD\n"
NEWER = KNOWN + "- Raise the visits from 5 to TBD\n"
BASELINE = "okrlint-baseline.json"
WARNING = 2


def okrlint(folder: Path, *arguments: str) -> str:
    """What the command line says in a folder."""
    command = [sys.executable, "-m", "okrlint", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode < 2, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a baseline of what its file had when it was written."""
    (tmp_path / "okrlint.toml").write_text('select = ["placeholder"]\n')
    (tmp_path / "okrs.md").write_text(KNOWN)
    okrlint(tmp_path, "baseline", "write", ".")
    return tmp_path


def lines(params: Any) -> list[int]:
    """The lines of diagnostics, counted from 1."""
    return [one["range"]["start"]["line"] + 1 for one in params["diagnostics"]]


def changed(talk: Talk, file: Path, text: str) -> None:
    """Change a file beside the editor."""
    file.write_text(text)
    talk.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": file.as_uri(), "type": 2}]})


def test_what_the_baseline_has_is_not_shown(folder: Path) -> None:
    with Talk() as talk:
        talk.start(folder, initializationOptions={"baseline": BASELINE})
        uri = talk.open(folder / "okrs.md", KNOWN)
        assert lines(talk.published(uri)) == []
        talk.change(uri, 2, NEWER)
        shown = lines(talk.published(uri))
        assert talk.end() == 0
    (folder / "okrs.md").write_text(NEWER)
    said = json.loads(okrlint(folder, "check", "--no-cache", "--format", "json", "--baseline", BASELINE, "."))
    assert shown == [one["line"] for one in said["diagnostics"]] == [7]


def test_a_baseline_that_changes_counts_at_once(folder: Path) -> None:
    with Talk() as talk:
        talk.start(folder, initializationOptions={"baseline": BASELINE})
        watched = talk.told("client/registerCapability")
        uri = talk.open(folder / "okrs.md", KNOWN)
        assert lines(talk.published(uri)) == []
        changed(talk, folder / BASELINE, '{"version": 1, "findings": []}')
        assert lines(talk.published(uri)) == [5, 6]
        assert talk.end() == 0
    (files,) = (one for one in watched["registrations"] if one["id"] == "files")
    assert "*.json" in files["registerOptions"]["watchers"][0]["globPattern"]


def test_a_broken_baseline_is_told_and_hides_nothing(folder: Path) -> None:
    with Talk() as talk:
        talk.start(folder, initializationOptions={"baseline": BASELINE})
        uri = talk.open(folder / "okrs.md", KNOWN)
        assert lines(talk.published(uri)) == []
        changed(talk, folder / BASELINE, "{")
        told = talk.told("window/showMessage")
        assert lines(talk.published(uri)) == [5, 6]
        assert talk.end() == 0
    assert told["type"] == WARNING
    assert told["message"].startswith(f"okrlint: {BASELINE}:1: this baseline is no JSON")
    assert told["message"].endswith("(all findings are shown until that is mended)")


def test_a_baseline_must_be_a_file(folder: Path) -> None:
    with Talk() as talk:
        talk.start(folder, initializationOptions={"baseline": 5})
        assert talk.end() == 0
        told = [one["params"]["message"] for one in talk.seen if one.get("method") == "window/showMessage"]
    assert told == ['okrlint: "okrlint.baseline" must be the name of a file']
