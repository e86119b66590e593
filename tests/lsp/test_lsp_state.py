"""Edits at random: what the server knows is what a fresh reading of the same text would say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "lsp_state.py"


def script() -> ModuleType:
    """The script that does the same with as many edits as one likes."""
    spec = importlib.util.spec_from_file_location("lsp_state", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [3, 4])
def test_random_edits(seed: int) -> None:
    assert script().run(edits=150, seed=seed) == 0


def test_a_difference_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    module = script()
    monkeypatch.setattr(module.convert, "offset", lambda source, place, codec: 0)
    monkeypatch.setattr(module.convert, "changed", lambda source, change, codec: source)
    assert module.run(edits=50, seed=3) > 0
