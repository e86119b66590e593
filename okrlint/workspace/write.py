"""Write files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress


def _write_new(path: str, data: bytes) -> None:
    """Make a file that must not exist yet; nothing is left of it where it cannot be written."""
    file = open(path, "xb")  # noqa: SIM115 - a failing open must not remove what is there
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        os.unlink(path)
        raise


def _like(path: str, temporary: str) -> None:
    """Give a file the owner, mode and access lists of the one that it replaces, as far as this user may."""
    about = os.stat(path)
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(temporary, about.st_uid, about.st_gid)
    shutil.copystat(path, temporary)
    os.utime(temporary)


def _replace(path: str, data: bytes) -> None:
    """Write a neighbour and put it in the place of the file, with the file's owner and mode."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.urandom(4).hex()}.tmp")
    _write_new(temporary, data)
    try:
        if os.path.exists(path):
            _like(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):  # an interrupt may come when it is in its place already
            os.unlink(temporary)
        raise


def write(path: str, data: bytes) -> None:
    """Put `data` into a file: all of it, or nothing. A link stays a link; a device or pipe is simply written to.

    Raises OSError.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as file:
            file.write(data)
    else:
        _replace(target, data)


def create(path: str, data: bytes) -> None:
    """Make a file that must not exist yet. Raises FileExistsError where it does, OSError where it cannot be made."""
    _write_new(path, data)
