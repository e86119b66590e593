"""The line on which each key of a TOML file stands; `tomllib` does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from okrlint.core import lazy_re as re

KeyPath = tuple[str, ...]

_TOKEN = re.compile(
    r'''(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<word>[A-Za-z0-9_-]+)|(?P<mark>[\[\]{}=.,])",
    re.DOTALL,
)


class _Token(NamedTuple):
    """A piece of TOML and the line that it starts on."""

    kind: str
    text: str
    line: int


def _tokens(text: str) -> Iterator[_Token]:
    """The pieces of a valid TOML text, without comments and white space."""
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "comment":
            yield _Token(kind, match[0], line)
        line += match[0].count("\n")


def _statements(text: str) -> Iterator[list[_Token]]:
    """The tokens of each header and each `key = value`, also where it goes over several lines."""
    statement: list[_Token] = []
    depth = 0
    for token in _tokens(text):
        depth += (token.text in "[{") - (token.text in "]}") if token.kind == "mark" else 0
        if token.kind != "newline":
            statement.append(token)
        elif statement and depth == 0:
            yield statement
            statement = []
    if statement:
        yield statement


def _name(token: _Token) -> str:
    """The key that a bare word or a quoted string means."""
    if token.kind == "word":
        return token.text
    if "\\" not in token.text or token.text[0] == "'":
        return token.text[1:-1]
    import tomllib

    return next(iter(tomllib.loads(f"{token.text} = 0")))


def _key(tokens: list[_Token]) -> KeyPath:
    """The steps of the dotted key at the start of some tokens."""
    steps: list[str] = []
    for token in tokens:
        if token.kind in ("word", "string"):
            steps.append(_name(token))
        elif token.text != ".":
            break
    return tuple(steps)


def key_lines(text: str) -> Mapping[KeyPath, int]:
    """Line, counted from 1, of every key and table header of a text that `tomllib` could read.

    A key inside an inline table stands on the line of that table.
    """
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for statement in _statements(text):
        if statement[0].text == "[":
            table = _key([token for token in statement if token.text != "["])
            path = table
        else:
            path = table + _key(statement)
        lines.setdefault(path, statement[0].line)
    return lines


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """The line of a key, or of the closest table that is known to hold it; 0 where there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)
