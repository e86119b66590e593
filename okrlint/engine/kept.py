"""Diagnostics that are known already, for whoever keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document

Judge = Callable[[Document], list[Diagnostic]]


class Kept(Protocol):
    """Keeps the diagnostics of documents in which no rule about several documents finds anything.

    `alone` tells whether there is only one document.
    """

    def expect(self, documents: Sequence[Document], alone: bool, judge: Judge) -> None:
        """Hear which documents will be asked for, and how they can be judged ahead: in any order, in other processes.

        Errors of a document need not come out here: it will be judged again where it is not known when it is asked for.
        """
        ...

    def get(self, document: Document, alone: bool) -> list[Diagnostic] | None:
        """What was found in a document; None where nobody knows."""
        ...

    def put(self, document: Document, alone: bool, diagnostics: Sequence[Diagnostic]) -> None:
        """Keep what was found in a document."""
        ...
