"""What the sessions with editors have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
from garden import Garden, plant


@pytest.fixture
def garden(tmp_path: Path) -> Garden:
    """A folder with OKRs, ready to be opened."""
    return plant(tmp_path / "home", tmp_path / "garden shop é")
