"""A real Neovim, set up as the documentation says."""

from __future__ import annotations

from pathlib import Path

import pytest
from garden import CONFIGURATIONS, Garden, editors

SESSION = Path(__file__).with_name("neovim_session.lua")


@pytest.mark.parametrize("nvim", editors("nvim", "OKRLINT_NVIM", "Neovim"))
def test_neovim(nvim: str, garden: Garden) -> None:
    runtime = f"set runtimepath+={CONFIGURATIONS / 'neovim'}"
    notes = garden.session([nvim, "--headless", "--clean", "-i", "NONE", "-n", "--cmd", runtime, "-S", str(SESSION)])
    garden.check(notes)
