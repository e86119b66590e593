"""Objectives and their key results as symbols, of one document and of the workspace, and as parts that fold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.workspace import PositionCodec

from okrlint.core.model import Document, KeyResult, Objective
from okrlint.lsp import convert
from okrlint.lsp.places import Place, block, last_line, places
from okrlint.report.safe import one_line

if TYPE_CHECKING:
    from okrlint.lsp.server import Server

_OBJECTIVE, _KEY_RESULT = types.SymbolKind.Class, types.SymbolKind.Field
_UNSTATED = "(no objective is stated)"


def _name(node: Objective | KeyResult) -> str:
    """How an element is listed: with its id, in one line."""
    words = one_line(node.text.value) or _UNSTATED
    return f"{node.id.value}: {words}" if node.id else words


def _symbol(document: Document, place: Place, codec: PositionCodec) -> types.DocumentSymbol:
    """An element without what is below it."""
    source, whole = document.source, block(document, place)
    kind = _KEY_RESULT if place.key_result else _OBJECTIVE
    own = place.node.text.span() if place.node.text else place.span
    whole = whole if whole.covers(own) else own
    where, inner = convert.range_of(source, whole, codec), convert.range_of(source, own, codec)
    tags = [types.SymbolTag.Deprecated] if place.node.struck else None
    return types.DocumentSymbol(_name(place.node), kind, where, inner, tags=tags)


def _tree(document: Document, codec: PositionCodec) -> list[types.DocumentSymbol]:
    """The objectives with their key results below."""
    found: list[types.DocumentSymbol] = []
    parent: types.DocumentSymbol | None = None
    objective: Objective | None = None
    for place in places(document):
        symbol = _symbol(document, place, codec)
        if place.objective is not objective:
            objective, parent = place.objective, None
        if place.key_result is None:
            parent = symbol
            parent.children = []
            found.append(symbol)
        elif parent is None:
            found.append(symbol)
        else:
            parent.children = [*(parent.children or ()), symbol]
    return found


def _flat(document: Document, uri: str, codec: PositionCodec) -> Iterator[types.SymbolInformation]:
    """All elements in a row, each with the objective that it belongs to."""
    for place in places(document):
        symbol = _symbol(document, place, codec)
        above = one_line(place.objective.text.value) if place.key_result else None
        where = types.Location(uri, symbol.selection_range)
        yield types.SymbolInformation(where, symbol.name, symbol.kind, container_name=above or None, tags=symbol.tags)


def document_symbols(
    server: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """The objectives and key results of a document."""
    uri, client = params.text_document.uri, server.client
    judgement = server.current(uri)
    if judgement is None:
        return []
    if client.tree:
        return _tree(judgement.document, client.codec)
    return list(_flat(judgement.document, uri, client.codec))


def workspace_symbols(server: Server, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """The objectives and key results of the workspace whose words hold all words of a query."""
    words = params.query.casefold().split()
    found = (
        symbol for uri, document in server.documents().items() for symbol in _flat(document, uri, server.client.codec)
    )
    return [symbol for symbol in found if all(word in symbol.name.casefold() for word in words)]


def folding_ranges(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """From every objective to the end of its set."""
    judgement = server.current(params.text_document.uri)
    if judgement is None:
        return []
    document = judgement.document
    found = []
    for objective in document.objectives:
        start = objective.text or next((one.text for one in objective.key_results if one.text), None)
        if start:
            first, last = document.source.line_column(start.span().start)[0], last_line(document, objective)
            if last > first:
                found.append(types.FoldingRange(first - 1, last - 1, kind=types.FoldingRangeKind.Region))
    return found
