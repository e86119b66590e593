"""HTML as a sequence of tags, texts and comments with exact places, in one pass over the file."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from okrlint.core import lazy_re as re

_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_REST = re.compile(r"""(?:\s++|/|[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?|=)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s/>="']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?""")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}


class Token(NamedTuple):
    """One piece of a file: `kind` is "start", "end", "text", "cdata" or "comment"; tags have a `name`."""

    kind: str
    source: str
    low: int
    high: int
    name: str = ""

    @property
    def raw(self) -> str:
        """The piece as it stands in the file."""
        return self.source[self.low : self.high]

    @property
    def closed(self) -> bool:
        """Whether a start tag closes itself (`<ri:user/>`)."""
        return self.source.startswith("/>", self.high - 2)

    def attributes(self) -> Mapping[str, str]:
        """The attributes of a start tag, names in lower case."""
        inside = self.source[self.low + 1 + len(self.name) : self.high - 1]
        found = _ATTRIBUTE.finditer(inside)
        return {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in found}


class Tokens:
    """Reads the tokens of one text. What is broken is text, as in a browser; the time is linear in the length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    @cached_property
    def _last_end(self) -> int:
        return self.text.rfind(">")

    def __iter__(self) -> Iterator[Token]:
        """All tokens in the order of the text."""
        text, size = self.text, len(self.text)
        begin = 0
        while self.at < size:
            low = text.find("<", self.at)
            token = self._tag(low) if low >= 0 else None
            if low >= 0 and token is None:
                self.at = low + 1
                continue
            end = size if low < 0 else low
            if begin < end:
                yield Token("text", text, begin, end)
            if token is None:
                return
            yield token
            self.at = begin = token.high
            if token.kind == "start" and token.name in _RAW and not token.closed:
                yield from self._raw(token.name)
                begin = self.at
        if begin < size:
            yield Token("text", text, begin, size)

    def _tag(self, low: int) -> Token | None:
        """What begins at a "<"; None where that is only a character."""
        text = self.text
        if text.startswith(("<!", "<?"), low):
            return self._declaration(low)
        if low > self._last_end or (name := _NAME.match(text, low)) is None:
            return None
        if (rest := _REST.match(text, name.end())) is None:
            return None
        kind = "end" if text[low + 1] == "/" else "start"
        return Token(kind, text, low, rest.end(), name[1].lower())

    def _declaration(self, low: int) -> Token:
        """A comment, a CDATA section, or what browsers take for a comment."""
        text = self.text
        kind, closing = "comment", ">"
        if text.startswith("<!--", low):
            closing = "-->"
        elif text.startswith("<![CDATA[", low):
            kind, closing = "cdata", "]]>"
        end = text.find(closing, low + 2)
        return Token(kind, text, low, len(text) if end < 0 else end + len(closing))

    def _raw(self, name: str) -> Iterator[Token]:
        """What stands in an element that holds no tags, up to its end tag."""
        match = _RAW[name].search(self.text, self.at)
        end = match.start() if match else len(self.text)
        if self.at < end:
            yield Token("text", self.text, self.at, end)
        self.at = end
