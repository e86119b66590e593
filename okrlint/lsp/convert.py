"""Between okrlint and the protocol: code points and the client's units, severities, diagnostics."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.protocol import default_converter
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec

from okrlint.core.finding import Diagnostic, Related, Severity
from okrlint.core.source import Source, Span

SOURCE = "okrlint"
"""What editors show as the origin of a diagnostic."""

_NEEDLESS = frozenset({"OKR902"})
"""Rules about words that could go: comments that keep nothing quiet."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Client:
    """What was agreed with the editor: the units that positions count, and what it can show.

    `related` places and `tags` of diagnostics, `versions` of what is published; `changes` of versioned documents and
    `snippets` in edits; `markdown` in hovers; symbols in a `tree`.
    """

    codec: PositionCodec
    related: bool = False
    versions: bool = False
    tags: bool = False
    changes: bool = False
    snippets: bool = False
    markdown: bool = False
    tree: bool = False

    @classmethod
    def of(cls, codec: PositionCodec, capabilities: types.ClientCapabilities) -> Client:
        """What an editor said in `initialize`."""

        def can(name: str) -> Any:
            """A capability; None where it was not mentioned."""
            return get_capability(capabilities, name)

        shown, edits = "text_document.publish_diagnostics", "workspace.workspace_edit"
        tags = can(f"{shown}.tag_support")
        return cls(
            codec,
            related=bool(can(f"{shown}.related_information")),
            versions=bool(can(f"{shown}.version_support")),
            tags=bool(tags and types.DiagnosticTag.Unnecessary in tags.value_set),
            changes=bool(can(f"{edits}.document_changes")),
            snippets=bool(can(f"{edits}.document_changes") and can(f"{edits}.snippet_edit_support")),
            markdown=types.MarkupKind.Markdown in (can("text_document.hover.content_format") or ()),
            tree=bool(can("text_document.document_symbol.hierarchical_document_symbol_support")),
        )


def position(source: Source, offset: int, codec: PositionCodec) -> types.Position:
    """The position of a code-point offset; one inside a line end is where the line ends.

    A file that is no text has nothing but a beginning.
    """
    if source.places:
        return types.Position(0, 0)
    line, _ = source.line_column(offset)
    span = source.line_span(line)
    before = source[Span(span.start, min(offset, span.end))]
    return types.Position(line - 1, len(before) if before.isascii() else codec.client_num_units(before))


def range_of(source: Source, span: Span, codec: PositionCodec) -> types.Range:
    """The range of a span."""
    return types.Range(position(source, span.start, codec), position(source, span.end, codec))


def offset(source: Source, place: types.Position, codec: PositionCodec) -> int:
    """The code-point offset of a position; one beyond the end of a line or text is that end."""
    if place.line >= len(source.line_starts):
        return len(source.text)
    span = source.line_span(place.line + 1)
    line = source[span]
    if place.character >= codec.client_num_units(line):
        return span.end
    inside = codec.position_from_client_units([line], types.Position(0, place.character))
    return span.start + inside.character


def changed(source: Source, change: types.TextDocumentContentChangeEvent, codec: PositionCodec) -> Source:
    """The source after a change by the editor: of a range, or of everything."""
    text = change.text
    if isinstance(change, types.TextDocumentContentChangePartial):
        start, end = offset(source, change.range.start, codec), offset(source, change.range.end, codec)
        text = source.text[:start] + change.text + source.text[max(start, end) :]
    return Source(source.path, text, source.format)


def _location(diagnostic: Diagnostic, related: Related, uri: str, codec: PositionCodec) -> types.Location:
    """Where another place of a diagnostic is: in the same file, or in that which it names."""
    if related.source is None or related.source.path == diagnostic.path:
        return types.Location(uri, range_of(diagnostic.source, related.span, codec))
    other = from_fs_path(os.path.abspath(related.source.path)) or uri
    return types.Location(other, range_of(related.source, related.span, codec))


def _related(diagnostic: Diagnostic, uri: str, codec: PositionCodec) -> list[types.DiagnosticRelatedInformation]:
    """The other places of a diagnostic."""
    return [
        types.DiagnosticRelatedInformation(_location(diagnostic, one, uri, codec), one.message or "see here")
        for one in diagnostic.related
    ]


def diagnostic(found: Diagnostic, uri: str, client: Client) -> types.Diagnostic:
    """A diagnostic as the editor gets it."""
    related = _related(found, uri, client.codec) if client.related else []
    return types.Diagnostic(
        range=range_of(found.source, found.span, client.codec),
        message=found.message,
        severity=_SEVERITIES[found.severity],
        code=found.code,
        code_description=types.CodeDescription(found.url) if found.url else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if client.tags and found.code in _NEEDLESS else None,
        related_information=related or None,
    )


def _range_json(source: Source, span: Span, codec: PositionCodec) -> str:
    """A range as it goes over the wire."""
    line, column = source.line_column(span.start)
    start, length = column - 1, span.end - span.start
    before = source.text[span.start - start : span.end]
    if before.isascii() and not source.places and "\n" not in before and "\r" not in before:  # nearly always
        first, last = (line - 1, start), (line - 1, start + length)
    else:
        ends = (position(source, offset, codec) for offset in span)
        first, last = ((one.line, one.character) for one in ends)
    return f'{{"start":{{"line":{first[0]},"character":{first[1]}}},"end":{{"line":{last[0]},"character":{last[1]}}}}}'


@lru_cache(maxsize=4096)
def _words_json(message: str, severity: Severity, code: str, url: str, needless: bool) -> str:
    """All of a diagnostic but its places, as it goes over the wire."""
    told: dict[str, Any] = {"message": message, "severity": _SEVERITIES[severity].value, "code": code, "source": SOURCE}
    if url:
        told["codeDescription"] = {"href": url}
    if needless:
        told["tags"] = [types.DiagnosticTag.Unnecessary.value]
    return json.dumps(told)[1:-1]


def as_json(found: Diagnostic, uri: str, client: Client) -> str:
    """A diagnostic as it goes over the wire; written out because hundreds of them are sent after every key."""
    words = _words_json(found.message, found.severity, found.code, found.url, client.tags and found.code in _NEEDLESS)
    told = f'{{"range":{_range_json(found.source, found.span, client.codec)},{words}'
    if client.related and found.related:
        related = _converter().unstructure(_related(found, uri, client.codec))
        told += f',"relatedInformation":{json.dumps(related)}'
    return told + "}"


@lru_cache(maxsize=1)
def _converter() -> Any:
    """The protocol library's own way to JSON."""
    return default_converter()  # type: ignore[no-untyped-call]


def path_of(uri: str) -> str | None:
    """The file that an address names; None where it names none."""
    try:
        return to_fs_path(uri)
    except ValueError:  # "http://[" is no address at all
        return None


def uri_of(file: str) -> str:
    """The address of a file (an absolute path)."""
    return from_fs_path(file) or file
