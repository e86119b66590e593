"""From documents to the graph of what supports what: ids and words become links."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from okrlint.core.alignment import SIMILAR, Graph, Node, Reference, head_of, likeness, words_of
from okrlint.core.model import Document
from okrlint.core.periods import overlap
from okrlint.core.references import id_key, leading_id, looks_like_id, parents_of, points_outside
from okrlint.core.text import Text

_FEWEST_LETTERS = 8
"""Shorter words than these name nothing surely."""


def _nodes(documents: Sequence[Document]) -> Iterator[Node]:
    """All that is written down and not struck out."""
    number = 0
    for place, document in enumerate(documents):
        numbers: dict[int, int] = {}
        for index, objective in enumerate(document.objectives):
            if objective.struck:
                continue
            team, period = document.team_of(objective), document.period_of(objective)
            around = numbers.get(objective.under) if objective.under is not None else None
            if objective.stated:
                numbers[index] = number
                yield Node(number, place, objective, team, period, around)
                number += 1
            for key_result in objective.key_results:
                if key_result.text and not key_result.struck:
                    yield Node(number, place, key_result, team, period, numbers.get(index))
                    number += 1


def _keys(nodes: Sequence[Node]) -> Iterator[tuple[str, int]]:
    """The ids under which nodes are known; key results also by that of their objective and by their place in it."""
    below: dict[int, int] = {}
    for node in nodes:
        own = id_key(node.id)
        if own:
            yield own, node.number
        if node.is_objective or node.under is None:
            continue
        below[node.under] = below.get(node.under, 0) + 1
        above = id_key(nodes[node.under].id)
        if above:
            yield from ((key, node.number) for key in _aliases(above, own, below[node.under]))


def _aliases(objective: str, own: str, place: int) -> Iterator[str]:
    """What people call the key result of an objective with an id: "o.1.kr.2", "kr.1.2", "o.1.2", "1.2"."""
    last = own.rpartition(".")[2] if own else ""
    for number in dict.fromkeys((last, str(place))):
        if number.isdigit():
            yield from (f"{objective}.kr.{number}", f"{objective}.{number}")
            digits = objective.rpartition(".")[2]
            if digits.isdigit():
                yield from (f"kr.{digits}.{number}", f"{digits}.{number}")
    if own:
        yield f"{objective}.{own}"


class _Finder:
    """Finds the node that a reference means."""

    def __init__(self, documents: Sequence[Document], nodes: Sequence[Node]) -> None:
        self.documents = documents
        self.nodes = nodes
        self.by_key: dict[str, list[int]] = {}
        self.by_word: dict[str, list[int]] = {}
        self.words = [node.words for node in nodes]
        for key, number in _keys(nodes):
            self.by_key.setdefault(key, []).append(number)
        for number, words in enumerate(self.words):
            for word in set(words.split()):
                self.by_word.setdefault(word, []).append(number)

    def _is_own(self, child: Node, number: int) -> bool:
        """Whether a node is the child itself or stands in it."""
        return number == child.number or self.nodes[number].under == child.number

    def _best(self, child: Node, numbers: Sequence[int]) -> int | None:
        """The one that is meant: of the same document if it is alone there, else the only one whose period fits."""
        fitting = [number for number in numbers if overlap(self.nodes[number].period, child.period)] or list(numbers)
        here = [number for number in fitting if self.nodes[number].place == child.place]
        elsewhere = [number for number in fitting if self.nodes[number].place != child.place]
        for some in (fitting, here, elsewhere):
            if len(some) == 1:
                return some[0]
        return None

    def by_id(self, child: Node, text: Text, key: str) -> Reference:
        """A reference by id."""
        found = list(dict.fromkeys(self.by_key.get(key, ())))
        others = [number for number in found if not self._is_own(child, number)]
        return Reference(
            child.number, text, key, self._best(child, others), bool(found), loose=bool(found and not others)
        )

    def by_text(self, child: Node, text: Text, said: str) -> Reference:
        """A reference by the words of the parent, exact or nearly."""
        words = words_of(said)
        counts: dict[int, int] = {}
        for word in set(words.split()):
            for number in self.by_word.get(word, ()) if len(words) >= _FEWEST_LETTERS else ():
                counts[number] = counts.get(number, 0) + 1
        needed = len(set(words.split())) / 2
        near = [number for number, count in counts.items() if count >= needed and not self._is_own(child, number)]
        exact = [number for number in near if self.words[number] == words]
        ranked = exact or [number for number in near if likeness(self.words[number], words) >= SIMILAR]
        return Reference(child.number, text, "", self._best(child, sorted(ranked)), bool(ranked), by="text")


def _reference(finder: _Finder, child: Node, text: Text) -> Reference:
    """What a value that names a parent means."""
    value = text.value.strip("[]()\"'“” ")
    key = id_key(value)
    if points_outside(value):
        return Reference(child.number, text, "", known=True, loose=True)
    if key in finder.by_key or looks_like_id(value):
        return finder.by_id(child, text, key)
    first, rest = leading_id(value)
    by_words = finder.by_text(child, text, rest if first else value)
    if first and not by_words.known:
        return finder.by_id(child, text, id_key(first))
    return by_words


def _named(documents: Sequence[Document], nodes: Iterable[Node]) -> list[tuple[Node, Text]]:
    """The nodes that name parents, each with what it names, once for every name."""
    return [(node, text) for node in nodes for text in parents_of(documents[node.place], node.element)]


def graph_of(documents: Sequence[Document]) -> Graph:
    """The graph of some documents."""
    nodes = tuple(_nodes(documents))
    named = _named(documents, nodes)
    finder = _Finder(documents, nodes if named else ())
    return Graph(tuple(documents), nodes, tuple(_reference(finder, node, text) for node, text in named))


def _first(graph: Graph) -> tuple[Node, ...]:
    """The nodes of the first document."""
    return tuple(takewhile(lambda node: node.place == 0, graph.nodes))


def _picture(graph: Graph) -> Hashable:
    return _pictured(graph, _named(graph.documents, _first(graph)))


def _pictured(graph: Graph, named: Sequence[tuple[Node, Text]]) -> Hashable:
    """What of the first document decides where references lead; also its sentences where some are named."""
    document, own = graph.documents[0], _first(graph)
    by_text = any(one.by == "text" for one in graph.stated)
    return (
        head_of(document),
        document.source.path,
        tuple((node.is_objective, node.id, node.team, node.period, node.under) for node in own),
        tuple((node.number, text.value) for node, text in named),
        tuple(node.words for node in own) if by_text else (),
    )


def edited(before: Graph, documents: Sequence[Document]) -> Graph:
    """The graph of documents of which only the first was edited since `before`.

    Where its ids, names of parents, teams and periods are the same, all references lead where they led.
    """
    own = tuple(_nodes(documents[:1]))
    named = _named(documents, own)
    if len(own) != len(_first(before)):
        return graph_of(documents)
    moved = (replace(one, text=text) for one, (_, text) in zip(before.stated, named, strict=False))
    stated = (*moved, *before.stated[len(named) :])
    found = Graph(tuple(documents), (*own, *before.nodes[len(own) :]), stated, before.shape)
    return found if _pictured(found, named) == before.once(_picture) else graph_of(documents)
