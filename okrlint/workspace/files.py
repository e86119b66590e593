"""From the paths that somebody names to the files that are read, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.errors import OkrlintError, UnreadableError, reason_of
from okrlint.core.settings import Settings

STDIN = "-"
"""How standard input is named."""

_OWN = re.compile(r"\.?okrlint[^/\\]*\.(?:json|toml)", re.IGNORECASE)


def is_own(path: str) -> bool:
    """Whether a file is by its name okrlint's: a configuration, or a baseline."""
    return _OWN.fullmatch(os.path.basename(path)) is not None


class Found(NamedTuple):
    """A file to read: where it lies (an absolute path, "" for standard input) and how people are shown it."""

    file: str
    shown: str


def shown_path(path: str) -> str:
    """A path relative to the current folder where it lies inside, else as it was named; with forward slashes."""
    absolute, here = os.path.abspath(path), os.getcwd()
    if absolute == here:
        return "."
    start = here.rstrip(os.sep) + os.sep
    return (absolute[len(start) :] if absolute.startswith(start) else os.path.normpath(path)).replace(os.sep, "/")


def _in_folder(path: str, settings_of: Callable[[str], Settings]) -> Iterator[Found | UnreadableError]:
    """The files with OKRs in a folder that somebody names."""
    from okrlint.workspace.search import search

    root = os.path.abspath(path)

    def shown(place: str) -> str:
        """The path as people see it, below the folder as they named it."""
        return shown_path(os.path.join(path, os.path.relpath(place, root)))

    for found in search(root, settings_of):
        if isinstance(found, UnreadableError):
            yield UnreadableError(found.reason, shown(found.path))
        else:
            yield Found(found, shown(found))


def _named(path: str, settings_of: Callable[[str], Settings], force_exclude: bool) -> Iterator[Found | UnreadableError]:
    """What a path on the command line stands for."""
    try:
        os.stat(path)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        yield UnreadableError(reason, shown_path(path) if "\0" not in path else path)
        return
    file = os.path.abspath(path)
    is_folder = os.path.isdir(path)
    if force_exclude and _is_excluded(file, is_folder, settings_of):
        return
    yield from _in_folder(path, settings_of) if is_folder else (Found(file, shown_path(path)),)


def _is_excluded(file: str, is_folder: bool, settings_of: Callable[[str], Settings]) -> bool:
    """Whether a named file is left out, because of the configuration or because it is okrlint's own."""
    if not is_folder and is_own(file):
        return True
    settings = settings_of(os.path.dirname(file))
    if not settings.exclude and not settings.extend_packs:
        return False
    from okrlint.workspace.search import is_excluded

    return is_excluded(file, is_folder, settings)


def find(
    paths: Iterable[str], settings_of: Callable[[str], Settings], force_exclude: bool = False
) -> Iterator[Found | UnreadableError]:
    """The files that paths stand for, each once: files as they are named, folders searched.

    `settings_of` gives the settings of a folder (an absolute path). What does not exist or cannot be listed gives an
    UnreadableError at its place. Raises ConfigError where a configuration is broken.
    """
    seen: set[str] = set()
    for path in paths:
        found_here = [Found("", path)] if path == STDIN else _named(path, settings_of, force_exclude)
        for found in found_here:
            key = found.path if isinstance(found, UnreadableError) else found.file and os.path.realpath(found.file)
            if key == "" and key in seen:
                raise OkrlintError("standard input can be read only once")
            if key not in seen:
                seen.add(key)
                yield found
