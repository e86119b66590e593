"""The files of a run with their bytes and settings, before anybody looks into them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from okrlint.core.errors import UnreadableError
from okrlint.core.settings import Settings
from okrlint.workspace.files import Found, find
from okrlint.workspace.raw import file_bytes, stdin_bytes
from okrlint.workspace.settings import DEFAULT, Options, SettingsFinder

STDIN_NAME = "<stdin>"
"""What standard input is called where it was given no name."""


class Raw(NamedTuple):
    """A file as it lies there. `file` is an absolute path, "" for standard input; `shown` is what people call it."""

    file: str
    shown: str
    data: bytes
    settings: Settings


Files = Sequence[Raw | UnreadableError]


def _is_left_out(found: Found, settings: Settings, options: Options) -> bool:
    """Whether `--force-exclude` leaves out standard input because of the name that it was given."""
    if found.file or not options.force_exclude or not options.stdin_filename or not settings.exclude:
        return False
    from okrlint.workspace.search import is_excluded

    return is_excluded(os.path.abspath(options.stdin_filename), False, settings)


def _raw(found: Found, settings: Settings, options: Options) -> Raw:
    """One file with its bytes. Raises UnreadableError."""
    if found.file:
        return Raw(found.file, found.shown, file_bytes(found.file, found.shown), settings)
    shown = options.stdin_filename.replace("\\", "/") if options.stdin_filename else STDIN_NAME
    return Raw("", shown, stdin_bytes(shown), settings)


def gather(paths: Iterable[str], options: Options = DEFAULT) -> list[Raw | UnreadableError]:
    """The files that paths stand for: files as they are named, folders searched, "-" for standard input.

    What cannot be read gives an error at its place. Raises ConfigError where a configuration is broken, OkrlintError
    where there is nothing to compare with.
    """
    paths = list(paths)
    if options.diff_base is not None:
        from okrlint.workspace.history import check_options

        check_options(paths, options)
    finder = SettingsFinder(options)
    done: list[Raw | UnreadableError] = []
    for found in find(paths, finder.of_folder, options.force_exclude):
        try:
            if isinstance(found, UnreadableError):
                raise found
            place = found.file or os.path.abspath(options.stdin_filename or STDIN_NAME)
            settings = finder.of_folder(os.path.dirname(place))
            if not _is_left_out(found, settings, options):
                done.append(_raw(found, settings, options))
        except UnreadableError as error:
            done.append(error)
    return done
