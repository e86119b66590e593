"""Bytes of a file become the text of a Source."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from okrlint.core.errors import UnreadableError
from okrlint.core.source import Source
from okrlint.formats import format_of, is_binary, not_read
from okrlint.workspace.raw import file_bytes, stdin_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32 goes first, because UTF-16's is the start of it."""

_EXCEL = "windows-1252"
"""What Excel writes for CSV files where nobody asks it for Unicode."""


def _encoding(data: bytes, wanted: str) -> str:
    """What the byte order mark says, else what is wanted."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), wanted)


def _undecodable(error: UnicodeDecodeError, encoding: str, path: str) -> UnreadableError:
    """The error at the line and column of the first bad byte."""
    before = error.object[: error.start].decode(encoding, "replace")
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    line = len(before.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    reason = f"byte 0x{error.object[error.start]:02x} is not {encoding.removesuffix('-sig').upper()}"
    hint = "; name the encoding of the file with --encoding, for instance --encoding windows-1252"
    return UnreadableError(reason + hint, path, line, len(before) - line_start + 1)


def decode(data: bytes, path: str, encoding: str = "utf-8") -> str:
    """The text of some bytes without a byte order mark; a mark says more than `encoding`.

    Raises UnreadableError for a binary file and for bytes that are not of the encoding.
    """
    name = _encoding(data, encoding)
    if b"\0" in data and not codecs.lookup(name).name.startswith(("utf-16", "utf-32")):
        raise UnreadableError("it is a binary file, not text", path)
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(error, name, path) from error
    except (UnicodeError, LookupError) as error:
        raise UnreadableError(f"its bytes are not {name}: {error}", path) from error


def source_of(data: bytes, shown: str, encoding: str = "utf-8") -> Source:
    """The bytes of a file that is named `shown` as a Source: their text, or as they are where the format is no text.

    Raises UnreadableError.
    """
    if is_binary(shown):
        return Source(shown, "", data=data)
    try:
        return Source(shown, decode(data, shown, encoding))
    except UnreadableError as error:
        if format_of(shown) is None and PurePath(shown).suffix:
            raise UnreadableError(not_read(shown), shown) from error
        if format_of(shown) != "csv" or not _is_utf_8(_encoding(data, encoding)) or b"\0" in data:
            raise
        return Source(shown, decode(data, shown, _EXCEL))


def _is_utf_8(encoding: str) -> bool:
    return codecs.lookup(encoding).name == "utf-8"


def read_source(file: str, shown: str, encoding: str = "utf-8") -> Source:
    """A file as a Source that is named `shown`. Raises UnreadableError, also for what is no regular file."""
    return source_of(file_bytes(file, shown), shown, encoding)


def read_stdin(shown: str, encoding: str = "utf-8") -> Source:
    """Standard input as a Source that is named `shown`. Raises UnreadableError."""
    return source_of(stdin_bytes(shown), shown, encoding)
