"""How far a run is, for whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""`tell(stage, done, all)`: 3 of 10 are done; `all` is 0 where nobody knows yet."""


def silent(stage: str, done: int, of: int) -> None:
    """Tell nobody."""
