"""What okrlint read in a file, as JSON. The shape is stable: fields may be added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document, Field, Initiative, KeyResult, Objective
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.report.json import VERSION, dumped, place, unreadable

_LABELS = ("kind", "uncertain", "probabilities", "measured", "binary", "individual", "gameable", "health", "measure")


def _value(text: Text | None) -> str | None:
    """The words of an optional text."""
    return None if text is None else text.value


def _fields(fields: Sequence[Field]) -> dict[str, str]:
    """Fields by name; the first of a name counts."""
    return {field.name: field.text.value for field in reversed(fields)}


def _initiatives(source: Source, initiatives: Sequence[Initiative]) -> list[dict[str, Any]]:
    """The work that is planned."""
    return [{"text": initiative.text.value, **place(source, initiative.text.span())} for initiative in initiatives]


def _key_result(source: Source, key_result: KeyResult) -> dict[str, Any]:
    """One key result; what only a classifier knows is null."""
    return {
        "id": _value(key_result.id),
        "text": key_result.text.value,
        **place(source, key_result.text.span()),
        "owner": _value(key_result.field("owner")),
        "type": _value(key_result.field("type")),
        "parent": _value(key_result.field("parent")),
        **dict.fromkeys(_LABELS),
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


def _objective(document: Document, objective: Objective) -> dict[str, Any]:
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
        "key_results": [_key_result(document.source, one) for one in objective.key_results],
        "initiatives": _initiatives(document.source, objective.initiatives),
    }


def render(documents: Sequence[Document], errors: Sequence[UnreadableError] = ()) -> str:
    """The documents as they were read; the shape is that of `schemas/outline.json`."""
    files = [
        {
            "path": document.source.path,
            "cycle": document.cycle.label if document.cycle else None,
            "objectives": [_objective(document, objective) for objective in document.objectives],
        }
        for document in documents
    ]
    return dumped({"version": VERSION, "files": files, "unreadable": unreadable(errors)})
