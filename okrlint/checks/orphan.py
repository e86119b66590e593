"""Find objectives that support nothing where others do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core.alignment import Graph, Node
from okrlint.core.facts import Facts, Together
from okrlint.core.finding import Finding
from okrlint.core.model import Document
from okrlint.core.references import family, id_key


class _Links:
    """Which objectives of a graph have a parent, and which of the others ought to."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        nodes = graph.nodes
        above = {edge.parent for edge in graph.edges} | {node.under for node in nodes if node.is_objective}
        self.above = above | {nodes[number].under for number in above if number is not None}
        below = {node.under for node in nodes if node.number in graph.referring and not node.is_objective}
        self.supporting = graph.referring | below
        objectives = [node for node in nodes if node.is_objective and node.number not in graph.company]
        self.roots = {
            self._kind(node) for node in objectives if node.number in self.above and not self.has_parent(node)
        }
        self.level = [
            node for node in objectives if node.number not in self.above and self._kind(node) not in self.roots
        ]
        self.counts: dict[int, tuple[int, int]] = {}
        for node in self.level:
            linked, here = self.counts.get(node.place, (0, 0))
            self.counts[node.place] = (linked + self.has_parent(node), here + 1)
        self.linked = sum(linked for linked, _ in self.counts.values())

    def _kind(self, node: Node) -> tuple[int, str, str]:
        """What the objectives of one level have in common: their document, team and kind of id."""
        return node.place, node.team, family(id_key(node.id))

    def has_parent(self, node: Node) -> bool:
        """Whether an objective, or one of its key results, names a parent, or stands inside another objective."""
        return node.under is not None or node.number in self.supporting

    def siblings(self, node: Node) -> tuple[int, int]:
        """How many of the other objectives of its level have a parent, and how many there are.

        They are those of its document where some of them have one, else of all documents.
        """
        linked, all_here = self.counts[node.place]
        return (linked, all_here - 1) if linked else (self.linked, len(self.level) - 1)


def _orphans(graph: Graph) -> tuple[tuple[int, int, int], ...]:
    """The nodes without a parent, each with how many others of its level have one, and how many others there are."""
    links = _Links(graph)
    alone = (node for node in links.level if graph.referring and not links.has_parent(node))
    return tuple((node.number, *links.siblings(node)) for node in alone)


def _all(together: Together, share: float) -> Iterator[tuple[int, Finding]]:
    """All orphans, each with the number of its document."""
    for number, linked, others in together.graph.once(_orphans):
        node = together.graph.nodes[number]
        if node.place < together.judged and linked and linked >= share * others:
            yield node.place, Finding(node.text.span(), {"linked": str(linked), "others": str(others)})


def check(document: Document, facts: Facts, *, share: float = 0.5) -> Sequence[Finding]:
    """Each objective without a parent where at least a `share` of the others of its level have one."""
    return facts.together.findings(document, _all, share) if facts.together else ()
