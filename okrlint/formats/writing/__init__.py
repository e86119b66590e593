"""Words put into a file as its format demands: one module per format, and no input or output."""

from __future__ import annotations

from importlib import import_module

from okrlint.core.finding import Edit
from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.formats.writing.words import UnwritableError, one_line

__all__ = ["WRITTEN", "UnwritableError", "edits"]

_STOPS = frozenset(".;")

WRITTEN = frozenset({"markdown", "mdx", "yaml", "json", "csv", "toml", "html", "org", "text"})
"""The formats that okrlint writes; it writes no other, such as spreadsheets and word processors' documents."""


def edits(document: Document, span: Span, text: str) -> tuple[Edit, ...]:
    """The edits that make `text` stand where `span` of a document stands, such as the span of a sentence.

    Quotes and escapes are those that the format wants there; white space in `text` becomes single spaces. Markup that
    the span cuts in two goes with it, everything else stays; so does the full stop of a sentence that more follows on.
    The edits may be wider than `span`: a YAML scalar, a cell
    or a TOML string gets quotes where it needs them now. What a reader makes of the whole file afterwards is not looked
    at here; `okrlint.engine.fix.apply` does. Raises UnwritableError where the words cannot stand there.
    """
    if document.format not in WRITTEN:
        raise UnwritableError(f"okrlint does not write into {document.format or 'such'} files")
    writer = import_module(f"okrlint.formats.writing.{document.format}")
    words = one_line(text)
    words += _stop(document.source, span, words)
    found: tuple[Edit, ...] = writer.edits(document.source, span, words)
    return found


def _stop(source: Source, span: Span, words: str) -> str:
    """What ended the old sentence, where more follows on its line and the new one ends without."""
    last, following = source.text[span.end - 1 : span.end], source.text[span.end : span.end + 2]
    follows = following[:1] == " " and following.strip()
    return last if last in _STOPS and follows and words[-1] not in ".;?!" else ""
