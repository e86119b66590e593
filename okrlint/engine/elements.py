"""The objectives and key results of a document by place: which one a finding is about, what stands on a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Source, Span
from okrlint.core.text import Text


class Element(NamedTuple):
    """An objective or a key result: its words, the spans of its sentence and fields, and of all that hangs on it."""

    is_objective: bool
    words: str
    sentence: Span
    own: tuple[Span, ...]
    block: tuple[Span, ...]


def _spans(texts: Iterable[Text | None]) -> tuple[Span, ...]:
    """Where texts stand; empty and missing ones left out."""
    return tuple(text.span() for text in texts if text)


def own_spans(node: Objective | KeyResult) -> tuple[Span, ...]:
    """Where the id, the sentence and the fields of an element stand."""
    if node.text and not node.fields:  # most are so
        return (node.id.span(), node.text.span()) if node.id else (node.text.span(),)
    return _spans((node.id, node.text, *(field.text for field in node.fields)))


def _work(node: Objective | KeyResult) -> tuple[Span, ...]:
    return _spans(initiative.text for initiative in node.initiatives)


def _key_result(node: KeyResult) -> Element:
    return Element(False, node.text.value, node.text.span(), own_spans(node), own_spans(node) + _work(node))


def _elements(document: Document) -> Iterator[Element]:
    """Every objective that is written down and every key result, in the order of the document."""
    for objective in document.objectives:
        below = [_key_result(kr) for kr in objective.key_results]
        if own := own_spans(objective):
            parts = (span for element in below for span in element.block)
            yield Element(True, objective.text.value, objective.text.span(), own, (*own, *_work(objective), *parts))
        yield from (element for element in below if element.own)


def _all_own(document: Document) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The words of all elements with the spans of their sentence, id and fields, in the order of `_elements`."""
    for objective in document.objectives:
        if own := own_spans(objective):
            yield objective.text.value, own
        yield from ((one.text.value, own) for one in objective.key_results if (own := own_spans(one)))


def line_range(source: Source, span: Span) -> range:
    """The lines, counted from 1, that a span touches."""
    first, _ = source.line_column(span.start)
    last, _ = source.line_column(max(span.start, span.end - 1))
    return range(first, last + 1)


class Elements(NamedTuple):
    """The elements of a document, in order, and by place."""

    all: Sequence[Element] = ()
    words: Sequence[str] = ()
    places: Sequence[tuple[Span, int]] = ()
    starts: Sequence[int] = ()
    lines: Mapping[int, list[int]] = {}
    filled: Sequence[int] = ()

    @classmethod
    def of(cls, document: Document) -> Elements:
        """The elements of a document."""
        found = tuple(_elements(document))
        lines: dict[int, list[int]] = {}
        for number, element in enumerate(found):
            touched = {line for span in element.own for line in line_range(document.source, span)}
            for line in touched:
                lines.setdefault(line, []).append(number)
        by_place = cls._by_place((element.words, element.own) for element in found)
        return by_place._replace(all=found, lines=lines, filled=sorted(lines))

    @classmethod
    def for_verdicts(cls, document: Document) -> Elements:
        """The elements of a document; nothing but their places where it has no comments, which alone ask for more."""
        return cls.of(document) if document.comments else cls._by_place(_all_own(document))

    @classmethod
    def _by_place(cls, elements: Iterable[tuple[str, Iterable[Span]]]) -> Elements:
        """Elements of which nothing but the words and places are known."""
        known = tuple(elements)
        places = sorted((span, number) for number, (_, own) in enumerate(known) for span in own)
        return cls(words=[words for words, _ in known], places=places, starts=[span.start for span, _ in places])

    def at(self, span: Span) -> int | None:
        """The number of the element that a span starts in, None where it starts in none."""
        place = bisect_right(self.starts, span.start) - 1
        if place < 0:
            return None
        found, number = self.places[place]
        return number if span.start < max(found.end, found.start + 1) else None

    def on_lines(self, lines: range) -> list[Element]:
        """The elements that have a part on these lines, in order."""
        numbers = {number for line in lines for number in self.lines.get(line, ())}
        return [self.all[number] for number in sorted(numbers)]

    def next_line(self, after: int) -> int | None:
        """The next line after this one that has part of an element."""
        place = bisect_left(self.filled, after + 1)
        return self.filled[place] if place < len(self.filled) else None


def judged(document: Document) -> Document:
    """The document without what its authors have struck out, together with all that hangs on it."""
    if not any(o.struck or any(kr.struck for kr in o.key_results) for o in document.objectives):
        return document
    kept = [number for number, objective in enumerate(document.objectives) if not objective.struck]
    places = {number: place for place, number in enumerate(kept)}
    return replace(document, objectives=tuple(_kept(document.objectives[number], places) for number in kept))


def _kept(objective: Objective, places: dict[int, int]) -> Objective:
    """An objective without struck key results; `places` are the new indices of objectives that stay."""
    under = None if objective.under is None else places.get(objective.under)
    return replace(objective, key_results=tuple(kr for kr in objective.key_results if not kr.struck), under=under)
