"""Diagnostics as one page of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from okrlint.core.finding import Diagnostic
from okrlint.core.source import Span
from okrlint.report.rendering import html
from okrlint.report.run import Run
from okrlint.report.safe import one_line, well_formed
from okrlint.report.scorecard.cards import Note
from okrlint.report.scorecard.elements import note
from okrlint.report.summary import found_line

_LONGEST = 300
"""Characters of a line that is shown whole; of longer ones the middle part is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the line that it is about: what stands before, inside and after the marked words."""

    note: Note
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class File:
    """The findings of a file."""

    path: str
    findings: tuple[Shown, ...]


def _shown(diagnostic: Diagnostic) -> Shown:
    """A finding with its line, which is cut where it is very long."""
    source, span = diagnostic.source, diagnostic.span
    place = source.place(span.start)
    line = source.place_span(place) if place else source.line_span(source.line_column(span.start)[0])
    start, end = min(span.start, line.end), min(span.end, line.end)
    first, last = max(line.start, start - _LONGEST), min(line.end, end + _LONGEST)
    before, marked, after = (source[Span(*part)] for part in ((first, start), (start, end), (end, last)))
    lead, tail = "…" * (first > line.start), "…" * (last < line.end)
    return Shown(note(diagnostic), f"{lead}{before}".lstrip(), marked, f"{after}{tail}".rstrip())


def _files(diagnostics: Sequence[Diagnostic]) -> tuple[File, ...]:
    """The findings by file."""
    found: dict[str, list[Shown]] = {}
    for diagnostic in diagnostics:
        found.setdefault(diagnostic.path, []).append(_shown(diagnostic))
    return tuple(File(path, tuple(shown)) for path, shown in found.items())


def render(run: Run) -> str:
    """The findings by file, each with the line that it is about."""
    page = html(
        "check.html",
        files=_files(run.diagnostics),
        summary=found_line(run.diagnostics, run.documents),
        empty=[one.source.path for one in run.documents if not one.objectives],
        unreadable=[one_line(str(error)) for error in run.unreadable],
        version=run.version,
    )
    return well_formed(page)
