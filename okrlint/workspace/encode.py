"""Text becomes the bytes of a file again, exactly as those that it was read from."""

from __future__ import annotations

import codecs
import sys
from typing import NamedTuple

from okrlint.core.errors import OkrlintError
from okrlint.workspace.decode import decode

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Encoding(NamedTuple):
    """How a file is encoded: its byte order mark, "" where it has none, and the codec of what follows."""

    mark: bytes
    codec: str

    def encode(self, text: str) -> bytes:
        """The bytes of a whole file. Raises UnicodeEncodeError where the encoding lacks a character."""
        return self.mark + text.encode(self.codec)

    def holds(self, text: str) -> bool:
        """Whether the encoding has every character of a text."""
        try:
            text.encode(self.codec)
        except UnicodeEncodeError:
            return False
        return True


def _without_mark(name: str) -> Encoding:
    """The encoding of a file that has no byte order mark; codecs that would write one are taken without."""
    name = codecs.lookup(name).name
    order = "-le" if sys.byteorder == "little" else "-be"
    return Encoding(b"", {"utf-8-sig": "utf-8", "utf-16": f"utf-16{order}", "utf-32": f"utf-32{order}"}.get(name, name))


def encoding_of(data: bytes, path: str, wanted: str = "utf-8") -> Encoding:
    """The encoding of a file's bytes; `wanted` counts where there is no byte order mark.

    Raises OkrlintError where the bytes are not those that the encoding would give for their text, so that nothing could
    be changed without changing all, and UnreadableError where they cannot be read.
    """
    found = next((Encoding(mark, codec) for mark, codec in _MARKS if data.startswith(mark)), _without_mark(wanted))
    if found.encode(decode(data, path, wanted)) != data:
        raise OkrlintError(f"{path}: not written: its bytes are no plain {found.codec}, and would not all stay")
    return found
