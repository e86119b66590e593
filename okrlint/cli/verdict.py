"""The verdict on a line as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from okrlint.core.finding import Diagnostic
from okrlint.core.labels import Labels, Unjudged
from okrlint.core.model import Document, KeyResult
from okrlint.core.source import Source
from okrlint.report import measure
from okrlint.report.safe import one_line

if TYPE_CHECKING:
    from okrlint.workspace.told import Told

_WIDTH = 100


def _read_as(source: Source, told: Told) -> Iterator[str]:
    """What an element was read as."""
    place = one_line(source.named(told.node.text.span().start))
    kind = "key result" if isinstance(told.node, KeyResult) else "objective"
    yield f"{one_line(source.path)}:{place}: {kind}{' (struck out: not judged)' * told.node.struck}"
    yield f"    {one_line(told.node.text.value) or '(no objective is stated)'}"
    if told.objective is not None and told.objective.stated:
        yield f"    of the objective: {one_line(told.objective.text.value)}"
    if told.node.id is not None:
        yield f"    id: {one_line(told.node.id.value)}"
    for field in told.node.fields:
        yield f"    {field.name}: {one_line(field.text.value)}"


def _judged(told: Told) -> Iterator[str]:
    """What a key result measures, and what the classifier says of it: likelihoods, and the words it went by."""
    if told.measure is not None:
        yield f"  measures: {measure.told(told.measure)}"
    if isinstance(told.labels, Unjudged):
        yield f"  not judged: {told.labels.reason}"
    if not isinstance(told.labels, Labels):
        return
    kinds = ", ".join(f"{kind} {share:.3f}" for kind, share in told.labels.probabilities.items())
    yield f"  judged: {kinds}{' (too close to call)' * told.labels.uncertain}; measured: {told.labels.measured}"
    yield "    " + ", ".join(f"{flag} {share:.3f}" for flag, share in told.labels.likelihoods.items())
    for part in told.labels.parts:
        yield f"    {part.name}: {one_line(told.node.text.value[part.start : part.end])}"


def _diagnostics(title: str, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Some diagnostics below a title."""
    if diagnostics:
        yield f"  {title}:"
    for one in diagnostics:
        yield f"    {one.code} {one.name} ({one.severity}): {one_line(one.message)}"


def _verdicts(told: Told) -> Iterator[str]:
    """Who spoke, and who did not and why."""
    yield from _diagnostics("spoke", told.spoke)
    if not told.spoke:
        yield "  no rule spoke"
    yield from _diagnostics("kept quiet, because a more specific rule says it", told.silenced)
    yield from _diagnostics("kept quiet, because a comment in the file asks for it", told.suppressed)
    yield from _diagnostics("kept quiet, because the configuration asks for it", told.muted)
    if told.found_nothing:
        yield "  found nothing:"
        codes = ", ".join(told.found_nothing)
        yield from textwrap.wrap(codes, _WIDTH, initial_indent="    ", subsequent_indent="    ")


def render(document: Document, line: int | str, told: Sequence[Told]) -> str:
    """What okrlint made of a line or a place."""
    if not told:
        return f"{one_line(document.source.path)}:{line}: okrlint read no objective or key result here\n"
    blocks = ["\n".join([*_read_as(document.source, one), *_judged(one), *_verdicts(one)]) for one in told]
    return "\n\n".join(blocks) + "\n"
