"""The bytes of files and of standard input as they are, and the names of what they may be encoded in."""

from __future__ import annotations

import os
import stat
import sys

from okrlint.core.errors import OkrlintError, UnreadableError, reason_of


def file_bytes(file: str, shown: str) -> bytes:
    """The content of a file that is named `shown`. Raises UnreadableError, also for what is no regular file."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            raise UnreadableError("it is not a file", shown)
        with open(file, "rb") as opened:
            return opened.read()
    except OSError as error:
        raise UnreadableError(reason_of(error), shown) from error


def stdin_bytes(shown: str) -> bytes:
    """The content of standard input. Raises UnreadableError."""
    if sys.stdin is None:
        raise UnreadableError("standard input is closed", shown)
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise UnreadableError(reason_of(error), shown) from error


def check_encoding(name: str) -> str:
    """The name of an encoding that Python knows, as it is. Raises OkrlintError for any other."""
    try:
        b"\0\0\0\0".decode(name)  # nothing at all would be decoded with any name
    except UnicodeDecodeError:
        pass
    except (LookupError, ValueError) as error:
        raise OkrlintError(f'there is no encoding "{name}"') from error
    return name
