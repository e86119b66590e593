"""OKRs in TOML: the standard library says whether a file is TOML, and a second walk keeps every place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

from okrlint.core import lazy_re as re
from okrlint.core.errors import UnreadableError
from okrlint.core.model import Comment, Document
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats import keyed, tree
from okrlint.formats.scalars import PLAIN, TOML
from okrlint.formats.toml_tables import Table, another, below, too_deep

_SPACE = re.compile(r"[ \t]*+")
_GAP = re.compile(r"(?:[ \t\r\n]++|(?P<comment>#[^\r\n]*+))*+")
_COMMENT = re.compile(r"#[^\r\n]*+")
_OKRLINT = re.compile(r"#[ \t]*okrlint:[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WORD = re.compile(r"[^\s,\]}#](?:[^,\]}#\r\n]*[^\s,\]}#])?")
_PART = r"(?:[A-Za-z0-9_-]++|\"[^\"\r\n]*+\"|'[^'\r\n]*+')[ \t]*+\.[ \t]*+"
_DOTTED = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}){{{tree.MAX_DEPTH}}}")
_STRINGS = (
    ('"""', re.compile(r'"""(?P<in>(?:[^"\\]++|\\[\s\S]|"{1,2}+(?!"))*+"{0,2})"""'), TOML),
    ("'''", re.compile(r"'''(?P<in>(?:[^']++|'{1,2}+(?!'))*+'{0,2})'''"), PLAIN),
    ('"', re.compile(r'"(?P<in>(?:[^"\\]++|\\.)*+)"'), TOML),
    ("'", re.compile(r"'(?P<in>[^']*+)'"), PLAIN),
)
_PLACE = re.compile(r"\s?\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")
_ESCAPE = re.compile(r"\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(?:[ \t]*\r?\n\s*)|(.))")
_MEANINGS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read the OKRs of a TOML file; `names` maps the author's own keys to field names."""
    _validate(source)
    reader = Reader(source)
    root = reader.document()
    if too_deep(root):
        raise UnreadableError(f"nested more than {tree.MAX_DEPTH} levels deep", source.path)
    return keyed.document(source, "toml", (root,), names, tuple(reader.comments))


def _validate(source: Source) -> None:
    """Raise UnreadableError for what is no TOML, with its place."""
    text = source.text.removeprefix("\ufeff")
    if (depth := _depth(text)) > tree.MAX_DEPTH:
        raise UnreadableError(f"brackets are nested {depth:,} levels deep, more than {tree.MAX_DEPTH}", source.path)
    if match := _DOTTED.search(source.text):
        place = source.line_column(match.start())
        raise UnreadableError(f"a key of more than {tree.MAX_DEPTH} parts", source.path, *place)
    try:
        tomllib.loads(re.sub(r"\r(?!\n)", "\n", text))
    except tomllib.TOMLDecodeError as error:
        raise _explained(str(error), source) from None
    except (RecursionError, ValueError) as error:  # a number of many thousand digits, a date that there is not
        raise UnreadableError(f"it is no TOML: {str(error)[:80]}", source.path) from None


def _depth(text: str) -> int:
    """How deep brackets are nested at most, those in strings counted as well."""
    deepest = depth = 0
    for mark in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if mark in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _explained(message: str, source: Source) -> UnreadableError:
    match = _PLACE.search(message)
    reason = _PLACE.sub("", message)
    reason = reason[:1].lower() + reason[1:]
    if match is None:
        return UnreadableError(reason, source.path)
    line = int(match["line"] or len(source.line_starts))
    column = int(match["column"] or source.line_span(min(line, len(source.line_starts))).end + 1)
    if match["line"] is None:
        line, column = source.line_column(len(source.text))
    return UnreadableError(reason, source.path, line, column)


class Reader:
    """Walks through a text that is TOML for sure and builds its tree."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.at = int(self.text.startswith("\ufeff"))
        self.comments: list[Comment] = []

    def document(self) -> tree.Mapping:
        """The table that the whole text is."""
        root = table = Table(self.at, self.at)
        while self._gap():
            if self.text[self.at] == "[":
                table = self._header(root)
            else:
                self._pair(table)
        return root.frozen()

    def _gap(self) -> bool:
        """Go over white space and comments; whether anything follows."""
        start = self.at
        self.at = _GAP.match(self.text, start).end()  # type: ignore[union-attr]
        for match in _COMMENT.finditer(self.text, start, self.at):
            if opening := _OKRLINT.match(self.text, *match.span()):
                body = Text.verbatim(self.text[opening.end() : match.end()], opening.end()).strip()
                self.comments.append(Comment(Span(match.start(), match.start() + len(match[0].rstrip())), body))
        return self.at < len(self.text)

    def _header(self, root: Table) -> Table:
        low, many = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys = self._keys()
        self.at += 2 if many else 1
        table = another(below(root, keys[:-1]), keys[-1]) if many else below(root, keys)
        table.low, table.high = min(table.low, low), max(table.high, self.at)
        return table

    def _pair(self, table: Table) -> None:
        keys = self._keys()
        self.at += 1  # "="
        self._space()
        value = self._value()
        holder = below(table, keys[:-1])
        holder.entries[keys[-1].value] = (keys[-1], value)
        holder.high = table.high = max(table.high, self.at)

    def _space(self) -> None:
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]

    def _keys(self) -> list[tree.Scalar]:
        """A key with dots; what follows it is next."""
        found = []
        while True:
            self._space()
            found.append(self._string() if self.text[self.at] in "\"'" else self._plain(_BARE))
            self._space()
            if not self.text.startswith(".", self.at):
                return found
            self.at += 1

    def _value(self) -> tree.Node:
        mark = self.text[self.at]
        if mark in "\"'":
            return self._string()
        if mark == "[":
            start = self.at
            return tree.Sequence(tuple(self._value() for _ in self._members("]")), Span(start, self.at))
        if mark != "{":
            return self._plain(_WORD)
        table = Table(self.at, self.at)
        for _ in self._members("}"):
            self._pair(table)
        table.high = self.at
        return table.frozen()

    def _members(self, closing: str) -> Iterator[None]:
        """Stop before every member of an array or inline table until it is closed."""
        self.at += 1
        self._gap()
        while self.text[self.at] != closing:
            yield
            self._gap()
            if self.text[self.at] == ",":
                self.at += 1
                self._gap()
        self.at += 1

    def _plain(self, pattern: re.Pattern[str]) -> tree.Scalar:
        """A bare key, a number, a date or a truth value; the underscores of a number are not its digits."""
        match = pattern.match(self.text, self.at)
        start, self.at = self.at, match.end()  # type: ignore[union-attr]
        word = self.text[start : self.at]
        value = word.replace("_", "") if pattern is _WORD and word[0] in "+-0123456789" else word
        return tree.Scalar(value, self.text, start, self.at, start, self.at, PLAIN)

    def _string(self) -> tree.Scalar:
        found = ((pattern.match(self.text, self.at), style) for mark, pattern, style in _STRINGS if self._is_at(mark))
        match, style = next((match, style) for match, style in found if match)
        self.at = match.end()
        value = _ESCAPE.sub(_meaning, match["in"]) if style is TOML else match["in"]
        return tree.Scalar(value, self.text, *match.span(), *match.span("in"), style)

    def _is_at(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at)


def _meaning(match: re.Match[str]) -> str:
    """What an escape stands for; nothing for one that joins lines."""
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _MEANINGS.get(match[3] or "", match[3] or "")
