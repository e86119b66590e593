"""Where things stand: code-point spans over the text of one file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from okrlint.core import lazy_re as re

_LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """Half-open range of code-point offsets into `Source.text`."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Place(NamedTuple):
    """What people call the part of a file that starts at an offset: "Sheet1!B7", "paragraph 12"."""

    start: int
    name: str


@dataclass(frozen=True)
class Source:
    """The decoded text of one file.

    `path` is how the file is named to people (relative, with forward slashes). `text` has no byte order mark
    and keeps its own line ends. `format` names a module of `okrlint.formats`; None lets the path decide.

    A file that is no text has its bytes in `data` and no text until it is read; the source of its document has a text
    made for it, and `places`, in order, from its start to its end.
    """

    path: str
    text: str
    format: str | None = None
    places: tuple[Place, ...] = ()
    data: bytes | None = field(default=None, repr=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of every line; CR, LF and CRLF end lines and nothing else does."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_span(self, line: int) -> Span:
        """Span of a line (counted from 1) without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def place(self, offset: int) -> Place | None:
        """The place that an offset lies in; None where the file has lines of its own."""
        index = bisect_right(self.places, offset, key=lambda place: place.start)
        return self.places[max(index - 1, 0)] if self.places else None

    def named(self, offset: int) -> str:
        """An offset as people look for it: its place, else "line:column"."""
        place = self.place(offset)
        return place.name if place else ":".join(map(str, self.line_column(offset)))

    def where(self, offset: int) -> str:
        """An offset as a sentence names it: "line 12", or its place."""
        place = self.place(offset)
        return place.name if place else f"line {self.line_column(offset)[0]}"

    def place_span(self, place: Place) -> Span:
        """From the start of a place to that of the next one, without a line end or tab between them."""
        after = bisect_right(self.places, place.start, key=lambda place: place.start)
        end = self.places[after].start if after < len(self.places) else len(self.text)
        while end > place.start and self.text[end - 1] in "\r\n\t":
            end -= 1
        return Span(place.start, end)

    def __getitem__(self, span: Span) -> str:
        """The raw text of a span."""
        return self.text[span.start : span.end]
