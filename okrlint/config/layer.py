"""Values of a configuration, each with where it came from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""No values at all."""


class Layer(NamedTuple):
    """Checked values by key; `origins` names the file and line of each, a table's entries each their own."""

    values: Mapping[str, Any] = NOTHING
    origins: Mapping[str, str] = NOTHING


def relative_path(path: str, start: str) -> str:
    """A path relative to a folder, with forward slashes."""
    try:
        relative = os.path.relpath(path, start)
    except ValueError:  # on another drive
        relative = path
    return relative.replace(os.sep, "/")


def shown_path(path: str) -> str:
    """A path as people are shown it: relative to the current folder where that is shorter, with forward slashes."""
    return min(relative_path(path, os.curdir), path.replace(os.sep, "/"), key=len)
