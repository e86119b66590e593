"""Links between objectives and key results: from a named parent to it, and from a parent to all who name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from okrlint.core.alignment import Graph, Node
from okrlint.core.linking import graph_of
from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.lsp import convert

if TYPE_CHECKING:
    from okrlint.lsp.server import Server


class _Net:
    """The graph of the workspace, and where its documents lie."""

    def __init__(self, server: Server, uri: str) -> None:
        found = server.documents()
        self.uris = [uri, *(other for other in found if other != uri)] if uri in found else list(found)
        self.graph: Graph = graph_of([found[one] for one in self.uris])
        self.codec = server.client.codec

    def location(self, place: int, text: Text) -> types.Location:
        """Where a text of a document stands."""
        source = self.graph.documents[place].source
        return types.Location(self.uris[place], convert.range_of(source, text.span(), self.codec))

    def offset(self, position: types.Position) -> int:
        """The offset of a position in the first document."""
        return convert.offset(self.graph.documents[0].source, position, self.codec)

    def node_at(self, offset: int) -> Node | None:
        """The element of the first document at an offset."""
        here = (node for node in self.graph.nodes if node.place == 0)
        spans = ((node, text.span()) for node in here for text in (node.element.id, node.text) if text)
        return next((node for node, span in spans if _inside(span, offset)), None)


def _inside(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end


def definition(server: Server, params: types.DefinitionParams) -> list[types.Location]:
    """The parent that is named at a position."""
    uri = params.text_document.uri
    if server.current(uri) is None:
        return []
    net = _Net(server, uri)
    offset, nodes = net.offset(params.position), net.graph.nodes
    named = (one for one in net.graph.edges if nodes[one.child].place == 0 and _inside(one.text.span(), offset))
    parents = (nodes[one.parent] for one in named if one.parent is not None)
    return [net.location(parent.place, parent.text) for parent in parents]


def references(server: Server, params: types.ReferenceParams) -> list[types.Location]:
    """All who name the element at a position, or that which is named there, as their parent."""
    uri = params.text_document.uri
    if server.current(uri) is None:
        return []
    net = _Net(server, uri)
    offset, nodes = net.offset(params.position), net.graph.nodes
    named = (one.parent for one in net.graph.edges if nodes[one.child].place == 0 and _inside(one.text.span(), offset))
    node = net.node_at(offset)
    number = next(named, node.number if node else None)
    if number is None:
        return []
    found = [net.location(nodes[one.child].place, one.text) for one in net.graph.edges if one.parent == number]
    own = [net.location(nodes[number].place, nodes[number].text)] if params.context.include_declaration else []
    return own + found
