"""Clean text that remembers where in the file each of its characters stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from okrlint.core.source import Span


class Origin(NamedTuple):
    """`value[start:end]` of a text came from `span` of the source.

    Equal lengths map character by character; otherwise (an entity, an escape, a folded line end) every
    character stands for the whole span.
    """

    start: int
    end: int
    span: Span

    def source_span(self, start: int, end: int) -> Span:
        """Source span of `value[start:end]`, which must lie inside this origin."""
        if self.end - self.start != self.span.end - self.span.start:
            return self.span
        offset = self.span.start - self.start
        return Span(start + offset, end + offset)


_end = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an element, free of markup, with `origins` in the order of `value`."""

    value: str
    origins: tuple[Origin, ...]

    @classmethod
    def verbatim(cls, value: str, start: int) -> Text:
        """Text that stands in the source as it is, from offset `start`."""
        return cls(value, (Origin(0, len(value), Span(start, start + len(value))),))

    @classmethod
    def replaced(cls, value: str, span: Span) -> Text:
        """Text that stands for other characters, such as an entity for its character."""
        return cls(value, (Origin(0, len(value), span),))

    @classmethod
    def join(cls, parts: Iterable[Text]) -> Text:
        """The parts one after the other."""
        value = ""
        origins: list[Origin] = []
        for part in parts:
            shift = len(value)
            origins += (Origin(o.start + shift, o.end + shift, o.span) for o in part.origins)
            value += part.value
        return cls(value, tuple(origins))

    def __hash__(self) -> int:
        # facts are looked up by text thousands of times: cheap, and other for each of many equal sentences
        return hash((self.value, self.origins[0].span.start if self.origins else 0))

    def __bool__(self) -> bool:
        return bool(self.value)

    def __len__(self) -> int:
        return len(self.value)

    def __str__(self) -> str:
        return self.value

    def _cut(self, start: int, end: int) -> Iterator[Origin]:
        """Origins of `value[start:end]`, still counted from the start of the whole."""
        first = bisect_right(self.origins, start, key=_end) if len(self.origins) > 1 else 0
        for place in range(first, len(self.origins)):
            if (origin := self.origins[place]).start >= end:
                return
            low, high = max(origin.start, start), min(origin.end, end)
            if low < high:
                yield Origin(low, high, origin.source_span(low, high))

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Source span from the first to the last character of `value[start:end]`.

        An empty range gives an empty span where it would stand.
        """
        if end is None and not start and len(self.origins) == 1:  # asked for after every key
            first, last, span = self.origins[0]
            if first == 0 and last == len(self.value) > 0:
                return span
        end = len(self.value) if end is None else end
        if len(self.origins) == 1 and 0 <= start < end <= len(self.value):  # nearly always
            first, last, span = self.origins[0]
            if first <= start and end <= last:
                shift = span.start - first
                return Span(start + shift, end + shift) if last - first == span.end - span.start else span
        spans = [origin.span for origin in self._cut(start, end)]
        if spans:
            return Span(spans[0].start, max(span.end for span in spans))
        return self._empty_span(start)

    def _empty_span(self, at: int) -> Span:
        before = [o.source_span(o.start, min(o.end, at)).end for o in self.origins if o.start < at]
        if before:
            return Span(before[-1], before[-1])
        first = self.origins[0].span.start if self.origins else 0
        return Span(first, first)

    def slice(self, start: int, end: int | None = None) -> Text:
        """`value[start:end]` with its origins; offsets must not be negative."""
        end = len(self.value) if end is None else min(end, len(self.value))
        cut = tuple(Origin(o.start - start, o.end - start, o.span) for o in self._cut(start, end))
        if not cut:
            here = self._empty_span(start)
            cut = (Origin(0, 0, here),)
        return Text(self.value[start:end], cut)

    def strip(self, characters: str | None = None) -> Text:
        """Without white space (or `characters`) at both ends."""
        start = len(self.value) - len(self.value.lstrip(characters))
        end = len(self.value.rstrip(characters))
        if start == 0 and end == len(self.value):
            return self
        return self.slice(start, max(start, end))
