"""Which objective or key result a diagnostic is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Span

Key = tuple[int, int | None]
"""An objective by its number in the document, or one of its key results by its own number."""

_NESTED = 4
"""Places that are looked at before the closest one: a field may stand inside a sentence."""


def _spans(node: Objective | KeyResult) -> Iterator[Span]:
    """Where the sentence, the id, the fields and the initiatives of an element stand."""
    texts = [node.text, node.id, *(one.text for one in node.fields), *(one.text for one in node.initiatives)]
    yield from (text.span() for text in texts if text)


def _places(document: Document) -> Iterator[tuple[Span, Key]]:
    for number, objective in enumerate(document.objectives):
        yield from ((span, (number, None)) for span in _spans(objective))
        for below, key_result in enumerate(objective.key_results):
            yield from ((span, (number, below)) for span in _spans(key_result))


def sorted_out(document: Document, diagnostics: Sequence[Diagnostic]) -> dict[Key | None, list[Diagnostic]]:
    """The diagnostics of a document by the element that they are about; None has those about the file as a whole."""
    places = sorted(_places(document))
    starts = [span.start for span, _ in places]
    found: dict[Key | None, list[Diagnostic]] = {}
    for one in diagnostics:
        last = bisect_right(starts, one.span.start)
        near = reversed(places[max(last - _NESTED, 0) : last])
        key = next((key for span, key in near if one.span.start < max(span.end, span.start + 1)), None)
        found.setdefault(key, []).append(one)
    return found
