"""The closest configuration of a file."""

from __future__ import annotations

import os

from okrlint.config.keys import FILE_NAMES


def _mentions_okrlint(path: str) -> bool:
    """Whether a pyproject.toml has a word of okrlint at all; most have none and need no reading."""
    try:
        with open(path, "rb") as file:
            return b"okrlint" in file.read()
    except OSError:
        return False


def _counts(path: str) -> bool:
    """Whether a file that is there is a configuration: a pyproject.toml needs the table [tool.okrlint]."""
    if os.path.basename(path) != "pyproject.toml":
        return True
    if not _mentions_okrlint(path):
        return False
    from okrlint.config.read import has_table

    return has_table(path)


def in_folder(folder: str) -> str | None:
    """The configuration file that stands in a folder, None where there is none."""
    for name in FILE_NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and _counts(path):
            return path
    return None


def closest(folder: str, known: dict[str, str | None] | None = None) -> str | None:
    """The configuration file of a folder (an absolute path) or of the closest one above it.

    A folder with `.git`, the root of a repository, is the last one looked at. `known` remembers the answers of
    earlier calls. Raises ConfigError where a pyproject.toml that speaks of okrlint is broken.
    """
    known = {} if known is None else known
    passed: list[str] = []
    found: str | None = None
    while folder not in known:
        passed.append(folder)
        found = in_folder(folder)
        above = os.path.dirname(folder)
        if found or above == folder or os.path.exists(os.path.join(folder, ".git")):
            break
        folder = above
    else:
        found = known[folder]
    known.update(dict.fromkeys(passed, found))
    return found
