"""What a check finds and what the engine makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from okrlint.core.severity import Severity as Severity
from okrlint.core.source import Source, Span


class Edit(NamedTuple):
    """Replace a span of the source."""

    span: Span
    replacement: str


class Fix(NamedTuple):
    """A change of the text. A safe one never changes what the author said."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Suggestion(NamedTuple):
    """Wording for a person: offered, never applied by itself.

    `text` stands in for the span `replaces`, or, without one, is a key result to add to the set. `metric_family` names
    what it measures ("activation"), `audience` whose behaviour or which service it is about ("new users").
    """

    text: str
    why: str = ""
    metric_family: str = ""
    audience: str = ""
    replaces: Span | None = None


class Related(NamedTuple):
    """Another place that belongs to a finding, in another file where `source` names one."""

    span: Span
    message: str = ""
    source: Source | None = None


class Finding(NamedTuple):
    """What a check saw. It knows neither its code nor its severity; `fields` fill the rule's message."""

    span: Span
    fields: Mapping[str, str] = {}
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    confidence: float = 1.0


class Diagnostic(NamedTuple):
    """One report to a person. `question` is what a coach asks where no wording fits.

    `about` is the sentence of the objective or key result that it is about, free of markup; "" where it is about none.
    """

    code: str
    name: str
    severity: Severity
    confidence: float
    message: str
    span: Span
    source: Source
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    question: str = ""
    url: str = ""
    about: str = ""

    @property
    def path(self) -> str:
        """The file that it is about."""
        return self.source.path
