"""What okrlint read in a file, as JSON. The shape is stable: fields may be added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from okrlint.core.errors import UnreadableError
from okrlint.core.labels import NO_LABELS, Labelled, Labels
from okrlint.core.measure import NO_MEASURES, Measures
from okrlint.core.model import Document, Field, Initiative, KeyResult, Objective
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.report.alignment import alignment
from okrlint.report.json import VERSION, dumped, place, unreadable

_LABELS = (
    "kind",
    "uncertain",
    "probabilities",
    "measured",
    "binary",
    "individual",
    "gameable",
    "health",
    "parts",
)


def _value(text: Text | None) -> str | None:
    """The words of an optional text."""
    return None if text is None else text.value


def _fields(fields: Sequence[Field]) -> dict[str, str]:
    """Fields by name; the first of a name counts."""
    return {field.name: field.text.value for field in reversed(fields)}


def _initiatives(source: Source, initiatives: Sequence[Initiative]) -> list[dict[str, Any]]:
    """The work that is planned."""
    return [{"text": initiative.text.value, **place(source, initiative.text.span())} for initiative in initiatives]


def _parts(source: Source, key_result: KeyResult, labels: Labels) -> list[dict[str, Any]]:
    """The parts of a sentence, with their words and places."""
    return [
        {"part": part.name, "text": key_result.text.value[part.start : part.end]}
        | place(source, key_result.text.span(part.start, part.end))
        for part in labels.parts
    ]


def _labels(source: Source, key_result: KeyResult, labels: Labelled) -> dict[str, Any]:
    """What the classifier says of a key result; null where it says nothing."""
    found = labels.get(key_result.text)
    nothing = dict.fromkeys(_LABELS)
    if found is None:
        return nothing
    parts = {"parts": _parts(source, key_result, found)} if isinstance(found, Labels) else {}
    return nothing | found.as_dict() | parts


def _key_result(source: Source, key_result: KeyResult, labels: Labelled, measures: Measures) -> dict[str, Any]:
    """One key result."""
    measure = measures.get(key_result.text)
    return {
        "id": _value(key_result.id),
        "text": key_result.text.value,
        **place(source, key_result.text.span()),
        "owner": _value(key_result.field("owner")),
        "type": _value(key_result.field("type")),
        "parent": _value(key_result.field("parent")),
        **_labels(source, key_result, labels),
        "measure": None if measure is None else measure.as_dict(),
        "struck": key_result.struck,
        "fields": _fields(key_result.fields),
        "initiatives": _initiatives(source, key_result.initiatives),
    }


def _position(objective: Objective) -> Span:
    """Where an objective stands; one that nobody stated stands where its first key result or initiative does."""
    if objective.stated:
        return objective.text.span()
    texts = [one.text for one in objective.key_results] + [one.text for one in objective.initiatives]
    start = min((text.span().start for text in texts), default=objective.text.span().start)
    return Span(start, start)


def _objective(document: Document, objective: Objective, labels: Labelled, measures: Measures) -> dict[str, Any]:
    """One objective with its key results; period and team are the document's where it has none of its own."""
    cycle = objective.cycle or document.cycle
    team = objective.team or next((field.text for field in document.fields if field.name == "team"), None)
    return {
        "id": _value(objective.id),
        "text": objective.text.value,
        **place(document.source, _position(objective)),
        "owner": _value(objective.field("owner")),
        "period": cycle.label if cycle else None,
        "team": _value(team),
        "parent": _value(objective.field("parent")),
        "type": _value(objective.field("type")),
        "struck": objective.struck,
        "fields": _fields(objective.fields),
        "key_results": [_key_result(document.source, one, labels, measures) for one in objective.key_results],
        "initiatives": _initiatives(document.source, objective.initiatives),
    }


def render(
    documents: Sequence[Document],
    errors: Sequence[UnreadableError] = (),
    labels: Labelled = NO_LABELS,
    measures: Measures = NO_MEASURES,
) -> str:
    """The documents as they were read, with labels and measures; the shape is that of `schemas/outline.json`."""
    files = [
        {
            "path": document.source.path,
            "cycle": document.cycle.label if document.cycle else None,
            "objectives": [_objective(document, objective, labels, measures) for objective in document.objectives],
        }
        for document in documents
    ]
    return dumped(
        {"version": VERSION, "files": files, "unreadable": unreadable(errors), "alignment": alignment(documents)}
    )
