"""What supports what: all objectives and key results of some documents, and the parents that they name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from okrlint.core import lazy_re as re
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.references import family, id_key, own_id, sentence_of
from okrlint.core.text import Text

By = Literal["id", "text"]

SIMILAR = 0.85
"""How alike two sentences are that are taken for one."""

_NOISE = re.compile(r"\b(?:the|an?|our|of|to|from|and)\b|[^\w%$€£<>≥≤.]|(?<!\d)\.|\.(?!\d)")
_COMPANY = re.compile(
    r"\b(?:company|companies|corporate|organi[sz]ation(?:al)?|annual|yearly|strategic|group|global|firm)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
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


def _is_company(document: Document, team: str) -> bool:
    """Whether the team, else the file or its heading, says that something belongs to the whole company."""
    source = document.source
    head = next((line for line in source.text[:2000].splitlines() if line.startswith("# ")), "")
    name = source.path.rpartition("/")[2].replace("_", " ").replace("-", " ")
    return any(_COMPANY.search(words) for words in ((team,) if team else (name, head)))


def company_wide(document: Document, objective: Objective) -> bool:
    """Whether an objective belongs to the whole company, or to the year, and not to a team."""
    return _is_company(document, document.team_of(objective))


@dataclass(frozen=True, slots=True)
class Node:
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
    """The nodes of some documents, in order, and the references between them.

    `holding` are the objectives that their own key results name as their parent, as lists of records do: such a name
    says where a key result belongs and not what it supports.
    """

    documents: tuple[Document, ...]
    nodes: tuple[Node, ...]
    references: tuple[Reference, ...] = ()
    holding: frozenset[int] = frozenset()

    @cached_property
    def edges(self) -> tuple[Reference, ...]:
        """The references whose parent was found."""
        return tuple(one for one in self.references if one.parent is not None)

    @cached_property
    def parents(self) -> dict[int, tuple[Reference, ...]]:
        """The found references of every node that has some."""
        found: dict[int, tuple[Reference, ...]] = {}
        for one in self.edges:
            found[one.child] = (*found.get(one.child, ()), one)
        return found

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The sentences of the nodes without ids, capitals, punctuation and small words."""
        return tuple(node.words for node in self.nodes)

    @cached_property
    def company(self) -> frozenset[int]:
        """The nodes that belong to the whole company."""
        pairs = {(node.place, node.team) for node in self.nodes}
        whole = {pair for pair in pairs if _is_company(self.documents[pair[0]], pair[1])}
        return frozenset(node.number for node in self.nodes if (node.place, node.team) in whole)

    @cached_property
    def referring(self) -> frozenset[int]:
        """The nodes that name a parent, found or not."""
        return frozenset(one.child for one in self.references)

    def whose(self, node: Node) -> str:
        """Whose a node is: its team's, else its file's."""
        return words_of(node.team) or self.documents[node.place].source.path


def families(graph: Graph) -> dict[str, list[Node]]:
    """The nodes with an id of their own, by what their ids have in common."""
    found: dict[str, list[Node]] = {}
    for node in graph.nodes:
        if node.id:
            found.setdefault(family(id_key(node.id)), []).append(node)
    return found
