"""What an author wrote: a document of objectives with their key results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from okrlint.core.fields import FIELDS as FIELDS
from okrlint.core.source import Source, Span
from okrlint.core.text import Text


class Field(NamedTuple):
    """A value that stands beside the sentence: a table column, a key in YAML, a tag in the line."""

    name: str
    text: Text


class Cycle(NamedTuple):
    """The period that OKRs are for; `label` is normalised ("2026-Q3").

    `text` is where it is stated, None where the file name states it.
    """

    label: str
    text: Text | None


class Initiative(NamedTuple):
    """Work that is planned towards a key result or objective; never judged as a key result."""

    text: Text


@dataclass(frozen=True, slots=True)
class KeyResult:
    """One key result. `section` is the heading that it stands under, where that says more than "Key results"."""

    text: Text
    id: Text | None = None
    fields: tuple[Field, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    section: Text | None = None
    struck: bool = False

    def field(self, name: str) -> Text | None:
        """The value of a field, None where it is not given."""
        if not self.fields:
            return None
        return next((field.text for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective with its set of key results.

    Key results that stand under no objective hang on one with an empty `text`. `under` is the index, in the
    document, of the objective that encloses this one.
    """

    text: Text
    id: Text | None = None
    fields: tuple[Field, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    cycle: Cycle | None = None
    team: Text | None = None
    under: int | None = None
    struck: bool = False

    @property
    def stated(self) -> bool:
        """Whether the author wrote the objective down."""
        return bool(self.text)

    def field(self, name: str) -> Text | None:
        """The value of a field, None where it is not given."""
        if not self.fields:
            return None
        return next((field.text for field in self.fields if field.name == name), None)


class Comment(NamedTuple):
    """A comment that speaks to okrlint: `body` is what follows "okrlint:".

    `span` is the whole comment with its marks. `block` is what it stands in where the format has no lines of
    comment of its own (a JSON object), None elsewhere.
    """

    span: Span
    body: Text
    block: Span | None = None


class Problem(NamedTuple):
    """A part of the file that could not be read, and why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read. `cycle` and `fields` hold for all objectives that do not say otherwise.

    `hint` is what would help where no OKRs were found, "" where nobody knows.
    """

    source: Source
    format: str
    objectives: tuple[Objective, ...] = ()
    cycle: Cycle | None = None
    fields: tuple[Field, ...] = ()
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()
    hint: str = ""

    @property
    def key_results(self) -> Iterator[KeyResult]:
        """All key results in the order of the document."""
        for objective in self.objectives:
            yield from objective.key_results

    def field(self, name: str) -> Text | None:
        """The value of a field that holds for the whole document, None where it is not given."""
        return next((field.text for field in self.fields if field.name == name), None)

    def period_of(self, objective: Objective) -> str:
        """The period that an objective is for: its own, else the document's; "" where none is stated."""
        own = objective.cycle.label if objective.cycle else objective.field("period")
        return str(own or (self.cycle.label if self.cycle else self.field("period")) or "")

    def team_of(self, objective: Objective) -> str:
        """The team that an objective belongs to: its own, else the document's; "" where none is named."""
        return str(objective.team or objective.field("team") or self.field("team") or "")
