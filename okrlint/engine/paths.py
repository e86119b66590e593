"""Whether a file is one of those that globs mean."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from okrlint.core.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@lru_cache(maxsize=256)
def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs)


def check_glob(glob: str) -> None:
    """Raise ConfigError for what is no line of a `.gitignore`."""
    try:
        _spec((glob,))
    except ValueError:
        raise ConfigError(f'"{glob}" is not a glob as in a .gitignore') from None


def matches(path: str, globs: tuple[str, ...], root: str) -> bool:
    """Whether a path, as people are shown it, is meant by globs as of a `.gitignore` in the folder `root`."""
    if not globs:
        return False
    try:
        relative = os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # on another drive
        return False
    return not relative.startswith("../") and _spec(globs).match_file(relative)
