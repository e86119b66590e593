"""Semantic tokens: metric, baseline, target and deadline of every key result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from okrlint.analysis import measure_all
from okrlint.core.measure import Measure, Value, Words
from okrlint.core.model import Document, KeyResult
from okrlint.core.source import Source, Span
from okrlint.engine.elements import line_range
from okrlint.lsp import convert

if TYPE_CHECKING:
    from okrlint.lsp.server import Server

TYPES = ("property", "number", "enumMember", "event")
"""The standard types that stand for metric, baseline, target and deadline: every theme has colours for them."""
LEGEND = types.SemanticTokensLegend(list(TYPES), [])
_METRIC, _BASELINE, _TARGET, _DEADLINE = range(4)


def _span(key_result: KeyResult, part: Value | Words | None) -> Span | None:
    """Where a part of a measure stands."""
    words = part.words if isinstance(part, Value) else part
    if words is None:
        return None
    text = key_result.field(words.field) if words.field else key_result.text
    return text.span(words.start, words.end) if text and words.end <= len(text) else None


def _parts(key_result: KeyResult, measure: Measure) -> Iterator[tuple[Span, int]]:
    parts = (measure.metric, measure.baseline, measure.target or measure.change, measure.deadline)
    for kind, part in enumerate(parts):
        if span := _span(key_result, part):
            yield span, kind


def _pieces(source: Source, span: Span) -> Iterator[Span]:
    """A span line by line: tokens must not cross the end of one."""
    for line in line_range(source, span):
        own = source.line_span(line)
        if (start := max(own.start, span.start)) < (end := min(own.end, span.end)):
            yield Span(start, end)


def _tokens(document: Document) -> list[tuple[Span, int]]:
    """The tokens of a document in order; none overlaps another."""
    measures = measure_all([document])
    pairs = ((one, measures[one.text]) for one in document.key_results if one.text in measures)
    found = sorted(
        (piece, kind)
        for key_result, measure in pairs
        for span, kind in _parts(key_result, measure)
        for piece in _pieces(document.source, span)
    )
    kept: list[tuple[Span, int]] = []
    for span, kind in found:
        if not kept or kept[-1][0].end <= span.start:
            kept.append((span, kind))
    return kept


def semantic_tokens(server: Server, params: types.SemanticTokensParams) -> types.SemanticTokens:
    """All tokens of a document, each told from the one before it."""
    wanted = server.project.preferences.semantic_tokens
    judgement = server.current(params.text_document.uri) if wanted else None
    data: list[int] = []
    line = column = 0
    for span, kind in _tokens(judgement.document) if judgement else ():
        found = convert.range_of(judgement.source, span, server.client.codec) if judgement else None
        if found is None:
            continue
        start = found.start
        column = column if start.line == line else 0
        data += (start.line - line, start.character - column, found.end.character - start.character, kind, 0)
        line, column = start.line, start.character
    return types.SemanticTokens(data)
