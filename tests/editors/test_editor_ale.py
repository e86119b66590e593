"""A real Vim with ALE, set up as the documentation says."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from garden import editors, plant

SESSION = Path(__file__).with_name("ale_session.vim")
ALE = os.environ.get("OKRLINT_ALE", "/usr/share/vim-ale")


@pytest.mark.skipif(not Path(ALE).is_dir(), reason="ALE is neither where Debian puts it nor named by OKRLINT_ALE")
@pytest.mark.parametrize("vim", editors("vim", "OKRLINT_VIM", "Vim"))
def test_ale(vim: str, tmp_path: Path) -> None:
    said = subprocess.run([vim, "--version"], capture_output=True, text=True, check=False).stdout
    if "+job" not in said:
        pytest.skip(f"{vim} is built without jobs")
    line = "- Raise the share of returning customers from 31% to TBD\n"  # ALE takes UTF-16 for bytes
    garden = plant(tmp_path / "home", tmp_path / "garden shop é", line)
    command = [vim, "-N", "--not-a-term", "-n", "-u", str(SESSION), "-i", "NONE"]
    garden.check(garden.session(command, OKRS_ALE=ALE, TERM="dumb"))
