"""What supports what: all objectives and key results of some documents, and the parents that they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple, TypeVar

from okrlint.core import lazy_re as re
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.references import family, id_key, own_id, sentence_of
from okrlint.core.text import Text

By = Literal["id", "text"]
T = TypeVar("T")

SIMILAR = 0.85
"""How alike two sentences are that are taken for one."""

_NOISE = re.compile(r"\b(?:the|an?|our|of|to|from|and)\b|[^\w%$€£<>≥≤.]|(?<!\d)\.|\.(?!\d)")
_COMPANY = re.compile(
    r"\b(?:company|companies|corporate|organi[sz]ation(?:al)?|annual|yearly|strategic|group|global|firm)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=32_768)
def words_of(text: str) -> str:
    """A sentence without capitals, punctuation and small words."""
    return " ".join(_NOISE.sub(" ", text.casefold().replace("_", " ")).split())


def likeness(one: str, other: str) -> float:
    """How alike the words of two sentences are, from 0 to 1."""
    if one == other:
        return 1.0
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= SIMILAR <= matcher.quick_ratio() else 0.0


def head_of(document: Document) -> str:
    """The heading over a whole document; "" where it has none."""
    return next((line for line in document.source.text[:2000].splitlines() if line.startswith("# ")), "")


def is_company(document: Document, team: str) -> bool:
    """Whether the team, else the file or its heading, says that something belongs to the whole company."""
    if team:
        return bool(_COMPANY.search(team))
    name = document.source.path.rpartition("/")[2].replace("_", " ").replace("-", " ")
    return any(_COMPANY.search(words) for words in (name, head_of(document)))


def company_wide(document: Document, objective: Objective) -> bool:
    """Whether an objective belongs to the whole company, or to the year, and not to a team."""
    return is_company(document, document.team_of(objective))


class Node(NamedTuple):
    """An objective or key result, by number in its graph.

    `place` is the number of its document; `under` is the node that it stands in: a key result in its objective, an
    objective in the one that encloses it.
    """

    number: int
    place: int
    element: Objective | KeyResult
    team: str
    period: str
    under: int | None

    @property
    def is_objective(self) -> bool:
        """Whether it is an objective."""
        return isinstance(self.element, Objective)

    @property
    def text(self) -> Text:
        """Its sentence."""
        return self.element.text

    @property
    def id(self) -> str:
        """The id that its author gave it, "" where there is none."""
        return str(own_id(self.element) or "")

    @property
    def words(self) -> str:
        """Its sentence without id, capitals, punctuation and small words."""
        return words_of(sentence_of(self.element))


@dataclass(frozen=True, slots=True)
class Reference:
    """A parent that a node names. `key` is its id in one spelling, "" where it names words.

    `parent` is the node that is meant, None where there is none or several fit; `known` tells whether any fits.
    `loose` is set where the words mean the node itself, or one of its own key results: another document is meant.
    """

    child: int
    text: Text
    key: str
    parent: int | None = None
    known: bool = False
    loose: bool = False
    by: By = "id"


@dataclass(frozen=True, eq=False)
class Graph:
    """The nodes of some documents, in order, and what they name as their parents.

    `shape` keeps what follows from numbers, ids, teams and periods alone; graphs that have these in common share it.
    """

    documents: tuple[Document, ...]
    nodes: tuple[Node, ...]
    stated: tuple[Reference, ...] = ()
    shape: dict[object, Any] = field(default_factory=dict, repr=False)

    def once(self, work: Callable[[Graph], T]) -> T:
        """What some work makes of the shape, done once for all graphs that share it."""
        if work not in self.shape:
            self.shape[work] = work(self)
        found: T = self.shape[work]
        return found

    def _holds(self, one: Reference) -> bool:
        """Whether a key result names the objective that it stands in."""
        return one.parent is not None and one.parent == self.nodes[one.child].under

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """What nodes support; where a key result belongs, as lists of records say it, is left out."""
        return tuple(one for one in self.stated if not self._holds(one))

    @cached_property
    def edges(self) -> tuple[Reference, ...]:
        """The references whose parent was found."""
        return tuple(one for one in self.references if one.parent is not None)

    def parents(self, number: int) -> tuple[Reference, ...]:
        """The found references of a node."""
        edges = self.edges
        return tuple(edges[place] for place in self.once(_edges_of).get(number, ()))

    @property
    def holding(self) -> frozenset[int]:
        """The objectives that their own key results name as their parent, and nobody else does."""
        return self.once(_holding)

    @property
    def company(self) -> frozenset[int]:
        """The nodes that belong to the whole company."""
        return self.once(_company)

    @property
    def referring(self) -> frozenset[int]:
        """The nodes that name a parent, found or not."""
        return self.once(_referring)

    def whose(self, node: Node) -> str:
        """Whose a node is: its team's, else its file's."""
        return words_of(node.team) or self.documents[node.place].source.path


def _edges_of(graph: Graph) -> dict[int, list[int]]:
    """The edges of every node that has some, by their numbers."""
    found: dict[int, list[int]] = {}
    for place, one in enumerate(graph.edges):
        found.setdefault(one.child, []).append(place)
    return found


def _holding(graph: Graph) -> frozenset[int]:
    kept = {one.parent for one in graph.references}
    return frozenset(one.parent for one in graph.stated if one.parent is not None) - kept


def _company(graph: Graph) -> frozenset[int]:
    pairs = {(node.place, node.team) for node in graph.nodes}
    whole = {pair for pair in pairs if is_company(graph.documents[pair[0]], pair[1])}
    return frozenset(node.number for node in graph.nodes if (node.place, node.team) in whole)


def _referring(graph: Graph) -> frozenset[int]:
    return frozenset(one.child for one in graph.references)


def families(graph: Graph) -> dict[str, list[int]]:
    """The nodes with an id of their own, by what their ids have in common."""
    found: dict[str, list[int]] = {}
    for node in graph.nodes:
        if node.id:
            found.setdefault(family(id_key(node.id)), []).append(node.number)
    return found
