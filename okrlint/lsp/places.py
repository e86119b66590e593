"""What stands where in a document: the objective or key result at a position, and the lines that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.engine.elements import line_range


@dataclass(frozen=True, slots=True)
class Place:
    """An objective, or a key result of it, with the spans of its id, sentence and fields."""

    objective: Objective
    key_result: KeyResult | None
    spans: tuple[Span, ...]

    @property
    def node(self) -> Objective | KeyResult:
        """The element itself."""
        return self.key_result or self.objective

    @property
    def span(self) -> Span:
        """All that stands of it, from the first to the last character."""
        return Span(min(span.start for span in self.spans), max(span.end for span in self.spans))


def _spans(node: Objective | KeyResult) -> tuple[Span, ...]:
    texts: tuple[Text | None, ...] = (node.id, node.text, *(field.text for field in node.fields))
    return tuple(text.span() for text in texts if text)


def places(document: Document) -> Iterator[Place]:
    """Every objective that is written down and every key result, in order."""
    for objective in document.objectives:
        if spans := _spans(objective):
            yield Place(objective, None, spans)
        for key_result in objective.key_results:
            yield Place(objective, key_result, _spans(key_result))


def _distance(place: Place, offset: int) -> int:
    """How far a position is from an element, 0 inside."""
    return min(max(span.start - offset, offset - span.end, 0) for span in place.spans)


def at(document: Document, offset: int) -> Place | None:
    """The element at a position: the one that it stands in, else the nearest on its line."""
    source = document.source
    line, _ = source.line_column(offset)
    near = [one for one in places(document) if any(line in line_range(source, span) for span in one.spans)]
    return min(near, key=lambda one: _distance(one, offset), default=None)


def on_lines(document: Document, lines: range) -> list[Place]:
    """The elements that have a part on some lines, counted from 1."""
    source = document.source

    def touches(place: Place) -> bool:
        """Whether an element has a part there."""
        return any(not set(line_range(source, span)).isdisjoint(lines) for span in place.spans)

    return [one for one in places(document) if touches(one)]


def last_line(document: Document, objective: Objective) -> int:
    """The last line, counted from 1, that something of an objective and its set stands on."""
    nodes: tuple[Objective | KeyResult, ...] = (objective, *objective.key_results)
    texts = [text for node in nodes for text in (node.text, *(field.text for field in node.fields)) if text]
    texts += [work.text for node in nodes for work in node.initiatives if work.text]
    return max((document.source.line_column(max(text.span().end - 1, 0))[0] for text in texts), default=1)


def block(document: Document, place: Place) -> Span:
    """The whole lines of an element: of an objective with its set, of a key result with what hangs on it."""
    source = document.source
    first, _ = source.line_column(place.span.start)
    if place.key_result is None:
        last = last_line(document, place.objective)
    else:
        texts = [Span(0, place.span.end), *(work.text.span() for work in place.key_result.initiatives if work.text)]
        last = source.line_column(max(span.end for span in texts) - 1)[0]
    return Span(source.line_span(first).start, source.line_span(max(first, last)).end)


def whole_lines(source: Source, span: Span) -> Span:
    """The lines of a span with the end of the last one."""
    first, last = (source.line_column(offset)[0] for offset in (span.start, max(span.start, span.end - 1)))
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    return Span(source.line_starts[first - 1], end)
