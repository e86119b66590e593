"""Which objectives support which: the graph of elements, drawn together to objectives, and that as trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from okrlint.core.alignment import Graph

_DEEPEST = 6
"""Levels in one tree; what is deeper starts a tree of its own."""


@dataclass(frozen=True, slots=True)
class Support:
    """The objectives of a graph by number with what each supports, in order.

    A key result without an objective stands for itself. In `trees` everything hangs on the first that it supports;
    `depth` counts from the roots.
    """

    graph: Graph
    above: Mapping[int, list[int]]
    trees: Mapping[int, list[int]] = field(default_factory=dict)
    depth: Mapping[int, int] = field(default_factory=dict)

    @property
    def roots(self) -> list[int]:
        """The roots of the trees."""
        return [number for number, depth in self.depth.items() if not depth]


def _holder(graph: Graph, number: int) -> int:
    """The objective that an element belongs to, itself where it is one or has none."""
    node = graph.nodes[number]
    return number if node.is_objective or node.under is None else node.under


def _above(graph: Graph) -> dict[int, list[int]]:
    """What supports what: by naming a parent, or by standing inside another objective."""
    pairs = [(node.number, node.under) for node in graph.nodes if node.is_objective and node.under is not None]
    pairs += [
        (_holder(graph, edge.child), _holder(graph, edge.parent)) for edge in graph.edges if edge.parent is not None
    ]
    above: dict[int, list[int]] = {}
    for child, parent in sorted(set(pairs)):
        if child != parent:
            above.setdefault(child, []).append(parent)
    return above


def _depths(above: Mapping[int, list[int]]) -> dict[int, int]:
    """How deep everything hangs on the first that it supports; circles and long chains are cut."""
    depth: dict[int, int] = {}
    for start in sorted({*above, *(parent for parents in above.values() for parent in parents)}):
        path: dict[int, None] = {}
        number = start
        while number not in depth and number not in path:
            path[number] = None
            if number not in above:
                break
            number = above[number][0]
        for one in reversed(path):
            below = depth.get(above[one][0], -1) + 1 if one in above else 0
            depth[one] = below if below <= _DEEPEST else 0
    return depth


def support_of(graph: Graph) -> Support:
    """Who supports whom."""
    above = _above(graph)
    depth = _depths(above)
    trees: dict[int, list[int]] = {}
    for number in sorted(depth):
        if depth[number]:
            trees.setdefault(above[number][0], []).append(number)
    return Support(graph, above, trees, dict(sorted(depth.items())))
