"""The documents beside one that is edited, and what supports what among all of them, kept from key to key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrlint.core.model import Document
from okrlint.engine.elements import judged

if TYPE_CHECKING:
    from okrlint.core.alignment import Graph


class Beside:
    """What is known of the other documents as long as they are the same objects."""

    def __init__(self) -> None:
        self._given: tuple[Document, ...] = ()
        self._judged: tuple[Document, ...] = ()
        self._graph: Graph | None = None

    def judged(self, others: Sequence[Document]) -> tuple[Document, ...]:
        """The other documents without what is struck out."""
        known = self._given
        if len(known) != len(others) or any(one is not other for one, other in zip(known, others, strict=True)):
            self._given, self._judged, self._graph = tuple(others), tuple(map(judged, others)), None
        return self._judged

    def link(self, documents: Sequence[Document]) -> Graph:
        """The graph of one document and those that were asked for last; only the first may have changed since."""
        from okrlint.core.linking import edited, graph_of

        self._graph = graph_of(documents) if self._graph is None else edited(self._graph, documents)
        return self._graph
