"""Find two teams that move the same metric in opposite directions."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.alignment import Graph, Node, words_of
from okrlint.core.facts import Facts, Together
from okrlint.core.finding import Finding, Related
from okrlint.core.measure import Measure
from okrlint.core.model import Document
from okrlint.core.purpose import purposes

NEEDS = frozenset({"measures"})

_FEWEST_WORDS = 2
_OPPOSITE = {"up": "down", "down": "up"}
_SMALL = re.compile(
    r"\b(?:number|count|amount|level|total|average|mean|median|per|in|for|on|at|with|by|all|new|more|fewer|less)\b"
)


def _metric(measure: Measure) -> str:
    """The words that name the metric; "" where they are too few to be sure."""
    return _large_words(measure.metric.text) if measure.metric else ""


@lru_cache(maxsize=4096)
def _large_words(text: str) -> str:
    """Words without small ones and in one order; "" where few are left."""
    words = sorted(set(_SMALL.sub(" ", words_of(text)).split()))
    return " ".join(words) if len(words) >= _FEWEST_WORDS else ""


def _key(node: Node, measure: Measure) -> Hashable:
    """What two key results must have in common."""
    of = (measure.per, measure.population, measure.window)
    return node.period, _metric(measure), measure.unit, *(words_of(one.text) if one else "" for one in of)


def _moving(together: Together) -> Iterator[tuple[Node, Measure]]:
    """The key results that move a metric up or down in a period that is stated, with their measures."""
    for node in together.nodes:
        measure = together.facts_of(node.place).measures.get(node.text)
        if measure is None or node.is_objective or not node.period or "health" in purposes(node.element):
            continue
        if measure.direction in _OPPOSITE and _metric(measure):
            yield node, measure


def _finding(graph: Graph, node: Node, measure: Measure, other: Node) -> Finding:
    source = graph.documents[other.place].source
    elsewhere = None if other.place == node.place else source
    where = source.where(other.text.span().start)
    fields = {
        "metric": measure.metric.text if measure.metric else "",
        "direction": str(measure.direction),
        "opposite": _OPPOSITE[str(measure.direction)],
        "other": other.team or (source.path if elsewhere else "another team"),
        "where": f"{source.path}, {where}" if elsewhere else where,
    }
    related = Related(other.text.span(), "the opposite direction", elsewhere)
    return Finding(node.text.span(), fields, related=(related,))


def _all(together: Together) -> Iterator[tuple[int, Finding]]:
    """Every later one of two that pull apart, with the number of its document."""
    graph = together.graph
    if len({graph.whose(node) for node in together.nodes}) <= 1:
        return  # nobody to pull against
    seen: dict[Hashable, list[tuple[Node, str]]] = {}
    for node, measure in _moving(together):
        before = seen.setdefault(_key(node, measure), [])
        against = (one for one, direction in before if direction != measure.direction)
        other = next((one for one in against if graph.whose(one) != graph.whose(node)), None)
        before.append((node, str(measure.direction)))
        if other:
            yield node.place, _finding(graph, node, measure, other)


def check(document: Document, facts: Facts) -> Sequence[Finding]:
    """The later of two key results of two teams that move one metric up and down in the same period."""
    return facts.together.findings(document, _all) if facts.together else ()
