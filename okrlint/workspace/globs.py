"""Globs as a `.gitignore` has them: which files a search leaves out or takes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from okrlint.core.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_VERSIONS = frozenset([".git", ".hg", ".svn", ".jj"])
_EDITORS = frozenset([".direnv", ".idea", ".vscode"])
_PACKAGES = frozenset(["node_modules", "bower_components", "site-packages", ".venv", "venv", ".tox", ".nox", ".eggs"])
_CACHES = frozenset(["__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"])

NEVER_SEARCHED = _VERSIONS | _EDITORS | _PACKAGES | _CACHES
"""Folders that no search goes into."""


@dataclass(frozen=True, slots=True)
class Globs:
    """Lines of a `.gitignore` that are relative to a folder (an absolute path)."""

    folder: str
    spec: GitIgnoreSpec
    any_case: bool = False

    def verdict(self, path: str, is_folder: bool = False) -> bool | None:
        """True where the last line that fits an absolute path matches it, False where that line negates, else None."""
        start = self.folder.rstrip(os.sep) + os.sep
        if not path.startswith(start):
            return None
        relative = path[len(start) :].replace(os.sep, "/") + "/" * is_folder
        return self.spec.check_file(relative.lower() if self.any_case else relative).include


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    """Compiled lines. Raises ValueError for one that is no glob."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


@lru_cache(maxsize=64)
def globs(patterns: tuple[str, ...], folder: str, any_case: bool = False) -> Globs:
    """Globs of a configuration or of the command line. Raises ConfigError for what is no glob."""
    for pattern in patterns:
        try:
            _spec([pattern])
        except ValueError as error:
            raise ConfigError(f'"{pattern}" is not a glob as in a .gitignore') from error
    return Globs(folder, _spec(pattern.lower() if any_case else pattern for pattern in patterns), any_case)


def _is_glob(line: str) -> bool:
    """Whether git would take a line of a .gitignore."""
    try:
        _spec([line])
    except ValueError:
        return False
    return True


def gitignore(folder: str) -> tuple[Globs, ...]:
    """The `.gitignore` of a folder, nothing where there is none; lines that are no globs do not count, as in git."""
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8-sig", errors="surrogateescape") as file:
            lines = file.read().split("\n")
    except OSError:
        return ()
    try:
        return (Globs(folder, _spec(lines)),)
    except ValueError:
        return (Globs(folder, _spec(filter(_is_glob, lines))),)


def gitignores_above(folder: str) -> tuple[Globs, ...]:
    """The `.gitignore` files above a folder, down from the root of its repository; nothing outside of one.

    Nothing, too, where they ignore the folder itself: somebody who names it wants to see it.
    """
    chain, place = [], folder
    while not os.path.exists(os.path.join(place, ".git")):
        above = os.path.dirname(place)
        if above == place:
            return ()
        place = above
        chain.append(place)
    found = tuple(one for place in reversed(chain) for one in gitignore(place))
    return () if is_ignored(folder, True, found) else found


def is_ignored(path: str, is_folder: bool, chain: tuple[Globs, ...]) -> bool:
    """Whether the deepest `.gitignore` that says something about a path says that it is ignored."""
    verdicts = (one.verdict(path, is_folder) for one in reversed(chain))
    return next((verdict for verdict in verdicts if verdict is not None), False)
