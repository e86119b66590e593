"""Where the tools and schemas of others are that tests hold reports against."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

NODE = "OKRLINT_NODE_MODULES"
SCHEMAS = "OKRLINT_SCHEMAS"


def in_folder(variable: str, *parts: str) -> Path:
    """A file in the folder that a variable of the environment names; skips the test where it is not there."""
    folder = os.environ.get(variable)
    if not folder:
        pytest.skip(f"{variable} names no folder")
    path = Path(folder, *parts)
    if not path.exists():
        pytest.skip(f"{variable} has no {'/'.join(parts)}")
    return path


def program(*names: str) -> str:
    """The first of some programs that is installed; skips the test where none is."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found
