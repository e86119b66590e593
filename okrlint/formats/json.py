"""OKRs in JSON: a walk that keeps the place of every key and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NoReturn

from okrlint.core import lazy_re as re
from okrlint.core.errors import UnreadableError
from okrlint.core.model import Comment, Document, Problem
from okrlint.core.source import Source, Span
from okrlint.formats import keyed, tree
from okrlint.formats.scalars import JSON, PLAIN, SURROGATE

_SPACE = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"[^\s\[\]{},:\"]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_MARKER = re.compile(r"\s*(?:okrlint:\s*)?")
_COMMENT_KEY = "okrlint"


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read the OKRs of a JSON file; `names` maps the author's own keys to field names."""
    reader = Reader(source)
    root = reader.document()
    return keyed.document(source, "json", (root,), names, tuple(reader.comments), tuple(reader.problems))


class Reader:
    """Reads one JSON text, strictly, into a tree."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.at = int(self.text.startswith("\ufeff"))
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []

    def document(self) -> tree.Node:
        """The one value that the text holds."""
        self._skip()
        if self.at == len(self.text):
            self._fail("the file is empty")
        root = self._value(0)
        self._skip()
        if self.at < len(self.text):
            self._fail("something follows the end of the document")
        return root

    def _fail(self, reason: str, at: int | None = None) -> NoReturn:
        place = self.source.line_column(self.at if at is None else at)
        raise UnreadableError(reason, self.source.path, *place)

    def _skip(self) -> str:
        """Go to the next character that is no white space, and say which it is."""
        mark = self.text[self.at : self.at + 1]
        if mark > " ":
            return mark
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.text[self.at : self.at + 1]

    def _value(self, depth: int) -> tree.Node:
        mark = self._skip()
        if mark == '"':
            return self._string()
        if mark not in ("{", "["):
            return self._word()
        if depth == tree.MAX_DEPTH:
            self._fail(f"nested more than {tree.MAX_DEPTH} levels deep")
        return self._object(depth + 1) if mark == "{" else self._array(depth + 1)

    def _string(self) -> tree.Scalar:
        start = self.at
        try:
            value, self.at = scanstring(self.text, start + 1, True)
        except ValueError as error:
            self._fail(*_string_error(error, start, self.text))
        if not value.isascii():
            value = SURROGATE.sub("\ufffd", value)
        return tree.Scalar(value, self.text, start, self.at, start + 1, self.at - 1, JSON)

    def _word(self) -> tree.Scalar:
        """A number, true, false or null, as it is spelled."""
        match = _WORD.match(self.text, self.at)
        if match is None:
            self._fail("a value is missing here" if self.at < len(self.text) else "the file ends too early")
        word = match[0]
        if word not in ("true", "false", "null") and not _NUMBER.fullmatch(word):
            self._fail(_word_error(word))
        self.at = match.end()
        value = "" if word == "null" else word
        return tree.Scalar(value, self.text, *match.span(), *match.span(), PLAIN)

    def _members(self, closing: str) -> Iterator[None]:
        """Stop before every member of an object or array until it is closed."""
        opened = self.at
        self.at += 1
        if self._skip() == closing:
            self.at += 1
            return
        while True:
            yield
            mark = self._skip()
            self.at += 1
            if mark == closing:
                return
            if mark != ",":
                self._unclosed(mark, opened, closing)
            if self._skip() == closing:
                self._fail(f"a ',' stands before the '{closing}'", self.text.rindex(",", 0, self.at))

    def _unclosed(self, mark: str, opened: int, closing: str) -> NoReturn:
        if not mark:
            self._fail(f"the '{self.text[opened]}' that is opened here is never closed", opened)
        self.at -= 1
        self._fail("JSON has no comments" if mark == "/" else f"a ',' or '{closing}' is missing here")

    def _array(self, depth: int) -> tree.Sequence:
        start = self.at
        items = tuple(self._value(depth) for _ in self._members("]"))
        return tree.Sequence(items, Span(start, self.at))

    def _object(self, depth: int) -> tree.Mapping:
        start = self.at
        entries = tuple(self._entry(depth) for _ in self._members("}"))
        span = Span(start, self.at)
        self.problems += tree.repeated(entries, self.source)
        self.comments += (
            comment for key, value in entries if key.value == _COMMENT_KEY for comment in _comments(value, span)
        )
        return tree.Mapping(entries, span)

    def _entry(self, depth: int) -> tree.Entry:
        if (mark := self._skip()) != '"':
            self._fail("JSON has no comments" if mark == "/" else "a key between double quotes is missing here")
        key = self._string()
        if self._skip() != ":":
            self._fail("a ':' is missing after the key")
        self.at += 1
        return tree.Entry(key, self._value(depth))


def _comments(node: tree.Node, block: Span) -> Iterator[Comment]:
    """What an "okrlint" property says, in one string or several."""
    for scalar in node.items if isinstance(node, tree.Sequence) else (node,):
        if isinstance(scalar, tree.Scalar) and scalar.style is JSON:
            text = scalar.text
            start = _MARKER.match(text.value).end()  # type: ignore[union-attr]
            yield Comment(scalar.span, text.slice(start), block)


def _string_error(error: ValueError, start: int, text: str) -> tuple[str, int]:
    """The reason and offset for a string that the standard library refuses."""
    at = min(getattr(error, "pos", start), len(text))
    if "Unterminated" in str(error):
        return "a quotation mark is opened here and never closed", start
    if "control character" in str(error):
        return "a line break, tab or control character stands inside a string", at
    return 'a backslash must be followed by one of " \\ / b f n r t u', at


def _word_error(word: str) -> str:
    """The reason for a word that is no JSON value."""
    if word.startswith(("//", "/*", "#")):
        return "JSON has no comments"
    if word.startswith(("'", "‘", "“", "”")):
        return "JSON takes straight double quotes only"
    if word.lstrip("-") in ("NaN", "Infinity"):
        return f"{word} is no number that JSON knows; use null"
    shown = word if len(word) <= 30 else f"{word[:29]}…"
    return f"'{shown}' is no JSON value; texts stand between double quotes"
