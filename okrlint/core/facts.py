"""What okrlint inferred from a document, as checks see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from okrlint.core.labels import Labels, ObjectiveLabels
from okrlint.core.model import Document
from okrlint.core.text import Text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in a text: `text.value[start:end]`."""

    start: int
    end: int


FindPatterns = Callable[[str, Sequence[Sequence[Mapping[str, Any]]]], tuple[tuple[int, int], ...]]
"""Finds where token patterns match in a text: spans of code points."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts by the text that they are about; only what the enabled checks need is there.

    `find_patterns` is there where a rule needs "patterns". Sentences that are not English have no `labels`. The engine
    adds what comes from outside: `today`, and the document as it was `before` where that is known.
    """

    quantities: Mapping[Text, tuple[Quantity, ...]] = field(default_factory=dict)
    labels: Mapping[Text, Labels] = field(default_factory=dict)
    objective_labels: Mapping[Text, ObjectiveLabels] = field(default_factory=dict)
    find_patterns: FindPatterns | None = None
    today: date | None = None
    before: Document | None = None


class Analyser(Protocol):
    """Infers the facts in `needs` (names of `Facts` attributes) from a document."""

    def __call__(self, document: Document, needs: frozenset[str]) -> Facts:
        """The facts; an attribute that is not needed may stay empty."""
        ...
