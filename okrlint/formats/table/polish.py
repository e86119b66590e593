"""Sentences in cells, freed of what people hang on them, as in any other text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from okrlint.core.model import KeyResult, Objective
from okrlint.core.source import Span
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import Line
from okrlint.formats.prose.trim import trim, without_people

_LONGEST = 1000
_Element = TypeVar("_Element", bound=KeyResult | Objective)


def polished(objective: Objective, struck: Sequence[Span]) -> Objective:
    """An objective without labels, priorities, owners, scores and status in its sentences; those become fields.

    `struck` are the cells that are struck out, in their order.
    """
    results = tuple(_polished(found, Label.KEY_RESULT, struck) for found in objective.key_results)
    return replace(_polished(objective, Label.OBJECTIVE, struck), key_results=results)


def _polished(found: _Element, label: Label, struck: Sequence[Span]) -> _Element:
    if not found.text:
        return found
    if struck:
        found = replace(found, struck=_is_in(found.text.span().start, struck))
    return found if len(found.text) > _LONGEST else _trimmed(found, label)


def _trimmed(found: _Element, label: Label) -> _Element:
    """An element with a sentence of its own words only."""
    line = Line(found.text)
    ident = found.id
    labelled = label_of(line)
    if labelled.label is label and labelled.end < len(line.value):
        ident = ident or (line.text.slice(*labelled.id) if labelled.id else None)
        line = line.slice(labelled.end)
    trimmed = trim(line)
    if not trimmed.line:
        return found
    known = {field.name for field in found.fields}
    text = without_people(trimmed.line.text) if "owner" in known else trimmed.line.text
    fields = (*found.fields, *(field for field in trimmed.fields if field.name not in known))
    return replace(found, text=text, id=ident or trimmed.id, fields=fields)


def _is_in(offset: int, spans: Sequence[Span]) -> bool:
    """Whether an offset lies in one of some spans."""
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index >= 0 and offset < spans[index].end
