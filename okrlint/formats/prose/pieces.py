"""A line that is put together from pieces of the source: white space runs become one space."""

from __future__ import annotations

from okrlint.core.source import Span
from okrlint.core.text import Origin, Text
from okrlint.formats.prose.nodes import EMPTY, Line, Run, Style


class Pieces:
    """Collects the words of one line."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._words: list[str] = []
        self._origins: list[Origin] = []
        self._runs: list[Run] = []
        self._length = 0
        self._gap: Span | None = None
        self._is_plain = self._as_it_stands = False

    def __bool__(self) -> bool:
        return bool(self._words)

    def space(self, low: int, high: int, plain: bool = False) -> None:
        """White space, which counts only between words; `plain` tells that it is one space."""
        if self._gap is None and self._words:
            self._gap, self._is_plain = Span(low, high), plain

    def add(self, value: str, low: int, high: int, style: Style = Style.PLAIN, link: int = 0) -> None:
        """Words that stand in the source from `low` to `high`, character by character where the lengths agree."""
        if self._gap is not None:
            gap, self._gap = self._gap, None
            own = style if self._runs and self._runs[-1].style == style else Style.PLAIN
            self._put(" ", gap, own, link, self._is_plain)
        self._put(value, Span(low, high), style, link, high - low == len(value))

    def _put(self, value: str, span: Span, style: Style, link: int, as_it_stands: bool) -> None:
        end = self._length + len(value)
        self._words.append(value)
        before = self._origins[-1] if self._origins else None
        if before is not None and as_it_stands and self._as_it_stands and before.span.end == span.start:
            self._origins[-1] = Origin(before.start, end, Span(before.span.start, span.end))
        else:
            self._origins.append(Origin(self._length, end, span))
        self._as_it_stands = as_it_stands
        last = self._runs[-1] if self._runs else None
        if last is not None and (last.style, last.link) == (style, link):
            self._runs[-1] = last._replace(end=end)
        else:
            self._runs.append(Run(self._length, end, style, link))
        self._length = end

    def line(self) -> Line:
        """The line, after which the next one begins."""
        line = Line(Text("".join(self._words), tuple(self._origins)), tuple(self._runs)) if self._words else EMPTY
        self._clear()
        return line.strip()
