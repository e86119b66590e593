"""What okrlint read in a file, as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core.labels import FLAGS, NO_LABELS, Labelled, Labels, Unjudged
from okrlint.core.measure import NO_MEASURES, Measures
from okrlint.core.model import Document, Field, Initiative, KeyResult, Objective
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.report.measure import told
from okrlint.report.safe import one_line

_MARGIN = 9


def _line(source: Source, depth: int, sign: str, text: Text, end: str = "") -> str:
    """An element with its place in front."""
    place = one_line(source.named(text.span().start))
    return f"{place:>{_MARGIN}}  {'   ' * depth}{sign} {one_line(text.value)}{end}"


def _facts(depth: int, facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What is said beside an element, below it."""
    for name, value in facts:
        yield f"{'':{_MARGIN}}  {'   ' * depth}   {name}: {one_line(value)}"


def _said(identifier: Text | None, fields: Sequence[Field]) -> list[tuple[str, str]]:
    """The id and the fields of an element."""
    said = [("id", identifier.value)] if identifier else []
    return said + [(field.name, field.text.value) for field in fields]


def _initiatives(source: Source, depth: int, initiatives: Sequence[Initiative]) -> Iterator[str]:
    """The work that is planned."""
    for initiative in initiatives:
        yield _line(source, depth, "initiative:", initiative.text)


def _judged(found: Labels | Unjudged) -> str:
    """What the classifier says of a key result, in a line."""
    if isinstance(found, Unjudged):
        return f"not judged: {found.reason}"
    sure = f"{found.kind} or not? ({found.probabilities['outcome']:.2f} outcome)" if found.uncertain else found.kind
    measured = {"full": "measured", "partial": "partly measured", "none": "not measured"}[found.measured]
    return ", ".join([sure, measured, *(flag for flag in FLAGS if found.is_likely(flag))])


def _key_result(source: Source, key_result: KeyResult, labels: Labelled, measures: Measures) -> Iterator[str]:
    """A key result with what stands under it."""
    yield _line(source, 1, "KR", key_result.text, " (struck out)" * key_result.struck)
    if key_result.text in labels:
        yield from _facts(1, [("judged", _judged(labels[key_result.text]))])
    if key_result.text in measures:
        yield from _facts(1, [("measures", told(measures[key_result.text]))])
    yield from _facts(1, _said(key_result.id, key_result.fields))
    yield from _initiatives(source, 2, key_result.initiatives)


def _objective(source: Source, objective: Objective, labels: Labelled, measures: Measures) -> Iterator[str]:
    """An objective with what stands under it."""
    if objective.stated:
        yield _line(source, 0, "O", objective.text, " (struck out)" * objective.struck)
    else:
        yield f"{'-':>{_MARGIN}}  O (no objective is stated)"
    own = [("period", objective.cycle.label)] if objective.cycle else []
    team = [("team", objective.team.value)] if objective.team else []
    yield from _facts(0, own + team + _said(objective.id, objective.fields))
    for key_result in objective.key_results:
        yield from _key_result(source, key_result, labels, measures)
    yield from _initiatives(source, 1, objective.initiatives)


def _document(document: Document, labels: Labelled, measures: Measures) -> Iterator[str]:
    """A file with its objectives."""
    cycle = f" ({document.cycle.label})" if document.cycle else ""
    yield f"{one_line(document.source.path)}{cycle}"
    yield from _facts(-1, [(field.name, field.text.value) for field in document.fields])
    for objective in document.objectives:
        yield from _objective(document.source, objective, labels, measures)
    if not document.objectives:
        hint = f": {one_line(document.hint)}" if document.hint else ""
        yield f"{'':{_MARGIN}}  no objectives or key results found{hint}"


def render(documents: Sequence[Document], labels: Labelled = NO_LABELS, measures: Measures = NO_MEASURES) -> str:
    """The documents as they were read: line:column, O or KR, the words, and below them what is said beside."""
    return "\n".join("".join(f"{line}\n" for line in _document(document, labels, measures)) for document in documents)
