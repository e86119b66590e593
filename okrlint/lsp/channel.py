"""What comes from the editor, with messages that are announced larger than any left unread."""

from __future__ import annotations

import re
from typing import BinaryIO

from okrlint.core.errors import OkrlintError

LARGEST = 1 << 30
"""Bytes of a message; an editor that announces more has lost its place, and memory would not hold it."""

_LENGTH = re.compile(rb"Content-Length: 0*+(\d++)\s*+", re.IGNORECASE)


class Channel:
    """Standard input as the protocol's library reads it: a line of a header, or the bytes of a message."""

    def __init__(self, stdin: BinaryIO) -> None:
        self._stdin = stdin

    def readline(self) -> bytes:
        """The next line of a header. Raises OkrlintError where it announces a message that is far too large."""
        line = self._stdin.readline()
        size = _LENGTH.fullmatch(line)
        if size and (len(size[1]) > len(str(LARGEST)) or int(size[1]) > LARGEST):
            raise OkrlintError(f"the editor announces a message of more than {LARGEST:,} bytes; okrlint lsp ends")
        return line

    def read(self, size: int) -> bytes:
        """The bytes of a message."""
        return self._stdin.read(size)
