"""What the classifier has said, for whoever remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from okrlint.core.labels import Labels, ObjectiveLabels, Unjudged

Answer: TypeAlias = "Labels | ObjectiveLabels | Unjudged"


class Said(Protocol):
    """Remembers answers of the classifier: those about key results with their objectives, and those about objectives.

    The latter are asked for with None in place of an objective.
    """

    def get(self, text: str, objective: str | None) -> Answer | None:
        """What was said; None where nothing was."""
        ...

    def put(self, text: str, objective: str | None, answer: Answer) -> None:
        """Remember what was said."""
        ...
