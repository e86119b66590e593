"""What the engine asks for wording, and what it gets: candidates that it still has to judge, or a question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from okrlint.core.finding import Suggestion
from okrlint.core.model import KeyResult, Objective

if TYPE_CHECKING:
    from okrlint.core.labels import Labels
    from okrlint.core.measure import Measure

Strategy = Literal["outcome", "measure", "team", "guardrail", "objective"]
"""What a rewrite should mend: work in place of change, a wish without a measure, a goal for one person, a set without
a counter-measure, an objective with a number."""
STRATEGIES: tuple[Strategy, ...] = ("outcome", "measure", "team", "guardrail", "objective")

BASELINE, TARGET = "[baseline]", "[target]"
"""The blanks of a rewrite."""


class Request(NamedTuple):
    """One element that wants wording. `key_result` is None where the objective itself does.

    `labels` are those of the key result, as far as they are known; `others` is what its neighbours measure.
    """

    strategy: Strategy
    objective: Objective
    key_result: KeyResult | None = None
    labels: Labels | None = None
    others: tuple[Measure, ...] = ()


class Candidate(NamedTuple):
    """Wording that has not been judged yet. `rises` tells whether the target lies above the baseline."""

    suggestion: Suggestion
    rises: bool = True


class Advice(NamedTuple):
    """Candidates, the best first, and what a coach would ask where none is good enough; "" for nothing special."""

    candidates: Iterable[Candidate] = ()
    question: str = ""


class Advisor(Protocol):
    """Proposes wording; the engine disposes."""

    def __call__(self, request: Request) -> Advice:
        """What could be written in place of an element, or beside it."""
        ...
