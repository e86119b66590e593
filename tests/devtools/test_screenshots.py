"""The pictures of the documentation."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as Tree

from okrlint.devtools import screenshots

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / screenshots.FOLDER


def test_what_the_terminal_shows_is_svg_that_loads_nothing() -> None:
    drawn = screenshots.terminal(ROOT)
    Tree.fromstring(drawn)  # noqa: S314 - our own
    assert "OKR304" in drawn
    assert set(re.findall(r"https?://[^\"\s)]+", drawn)) == {"http://www.w3.org/2000/svg"}


def test_every_picture_is_there_and_small() -> None:
    by_hand = {"vscode.png"}
    names = {"check.svg", *(f"{shot.name}.png" for shot in screenshots.SHOTS)} | by_hand
    assert {path.name for path in IMAGES.iterdir()} == names
    assert [path.name for path in IMAGES.iterdir() if path.stat().st_size > screenshots.LARGEST] == []
