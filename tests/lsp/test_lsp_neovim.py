"""A real Neovim shows what okrlint finds and clears it when it is mended."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SESSION = Path(__file__).with_name("neovim_session.lua")
TEXT = (
    "# Garden shop, 2026 Q3\n\n## Objective: Neighbours find all they need for their balcony with us\n\n"
    "- 🚀 Größer: raise the share of returning customers from 31% to TBD\n"
)


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim (nvim) is not installed")
def test_neovim_shows_a_finding_and_clears_it(tmp_path: Path) -> None:
    (tmp_path / "okrlint.toml").write_text('select = ["placeholder"]\n')
    document, notes = tmp_path / "okrs.md", tmp_path / "notes.json"
    document.write_text(TEXT, encoding="utf-8")
    told = {"OKRS_FILE": str(document), "OKRS_NOTES": str(notes), "OKRS_PYTHON": sys.executable, "HOME": str(tmp_path)}
    command = ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", str(SESSION)]
    done = subprocess.run(command, env={**os.environ, **told}, capture_output=True, timeout=120, check=False)
    assert notes.is_file(), done.stderr.decode()
    assert json.loads(notes.read_text()) == {
        "count": 1,
        "code": "OKR314",
        "source": "okrlint",
        "severity": 2,
        "words": "TBD",
        "mended": True,
        "ended": True,
    }
