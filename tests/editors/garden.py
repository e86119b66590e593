"""A folder with OKRs that editors open, and the editors themselves, where they are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
CONFIGURATIONS = ROOT / "editors"
ACTION = "Keep OKR314 quiet here, with a reason"
COMMENT = " <!-- okrlint: ignore OKR314 [reason] -->"
HEAD = "# Garden shop 🌻, 2026 Q3\n\n## Objective: Neighbours 🌱 find all they need for their balcony with us\n\n"
LINE = "- 🚀 Größer 👩‍🌾: raise the share of returning customers from 31% to TBD\n"


@dataclass(frozen=True)
class Garden:
    """A folder with a document that has one finding, and a program `okrlint` in front of PATH."""

    folder: Path
    document: Path
    home: Path
    text: str

    def environment(self, **more: str) -> dict[str, str]:
        """Variables of an editor that knows nothing of the one who runs the tests."""
        path = os.pathsep.join([str(self.home / "bin"), os.environ["PATH"]])
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "VIM", "NVIM"))}
        return kept | {"PATH": path, "HOME": str(self.home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"} | more

    def session(self, command: list[str], **more: str) -> dict[str, Any]:
        """What a session with an editor notes down in the file that OKRS_NOTES names."""
        notes = self.home / "notes.json"
        told = {"OKRS_FILE": str(self.document), "OKRS_NOTES": str(notes), "OKRS_ACTION": ACTION}
        settings = {"OKRS_CONFIGURATIONS": str(CONFIGURATIONS)}
        environment = self.environment(**told, **settings, **more)
        options = {"env": environment, "cwd": self.folder, "stdin": subprocess.DEVNULL, "timeout": 120}
        done = subprocess.run(command, capture_output=True, check=False, **options)
        assert notes.is_file(), done.stderr.decode("utf-8", "replace")
        found: dict[str, Any] = json.loads(notes.read_text(encoding="utf-8"))
        return found

    def check(self, notes: Mapping[str, Any]) -> None:
        """That a session saw and did what it should, and saved it."""
        assert notes.get("problem") is None
        assert notes["words"] == ["TBD"]
        assert "OKR314" in notes["message"]
        assert "metric" in notes["hover"]
        assert ACTION in notes["actions"]
        assert notes["cleared"] is True
        assert self.document.read_text(encoding="utf-8") == self.kept_quiet()

    def kept_quiet(self) -> str:
        """The document after OKRS_ACTION."""
        return self.text.replace("TBD", "TBD" + COMMENT)


def plant(home: Path, folder: Path, line: str = LINE) -> Garden:
    """A folder with one document that ends with a line. Few rules run, so that new ones change nothing here."""
    (home / "bin").mkdir(parents=True)
    (folder / ".git").mkdir(parents=True)
    program = home / "bin" / "okrlint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m okrlint "$@"\n')
    program.chmod(0o755)
    (folder / "okrlint.toml").write_text('select = ["placeholder"]\n')
    document = folder / "okrs.md"
    document.write_text(HEAD + line, encoding="utf-8")
    return Garden(folder, document, home, HEAD + line)


def programs(name: str, variable: str) -> list[str]:
    """An editor on PATH, and those that an environment variable names."""
    named = [one for one in os.environ.get(variable, "").split(os.pathsep) if one]
    found = shutil.which(name)
    return [*([found] if found else []), *named]


def editors(name: str, variable: str, title: str) -> list[Any]:
    """Parameters of a test: every editor of a kind, or one that says why it is skipped."""
    found = programs(name, variable)
    none = pytest.mark.skip(reason=f"{title} ({name}) is neither on PATH nor named by {variable}")
    return [pytest.param(one, id=one) for one in found] or [pytest.param("", marks=none, id="none")]
