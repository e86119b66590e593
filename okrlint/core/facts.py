"""What okrlint inferred from a document, as checks see it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from okrlint.core.finding import Finding
from okrlint.core.model import Document
from okrlint.core.text import Text

if TYPE_CHECKING:
    from okrlint.core.alignment import Graph, Node
    from okrlint.core.labels import Labels, ObjectiveLabels
    from okrlint.core.measure import Measure


class Quantity(NamedTuple):
    """A number with its unit in a text: `text.value[start:end]`."""

    start: int
    end: int


FindPatterns = Callable[[str, Sequence[Sequence[Mapping[str, Any]]]], tuple[tuple[int, int], ...]]
"""Finds where token patterns match in a text: spans of code points."""


class Facts(NamedTuple):
    """Facts by the text that they are about; only what the enabled checks need is there.

    `find_patterns` is there where a rule needs "patterns". Sentences that are not English have no `labels`. The engine
    adds what comes from outside: `today`, the document as it was `before` at the revision `since` and what was
    measured then (for rules that need "before"), and, for rules about `documents`, all that are looked at `together`;
    `alone` tells whether there is only one. An editor does not wait for the classifier: `pending` are the
    sentences that it has not read yet.
    """

    quantities: Mapping[Text, tuple[Quantity, ...]] = {}
    labels: Mapping[Text, Labels] = {}
    objective_labels: Mapping[Text, ObjectiveLabels] = {}
    measures: Mapping[Text, Measure] = {}
    find_patterns: FindPatterns | None = None
    today: date | None = None
    before: Document | None = None
    before_measures: Mapping[Text, Measure] = {}
    since: str = ""
    together: Together | None = None
    pending: frozenset[Text] = frozenset()
    alone: bool = True


FindAcross = Callable[..., Iterable[tuple[int, Finding]]]
"""`find(together, *options)`: what is found in the documents that are judged, each with the number of its document."""


@dataclass(frozen=True, eq=False)
class Together:
    """Documents that are looked at together; only the first ones, as many as `judged` says, are judged.

    `analyse` gives the facts of each, `link` the graph of what supports what.
    """

    documents: tuple[Document, ...]
    analyse: Callable[[Document], Facts]
    judged: int
    link: Callable[[Sequence[Document]], Graph]
    _known: dict[Hashable, Mapping[int, Sequence[Finding]]] = field(default_factory=dict, init=False, repr=False)
    _facts: dict[int, Facts] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def graph(self) -> Graph:
        """What supports what."""
        return self.link(self.documents)

    @property
    def nodes(self) -> Iterator[Node]:
        """The nodes of the documents that are judged."""
        return takewhile(lambda node: node.place < self.judged, self.graph.nodes)

    def facts_of(self, place: int) -> Facts:
        """The facts of a document, by its number."""
        if place not in self._facts:
            self._facts[place] = self.analyse(self.documents[place])
        return self._facts[place]

    def place_of(self, document: Document) -> int | None:
        """The number of a document; None where it is not one of these."""
        return self._places.get(id(document.source))

    def findings(self, document: Document, find: FindAcross, *options: Hashable) -> Sequence[Finding]:
        """What is found in a document that is judged; `find` looks over all of these only once."""
        key, place = (find, *options), self.place_of(document)
        if key not in self._known:
            found: dict[int, list[Finding]] = {}
            for number, finding in find(self, *options):
                found.setdefault(number, []).append(finding)
            self._known[key] = found
        return () if place is None else self._known[key].get(place, ())

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {id(document.source): number for number, document in enumerate(self.documents)}


class Analyser(Protocol):
    """Infers the facts in `needs` (names of `Facts` attributes) from a document."""

    def __call__(self, document: Document, needs: frozenset[str]) -> Facts:
        """The facts; an attribute that is not needed may stay empty."""
        ...
