"""The documents that are open in the editor, as they stand there."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from lsprotocol import types
from pygls.uris import urlparse
from pygls.workspace import PositionCodec

from okrlint.core.source import Source
from okrlint.formats import BINARY, SUFFIXES, format_of, is_binary
from okrlint.lsp import convert
from okrlint.workspace.files import shown_path

_LANGUAGES = {name: name for name in SUFFIXES.values() if name not in BINARY} | {"tsv": "csv", "plaintext": "text"}
"""The format of a document whose name promises none, by what the editor calls its language."""


@dataclass(frozen=True, slots=True)
class Document:
    """An open document. `file` is an absolute path; nothing need be there yet."""

    uri: str
    file: str
    source: Source
    version: int

    def changed(self, params: types.DidChangeTextDocumentParams, codec: PositionCodec) -> Document:
        """The document after the changes of one notification."""
        source = self.source
        for change in params.content_changes:
            source = convert.changed(source, change, codec)
        return replace(self, source=source, version=params.text_document.version)


def _file(uri: str) -> str:
    """The file of a document; one that was never saved is taken to lie in the current folder."""
    return os.path.abspath(convert.path_of(uri) or _name(uri) or "untitled")


def _name(uri: str) -> str:
    """The last part of an address that names no file."""
    try:
        path: str = urlparse(uri)[2]
        return os.path.basename(path)
    except ValueError:
        return ""


def opened(item: types.TextDocumentItem) -> Document:
    """A document that the editor opens; its source has no format where okrlint reads no such files."""
    file = _file(item.uri)
    form = None if is_binary(file) else format_of(file) or _LANGUAGES.get(item.language_id)
    return Document(item.uri, file, Source(shown_path(file), item.text, form), item.version)
