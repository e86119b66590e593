"""Find key results that were copied from the level above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core import lazy_re as re
from okrlint.core.alignment import Graph, Node, likeness
from okrlint.core.facts import Facts, Together
from okrlint.core.finding import Finding, Related
from okrlint.core.model import Document
from okrlint.core.periods import overlap
from okrlint.core.references import sentence_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SHARED = re.compile(r"\b(?:shared|joint(?:ly)?|common|together with|co-owned)\b", re.IGNORECASE)
_VALUES = ("baseline", "target")
_FEWEST_WORDS = 4
_NEARLY = 0.9


def _numbers(node: Node) -> tuple[str, ...]:
    """The numbers of a sentence and of the fields beside it, sorted."""
    values = (str(node.element.field(name) or "") for name in _VALUES)
    return tuple(sorted(_NUMBER.findall(" ".join((sentence_of(node.element), *values)))))


def _is_copy(node: Node, above: Node) -> bool:
    """Whether two sentences with the same numbers are the same, word for word or nearly."""
    one, other = node.words, above.words
    return len(other.split()) >= _FEWEST_WORDS and likeness(one, other) >= _NEARLY


def _is_shared(node: Node) -> bool:
    """Whether the author says that it is shared."""
    said = (node.text, node.element.field("type"), node.element.field("owner"))
    return any(_SHARED.search(str(text)) for text in said if text)


def _results(graph: Graph) -> dict[int | None, list[int]]:
    """The key results of every objective, by their numbers."""
    found: dict[int | None, list[int]] = {}
    for node in graph.nodes:
        if not node.is_objective:
            found.setdefault(node.under, []).append(node.number)
    return found


class _Above:
    """The key results of the level above, for the nodes of a graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.company: dict[tuple[str, ...], list[Node]] = {}
        for node in (graph.nodes[number] for number in sorted(graph.company)):
            if not node.is_objective:
                self.company.setdefault(_numbers(node), []).append(node)

    def of(self, node: Node) -> Iterator[Node]:
        """The key results with the numbers of a node that it may be a copy of."""
        numbers = _numbers(node)
        return (one for one in self._of(node, numbers) if _numbers(one) == numbers)

    def _of(self, node: Node, numbers: tuple[str, ...]) -> Iterator[Node]:
        """Key results of its parents, of its objective's parents, and of the company."""
        linked = {node.number} if node.under is None else {node.number, node.under}
        for edge in (edge for number in sorted(linked) for edge in self.graph.parents(number)):
            yield from self._near(self.graph.nodes[edge.parent if edge.parent is not None else edge.child])
        if node.number not in self.graph.company:
            yield from (one for one in self.company.get(numbers, ()) if overlap(one.period, node.period))

    def _near(self, parent: Node) -> Iterator[Node]:
        """A parent with its key results, or with the others of its set."""
        above = parent.number if parent.is_objective else parent.under
        if above is None:
            yield parent
            return
        yield from (self.graph.nodes[number] for number in self.graph.once(_results).get(above, ()))


def _finding(graph: Graph, node: Node, above: Node) -> Finding:
    source = graph.documents[above.place].source
    elsewhere = None if above.place == node.place else source
    where = source.where(above.text.span().start)
    where = f"{source.path}, {where}" if elsewhere else where
    related = Related(above.text.span(), "the key result above", elsewhere)
    return Finding(node.text.span(), {"where": where}, related=(related,))


def _all(together: Together) -> Iterator[tuple[int, Finding]]:
    """All copies, each with the number of its document."""
    graph = together.graph
    if not graph.edges and not graph.company:
        return  # there is no level above
    levels = _Above(graph)
    for node in together.nodes:
        above = (one for one in levels.of(node) if one.number != node.number and one.under != node.number)
        found = next((one for one in above if _is_copy(node, one)), None)
        if found and not _is_shared(node) and not _is_shared(found):
            yield node.place, _finding(graph, node, found)


def check(document: Document, facts: Facts) -> Sequence[Finding]:
    """Each key result or objective that repeats a key result of its parent, or of the company."""
    return facts.together.findings(document, _all) if facts.together else ()
