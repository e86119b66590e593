"""OKRs in Word documents: headings, lists and tables; macros are never run, locked files and bombs never opened."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.formats.docx_body import Body
from okrlint.formats.prose.nodes import nest
from okrlint.formats.prose.outline import outline
from okrlint.formats.zipped import CROWDED, is_crowded

_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
_MOST_BYTES = 300 << 20
_MOST_TEXT = 50 << 20
_MOST_PARTS = 10_000
_MACROS = "vbaproject.bin"


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read a Word document; `names` maps the author's column heads to field names."""
    opened = _opened(source.data or b"", source.path)
    if getattr(opened.element, "body", None) is None:
        raise UnreadableError("it is no Word document: it has no body", source.path)
    body = Body(opened)
    nodes = body.read()
    text = Source(source.path, body.text, source.format, places=tuple(body.places))
    return outline(text, "docx", nest(nodes), names, problems=tuple(body.problems))


def _opened(data: bytes, path: str) -> Any:
    """The document in some bytes. Raises UnreadableError."""
    _inspect(data, path)
    try:
        import docx
    except ImportError:
        reason = "Word documents need python-docx; install it with: pip install 'okrlint[docx]'"
        raise UnreadableError(reason, path) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if is_crowded(archive):
                raise UnreadableError(CROWDED, path)
        return docx.Document(io.BytesIO(data))
    except UnreadableError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # the library lets through whatever its parsers raise
        raise UnreadableError(f"it is no Word document: {_short(error)}", path) from error


def _inspect(data: bytes, path: str) -> None:
    """Look at the outside of an archive before anything in it is unpacked. Raises UnreadableError."""
    if data.startswith(_LOCKED):
        reason = "it is protected with a password, or an old Word document; save it as .docx without a password"
        raise UnreadableError(reason, path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, zlib.error, OverflowError):
        raise UnreadableError("it is no Word document (.docx)", path) from None
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("it is protected with a password", path)
    texts = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES or texts > _MOST_TEXT:
        raise UnreadableError("unpacked it would be far larger than any text; it is not opened", path)
    if any(part.filename.lower().endswith(_MACROS) for part in parts):
        raise UnreadableError("it has macros, which okrlint never touches; save it as .docx without them", path)


def _short(error: Exception) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= 100 else f"{words[:99]}…"
