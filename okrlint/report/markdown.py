"""Diagnostics as Markdown: a comment in a pull request, or a page in a wiki."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core.finding import Diagnostic
from okrlint.report.excerpt import excerpt
from okrlint.report.markup import MADE, code, link, plain
from okrlint.report.place import named
from okrlint.report.run import Run
from okrlint.report.safe import well_formed
from okrlint.report.summary import found_line


def _finding(diagnostic: Diagnostic) -> Iterator[str]:
    """A finding with the words that it is about, and other wordings below."""
    source, span = diagnostic.source, diagnostic.span
    rule = link(f"{diagnostic.code} {diagnostic.name}", diagnostic.url)
    yield f"- **{plain(named(source, span.start))}** {diagnostic.severity} {rule}: {plain(diagnostic.message)}"
    if shown := excerpt(source, span):
        yield f"  <br>{code(shown.text.strip())}"
    for related in diagnostic.related:
        place = f"{(related.source or source).path}:{named(related.source or source, related.span.start)}"
        yield f"  - see {code(place)}" + (f": {plain(related.message)}" if related.message else "")
    for suggestion in diagnostic.suggestions:
        why = f" ({plain(suggestion.why)})" if suggestion.why else ""
        yield f"  - Perhaps: {plain(suggestion.text)}{why}"
    if diagnostic.question:
        yield f"  - To ask: {plain(diagnostic.question)}"


def _file(path: str, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """The findings of a file below its name."""
    yield ""
    yield f"### {code(path)}"
    yield ""
    for diagnostic in diagnostics:
        yield from _finding(diagnostic)


def _lines(run: Run) -> Iterator[str]:
    yield from ("## OKRs, read by okrlint", "", MADE, "")
    yield found_line(run.diagnostics, run.documents)
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in run.diagnostics:
        by_path.setdefault(diagnostic.path, []).append(diagnostic)
    for path, diagnostics in by_path.items():
        yield from _file(path, diagnostics)
    empty = [document.source.path for document in run.documents if not document.objectives]
    if empty or run.unreadable:
        yield from ("", "### What is not in here", "")
        yield from (f"- {code(error.path)} cannot be read: {plain(error.reason)}" for error in run.unreadable)
        yield from (f"- {code(path)} has no objectives or key results" for path in empty)


def render(run: Run) -> str:
    """The findings by file."""
    return well_formed("".join(f"{line}\n" for line in _lines(run)))
