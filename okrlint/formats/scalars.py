"""Raw scalars become clean text, each character with its place: quotes, escapes and folded lines are gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.source import Span
from okrlint.core.text import Origin, Text


class Style(NamedTuple):
    """How a scalar is written: what in it does not stand for itself, and what it stands for."""

    marks: re.Pattern[str]
    meaning: Callable[[str], str]


SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a pair that stands alone: no character, and nothing that can be printed."""

_ODD = re.compile(r"[^\S ]|  |\\|''|\"\"")
_SIMPLE = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_LINE_ENDS = frozenset("\r\n\x85\u2028\u2029")


def _character(code: str) -> str:
    """The character with a hexadecimal code; half of a surrogate pair is none."""
    number = int(code, 16)
    return "\ufffd" if 0xD800 <= number < 0xE000 or number > 0x10FFFF else chr(number)


def _double(mark: str) -> str:
    """What an escape in double-quoted YAML stands for."""
    if mark[1] in "xuU":
        return _character(mark[2:])
    return "" if mark[1] in _LINE_ENDS else _SIMPLE.get(mark[1], mark[1])


def _json(mark: str) -> str:
    """What an escape in JSON stands for."""
    if len(mark) == 12:
        return chr(0x10000 + ((int(mark[2:6], 16) - 0xD800) << 10) + int(mark[8:], 16) - 0xDC00)
    if mark[1] == "u":
        return _character(mark[2:])
    return _SIMPLE.get(mark[1], mark[1])


PLAIN = Style(re.compile(r"\s+"), str)
"""Plain and block scalars of YAML: nothing but white space changes."""

SINGLE = Style(re.compile(r"\s+|''"), lambda _: "'")
"""Between single quotes in YAML."""

DOUBLE = Style(
    re.compile(
        r"\s+|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|(?:\r\n|[\r\n\x85\u2028\u2029])[ \t]*|.)", re.DOTALL
    ),
    _double,
)
"""Between double quotes in YAML."""

QUOTED = Style(re.compile(r'\s+|""'), lambda _: '"')
"""Between double quotes in CSV."""

JSON = Style(
    re.compile(r"\s+|\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|.)", re.DOTALL), _json
)
"""Between the quotes of a JSON string."""


def _toml(mark: str) -> str:
    """What an escape in a basic string of TOML stands for; nothing for one that joins lines."""
    if mark[1] in "uU":
        return _character(mark[2:])
    return "" if mark[1:].isspace() else _SIMPLE.get(mark[1], mark[1])


TOML = Style(re.compile(r"\s+|\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8}|[ \t]*\r?\n\s*|.)"), _toml)
"""Between double quotes in TOML, one of them or three."""


def clean(raw: str, start: int, style: Style) -> Text:
    """The words of a scalar that stands in the source as `raw` from offset `start`.

    White space at both ends is gone, any inside is one space.
    """
    if not _ODD.search(raw):
        text = Text.verbatim(raw, start)
        return text.strip() if raw[:1] == " " or raw[-1:] == " " else text
    pieces = _Pieces()
    at = 0
    for match in style.marks.finditer(raw):
        low, high = match.span()
        if at < low:
            pieces.add(raw[at:low], start + at, start + low)
        mark = match.group()
        value = " " if mark.isspace() else style.meaning(mark)
        if value.isspace():
            pieces.space(start + low, start + high)
        elif value:
            pieces.add(value, start + low, start + high)
        at = high
    if at < len(raw):
        pieces.add(raw[at:], start + at, start + len(raw))
    return pieces.text(start)


class _Pieces:
    """Words and what stands for them in the source, put together one after the other."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._origins: list[Origin] = []
        self._length = 0
        self._gap: tuple[int, int] | None = None
        self._first = self._low = self._high = 0

    def space(self, low: int, high: int) -> None:
        """White space, which counts only between words."""
        self._gap = (self._gap[0] if self._gap else low, high)

    def add(self, value: str, low: int, high: int) -> None:
        """A word, or part of one."""
        if self._gap:
            if self._length:
                self._put(" ", *self._gap)
            self._gap = None
        self._put(value, low, high)

    def _put(self, value: str, low: int, high: int) -> None:
        """Append; neighbours that map character by character become one origin."""
        length = len(value)
        same = length == high - low
        if not same or low != self._high:
            self._close()
        if same:
            if self._first == self._length:
                self._low = low
            self._high = high
        else:
            self._origins.append(Origin(self._length, self._length + length, Span(low, high)))
            self._first = self._length + length
        self._words.append(value)
        self._length += length

    def _close(self) -> None:
        """End the origin that maps character by character."""
        if self._first < self._length:
            self._origins.append(Origin(self._first, self._length, Span(self._low, self._high)))
            self._first = self._length

    def text(self, start: int) -> Text:
        """All of it."""
        self._close()
        return Text("".join(self._words), tuple(self._origins)) if self._words else Text.verbatim("", start)
