"""Remember what was worked out for an object, as long as the same object is asked about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST = 4096


def by_identity(function: Callable[[T, str], R]) -> Callable[[T, str], R]:
    """A function of an object and a text that works out each pair once; comparing large objects would take longer."""
    known: dict[tuple[int, str], tuple[T, R]] = {}

    @wraps(function)
    def remembering(value: T, text: str) -> R:
        """What is known, else what the function says."""
        key = (id(value), text)
        found = known.get(key)
        if found is not None and found[0] is value:
            return found[1]
        if len(known) >= _MOST:
            known.clear()
        result = function(value, text)
        known[key] = (value, result)
        return result

    return remembering
