"""The search of a folder for files with OKRs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from okrlint.config.keys import FILE_NAMES
from okrlint.core.errors import UnreadableError, reason_of
from okrlint.core.settings import INCLUDE, Settings
from okrlint.formats import format_of
from okrlint.workspace.files import is_own
from okrlint.workspace.globs import NEVER_SEARCHED, Globs, gitignore, gitignores_above, globs, is_ignored
from okrlint.workspace.sniff import file_looks_like_okrs, is_report

SettingsOf = Callable[[str], Settings]
"""The settings of the files in a folder (an absolute path)."""

_Waiting = list[tuple[str, bool, tuple[Globs, ...]]]


def _is_rule_file(path: str, settings: Settings) -> bool:
    """Whether a path is a file of one of the packs that the settings name."""
    return os.path.dirname(path) in settings.extend_packs and path.lower().endswith((".yaml", ".yml"))


def is_excluded(path: str, is_folder: bool, settings: Settings) -> bool:
    """Whether `exclude` leaves a path out, or it is a rule file of a pack, a configuration or a baseline.

    Globs of the command line are relative to the current folder.
    """
    if not is_folder and (is_own(path) or _is_rule_file(path, settings)):
        return True
    if not settings.exclude:
        return False
    base = os.getcwd() if settings.origin("exclude") == "--exclude" else settings.root
    return bool(globs(settings.exclude, base).verdict(path, is_folder))


def _by_name(path: str, root: str, settings: Settings) -> bool:
    """Whether `include` takes a file; the standard globs look at no folder above the one that is searched."""
    base = root if settings.include == INCLUDE else settings.root
    return bool(globs(settings.include, base, any_case=True).verdict(path))


def _by_content(path: str) -> bool:
    """Whether a file looks like OKRs; one that cannot be read is taken, so that somebody hears of it."""
    try:
        return file_looks_like_okrs(path)
    except OSError:
        return True


def _could_be_read(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file of a format that okrlint reads, or a link with such a name that points nowhere.

    okrlint's own configuration holds no OKRs.
    """
    if not format_of(entry.name) or entry.name in FILE_NAMES:
        return False
    return os.path.isfile(entry.path) or (entry.is_symlink() and not os.path.exists(entry.path))


def _leads_out(entry: os.DirEntry[str], root: str) -> bool:
    """Whether an entry is a link to something outside of the folder that is searched."""
    if not entry.is_symlink() or not os.path.exists(entry.path):
        return False
    home = os.path.realpath(root).rstrip(os.sep) + os.sep
    return not os.path.realpath(entry.path).startswith(home)


def _takes(entry: os.DirEntry[str], is_folder: bool, root: str, settings: Settings) -> bool:
    """Whether a search goes into a folder or gives a file."""
    if (is_folder and entry.name in NEVER_SEARCHED) or is_excluded(entry.path, is_folder, settings):
        return False
    if is_folder:
        return True
    if not _could_be_read(entry) or _leads_out(entry, root):
        return False
    if not (_by_name(entry.path, root, settings) or _by_content(entry.path)):
        return False
    return format_of(entry.name) not in ("html", "markdown") or not is_report(entry.path)


def _enter(folder: str, root: str, chain: tuple[Globs, ...], settings: Settings) -> _Waiting:
    """What a search takes of a folder, in the order of the names. Raises OSError."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    chain = (*chain, *gitignore(folder))
    with_kinds = [(entry, entry.is_dir(follow_symlinks=False)) for entry in ordered]
    return [
        (entry.path, is_folder, chain)
        for entry, is_folder in with_kinds
        if not is_ignored(entry.path, is_folder, chain) and _takes(entry, is_folder, root, settings)
    ]


def search(root: str, settings_of: SettingsOf) -> Iterator[str | UnreadableError]:
    """The files with OKRs in a folder (an absolute path), sorted; folders at their place among the files.

    Links to folders, and those that lead out of the folder, are not followed. A folder that cannot be listed gives an
    error that names it.
    """
    waiting: _Waiting = [(root, True, gitignores_above(root))]
    while waiting:
        path, is_folder, chain = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            waiting += reversed(_enter(path, root, chain, settings_of(path)))
        except OSError as error:
            yield UnreadableError(reason_of(error), path)
