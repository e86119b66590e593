"""The graph of what supports what, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from okrlint.core.alignment import Graph, Node
from okrlint.core.linking import graph_of
from okrlint.core.model import Document


def _place(graph: Graph, node: Node) -> tuple[str, int, int]:
    """Path, line and column of a node."""
    source = graph.documents[node.place].source
    return (source.path, *source.line_column(node.text.span().start))


def _names(graph: Graph) -> list[str]:
    """A name for each node that no other has: its id, else its id in its file, else its place."""
    own = Counter(node.id for node in graph.nodes)
    in_file = Counter((node.place, node.id) for node in graph.nodes)
    names = []
    for node in graph.nodes:
        path, line, column = _place(graph, node)
        if not node.id or in_file[node.place, node.id] > 1:
            names.append(f"{path}:{line}:{column}")
        else:
            names.append(node.id if own[node.id] == 1 else f"{path}#{node.id}")
    return names


def _node(graph: Graph, node: Node, names: Sequence[str]) -> dict[str, Any]:
    path, line, column = _place(graph, node)
    known = graph.documents[node.place].source.place(node.text.span().start)
    return {
        "id": names[node.number],
        "label": node.id or None,
        "path": path,
        "line": line,
        "column": column,
        **({"place": known.name} if known else {}),
        "text": node.text.value,
        "team": node.team or None,
        "period": node.period or None,
        "kind": "objective" if node.is_objective else "key_result",
        "under": None if node.under is None else names[node.under],
    }


def alignment(documents: Sequence[Document]) -> dict[str, Any]:
    """All objectives and key results of some documents, and which supports which."""
    graph = graph_of(documents)
    names = _names(graph)
    return {
        "nodes": [_node(graph, node, names) for node in graph.nodes],
        "edges": [
            {"from": names[edge.child], "to": names[edge.parent], "by": edge.by}
            for edge in graph.edges
            if edge.parent is not None
        ],
    }
