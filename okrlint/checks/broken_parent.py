"""Find references to a parent that does not exist, and circles of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from okrlint.core.facts import Facts, Together
from okrlint.core.finding import Finding, Related
from okrlint.core.model import Document
from okrlint.core.references import family, names_parents

if TYPE_CHECKING:
    from okrlint.core.alignment import Graph, Node, Reference


def _is_level_above(graph: Graph, child: Node, node: Node, named: frozenset[int]) -> bool:
    """Whether a node shows that the level above is there: others support it, or it stands among roots alone."""
    if node.number == child.number or node.number in graph.referring:
        return False
    if node.number in named or (node.number in graph.holding and not child.is_objective):
        return True
    if node.place == child.place:
        return bool(node.team) and node.team != child.team
    return not any(graph.nodes[number].place == node.place for number in graph.referring)


def _is_missing(graph: Graph, reference: Reference) -> bool:
    """Whether a reference by id ought to lead to one of the documents and does not."""
    if reference.known or not reference.key:
        return False
    from okrlint.core.alignment import families

    child, named = graph.nodes[reference.child], graph.once(_named)
    level = graph.once(families).get(family(reference.key), ())
    return any(_is_level_above(graph, child, graph.nodes[number], named) for number in level)


def _named(graph: Graph) -> frozenset[int]:
    """The nodes that others name by their ids."""
    return frozenset(edge.parent for edge in graph.edges if edge.by == "id" and edge.parent is not None)


def _missing(together: Together) -> Iterator[tuple[int, Finding]]:
    """The references that lead nowhere."""
    graph = together.graph
    for one in graph.references:
        if graph.nodes[one.child].place >= together.judged:
            return
        if _is_missing(graph, one):
            what = f'"{one.text.value}" is not among the OKRs that were read'
            fields = {"what": what, "ask": "which objective or key result is meant?"}
            yield graph.nodes[one.child].place, Finding(one.text.span(), fields)


def _circle(graph: Graph, start: int) -> list[Reference]:
    """The references that lead from a node back to it, the shortest way; empty where none do."""
    ways: list[list[Reference]] = [[one] for one in graph.parents(start)]
    seen: set[int] = set()
    for way in ways:
        at = way[-1].parent
        if at == start:
            return way
        if at is not None and at not in seen:
            seen.add(at)
            ways += ([*way, one] for one in _up(graph, at))
    return []


def _up(graph: Graph, number: int) -> tuple[Reference, ...]:
    """The references that lead up from a node: its own, and those of what it stands in."""
    under = graph.nodes[number].under
    return (*graph.parents(number), *(graph.parents(under) if under is not None else ()))


def _name(node: Node) -> str:
    return node.id or f'"{node.text.value}"'


def _loose(graph: Graph) -> frozenset[int]:
    """The documents of which a reference means another one that was not read."""
    return frozenset(graph.nodes[one.child].place for one in graph.references if one.loose and one.key)


def _circles(together: Together) -> Iterator[tuple[int, Finding]]:
    """Circles, each once: where its first node stands."""
    graph = together.graph
    for node in together.nodes if graph.edges else ():
        way = _circle(graph, node.number)
        if not way or min(one.child for one in way) != node.number:
            continue
        if graph.once(_loose) & {graph.nodes[one.child].place for one in way}:
            continue
        names = [_name(graph.nodes[one.child]) for one in (*way, way[0])]
        related = tuple(_related(graph, node, one) for one in way[1:])
        fields = {"what": " supports ".join(names), "ask": "which of them stands on its own?"}
        yield node.place, Finding(way[0].text.span(), fields, related=related)


def _related(graph: Graph, node: Node, reference: Reference) -> Related:
    child = graph.nodes[reference.child]
    source = None if child.place == node.place else graph.documents[child.place].source
    return Related(reference.text.span(), "the next reference of the circle", source)


def _all(together: Together) -> Iterator[tuple[int, Finding]]:
    """All broken references; where a document could not be read, what it has is not known to be missing."""
    if len(together.documents) == 1 and not names_parents(together.documents[0]):
        return  # nothing to make a graph of
    if not any(one.problems for one in together.documents):
        yield from _missing(together)
    yield from _circles(together)


def check(document: Document, facts: Facts) -> Sequence[Finding]:
    """References by id that lead nowhere, where the level above is among the documents; and circles.

    A reference whose parents may stand in a document that was not read is left alone.
    """
    return facts.together.findings(document, _all) if facts.together else ()
