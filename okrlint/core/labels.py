"""What the classifier thinks of a sentence. `corpus/labelling.md` says what every label means."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from okrlint.core.text import Text

Kind = Literal["outcome", "output", "activity"]
Measured = Literal["full", "partial", "none"]
ObjectiveKind = Literal["good", "metric", "deliverable", "individual", "slogan", "standing-still", "vague"]
PartName = Literal[
    "actor", "action", "deliverable", "metric", "population", "baseline", "target", "deadline", "consequence"
]

KINDS: tuple[Kind, ...] = ("outcome", "output", "activity")
MEASURED: tuple[Measured, ...] = ("full", "partial", "none")
FLAGS = ("binary", "individual", "gameable", "health")
"""The labels that are yes or no."""
OBJECTIVE_KINDS: tuple[ObjectiveKind, ...] = (
    "good",
    "metric",
    "deliverable",
    "individual",
    "slogan",
    "standing-still",
    "vague",
)
PARTS: tuple[PartName, ...] = (
    "actor",
    "action",
    "deliverable",
    "metric",
    "population",
    "baseline",
    "target",
    "deadline",
    "consequence",
)
"""What a stretch of a key result can be."""

DIGITS = 3
"""Decimals of a probability; more would promise what nobody can know."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence, `text[start:end]` in code points, and what it is."""

    name: PartName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one key result with calibrated probabilities between 0 and 1.

    `probabilities` are those of the kinds and add up to 1; `likelihoods` are those of every flag being true. A sentence
    between the thresholds of the model is `uncertain`: `kind` is then only the reading that does less harm.
    """

    kind: Kind
    uncertain: bool
    probabilities: Mapping[Kind, float]
    measured: Measured
    likelihoods: Mapping[str, float]
    parts: tuple[Part, ...] = ()

    def is_likely(self, flag: str) -> bool:
        """Whether a flag (binary, individual, gameable, health) is true rather than false."""
        return self.likelihoods[flag] >= LIKELY_FROM.get(flag, 0.5)

    @property
    def signs(self) -> Hashable:
        """What most rules look at first; many sentences have the same."""
        return self.kind, self.uncertain, self.measured, *[(flag, self.is_likely(flag)) for flag in self.likelihoods]

    def as_dict(self) -> dict[str, Any]:
        """The labels as JSON has them."""
        flags = {flag: self.is_likely(flag) for flag in FLAGS}
        return {
            "kind": self.kind,
            "uncertain": self.uncertain,
            "probabilities": dict(self.probabilities),
            "measured": self.measured,
            **flags,
        }


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Why a sentence has no labels: it is empty, or not English."""

    reason: str

    def as_dict(self) -> dict[str, Any]:
        """The labels as JSON has them: all null, with the reason."""
        nothing = dict.fromkeys(("kind", "uncertain", "probabilities", "measured", *FLAGS))
        return {**nothing, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class ObjectiveLabels:
    """The kind of an objective, with calibrated probabilities of all kinds."""

    kind: ObjectiveKind
    probabilities: Mapping[ObjectiveKind, float] = field(default_factory=dict)


OUTCOME_FROM = 1 / 3
"""The probability from which a key result is called an outcome.

Calling an outcome mere work costs twice as much trust as overlooking work: the threshold is 1 / (1 + 2)
(Elkan, The foundations of cost-sensitive learning, 2001).
"""

LIKELY_FROM: Mapping[str, float] = MappingProxyType({"health": 0.3})
"""The probability from which a flag is true, where it is not one half.

Lines that keep a level are rare, and probabilities of rare things are careful ones: on the writers that calibrate,
F1 is highest at 0.3 as the mean of three seeds.
"""

Labelled = Mapping[Text, Labels | Unjudged]
"""Key results by their text, with their labels or the reason why they have none."""

NO_LABELS: Labelled = MappingProxyType({})
"""Nothing was asked of the classifier."""
