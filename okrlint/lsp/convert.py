"""Between okrlint and the protocol: code points and the client's units, severities, diagnostics."""

from __future__ import annotations

import os
from dataclasses import dataclass

from lsprotocol import types
from pygls.uris import from_fs_path
from pygls.workspace import PositionCodec

from okrlint.core.finding import Diagnostic, Related, Severity
from okrlint.core.source import Source, Span

SOURCE = "okrlint"
"""What editors show as the origin of a diagnostic."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Client:
    """What was agreed with the editor: the units that positions count, and what it can show."""

    codec: PositionCodec
    related: bool = False
    versions: bool = False


def position(source: Source, offset: int, codec: PositionCodec) -> types.Position:
    """The position of a code-point offset; one inside a line end is where the line ends."""
    line, _ = source.line_column(offset)
    span = source.line_span(line)
    before = source[Span(span.start, min(offset, span.end))]
    return types.Position(line - 1, codec.client_num_units(before))


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
        related_information=related or None,
    )
