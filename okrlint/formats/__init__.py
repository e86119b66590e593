"""Bytes become documents: one module per format, positions exact in every one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath

from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document
from okrlint.core.source import Source

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".toml": "toml",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mdx": "mdx",
    ".org": "org",
    ".txt": "text",
    ".text": "text",
    ".docx": "docx",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
"""The module of `okrlint.formats` that reads files with this suffix."""


BINARY = frozenset({"xlsx", "docx"})
"""Formats that are no text: their modules read `Source.data`, and make the text of the document's source."""


_SAVE_AS = {
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), ".xlsx or .csv"),
    **dict.fromkeys((".doc", ".docm", ".dotx", ".odt", ".rtf", ".pages"), ".docx"),
}


def not_read(path: str) -> str:
    """That okrlint does not read such files, and what would help."""
    suffix = PurePath(path).suffix
    hint = f"; save it as {better}" if (better := _SAVE_AS.get(suffix.lower())) else ""
    return f"okrlint does not read {suffix or 'such'} files{hint}"


def is_binary(path: str) -> bool:
    """Whether a file name promises a format that is no text."""
    return format_of(path) in BINARY


def format_of(path: str) -> str | None:
    """The format that a file name promises, None where okrlint reads no such files."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


def read(source: Source, fields: Mapping[str, str] | None = None) -> Document:
    """Read the objectives and key results of a source.

    `fields` maps names of the author's own (column heads, keys) to names in `okrlint.core.model.FIELDS` or to
    "objective" and "key_result". Raises UnreadableError where nothing can be read.
    """
    name = source.format or format_of(source.path)
    if name not in set(SUFFIXES.values()):
        raise UnreadableError(not_read(source.path), source.path)
    document: Document = import_module(f"okrlint.formats.{name}").read(source, fields or {})
    from okrlint.formats.bounds import bounded

    return bounded(document)
