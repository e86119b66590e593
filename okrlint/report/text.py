"""Diagnostics as people read them: the place, the words, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core.finding import Diagnostic, Related, Severity
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.report.excerpt import excerpt
from okrlint.report.run import Run
from okrlint.report.safe import one_line
from okrlint.report.summary import counted, found_line

_BOLD, _FAINT, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLORS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_NAMED = 3


def _painted(text: str, style: str, color: bool) -> str:
    """Text in a style, where colours are wanted."""
    return f"{style}{text}{_RESET}" if color else text


def _place(path: str, source: Source, offset: int) -> str:
    """path:line:column of an offset, or path:place where the file has no lines."""
    return f"{one_line(path)}:{one_line(source.named(offset))}"


def _related(diagnostic: Diagnostic, related: Related) -> str:
    """Where the other place is, and what is there."""
    source = related.source or diagnostic.source
    place = _place(source.path, source, related.span.start)
    return f"see {place}: {one_line(related.message)}" if related.message else f"see {place}"


def _notes(diagnostic: Diagnostic) -> Iterator[str]:
    """What is said below the excerpt."""
    for related in diagnostic.related:
        yield _related(diagnostic, related)
    for suggestion in diagnostic.suggestions:
        yield f"try: {one_line(suggestion.text)}"
    if diagnostic.question:
        yield f"ask: {one_line(diagnostic.question)}"


def _lines(diagnostic: Diagnostic, color: bool) -> Iterator[str]:
    """All lines of one diagnostic."""
    style = _COLORS[diagnostic.severity]
    place = _painted(_place(diagnostic.path, diagnostic.source, diagnostic.span.start) + ":", _BOLD, color)
    yield f"{place} {_painted(diagnostic.code, style, color)} {one_line(diagnostic.message)}"
    label = f"{diagnostic.name} ({diagnostic.severity})"
    shown = excerpt(diagnostic.source, diagnostic.span)
    gutter = " " * (len(shown.label) + 3 if shown else 3)
    if shown:
        yield f"  {_painted(f'{shown.label} |', _FAINT, color)} {shown.text}"
        yield f"{gutter}{_painted('|', _FAINT, color)} {_painted(f'{shown.underline} {label}', style, color)}"
    else:
        yield f"{gutter}= {label}"
    for note in _notes(diagnostic):
        yield f"{gutter}= {note}"


def _listed(paths: Sequence[str]) -> str:
    """The first few paths and how many more there are."""
    more = f" and {counted(len(paths) - _NAMED, 'more file')}" if len(paths) > _NAMED else ""
    return ", ".join(one_line(path) for path in paths[:_NAMED]) + more


def _summary(diagnostics: Sequence[Diagnostic], documents: Sequence[Document]) -> Iterator[str]:
    """What was found, and the files that have no OKRs at all."""
    empty = [document.source.path for document in documents if not document.objectives]
    if empty:
        yield f"no objectives or key results found in {_listed(empty)}"
    hints = [one for one in documents if one.hint]
    yield from (f"  {one_line(one.source.path)}: {one_line(one.hint)}" for one in hints[:_NAMED])
    if diagnostics or len(empty) < len(documents):
        yield found_line(diagnostics, documents)


def render(run: Run) -> str:
    """The report of a run: each diagnostic, then a summary. "" where no file was read."""
    blocks = ["\n".join(_lines(diagnostic, run.color)) for diagnostic in run.diagnostics]
    summary = "\n".join(_summary(run.diagnostics, run.documents))
    return "".join(f"{block}\n" for block in "\n\n".join([*blocks, summary]).split("\n")) if blocks or summary else ""
