"""What okrlint inferred from a document, as checks see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from okrlint.core.model import Document
from okrlint.core.text import Text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in a text: `text.value[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts by the text that they are about; only what the enabled checks need is there.

    The engine adds what comes from outside: `today`, and the document as it was `before` where that is known.
    """

    quantities: Mapping[Text, tuple[Quantity, ...]] = field(default_factory=dict)
    today: date | None = None
    before: Document | None = None


class Analyser(Protocol):
    """Infers the facts in `needs` (names of `Facts` attributes) from a document."""

    def __call__(self, document: Document, needs: frozenset[str]) -> Facts:
        """The facts; an attribute that is not needed may stay empty."""
        ...
