"""Wording in `okrlint check`: an objective is measured once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Okrlint

OKRS = """# OKRs Q1 2027

Team: Shop

## Checkout

- Put a card reader at every till
- Rewrite the driver of the receipt printer
- Train all cashiers in the new till
"""


def test_what_one_key_result_is_offered_the_next_one_is_not(okrlint: Okrlint, project: Path) -> None:
    (project / "okrs.md").write_text(OKRS, encoding="utf-8")
    found = json.loads(okrlint("check", "okrs.md", "--format", "json").output)["diagnostics"]
    offered = [text for one in found for text in one["suggestions"]]
    assert any("checkout" in text for text in offered)
    assert len(set(offered)) == len(offered)
