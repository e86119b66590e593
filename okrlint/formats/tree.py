"""The tree that every keyed format (YAML, JSON) is read into before its OKRs are looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from okrlint.core.model import Problem
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats.scalars import PLAIN, Style, clean

MAX_DEPTH = 64
"""Levels of nesting that are read; OKRs have less than ten."""

MAX_EXACT = 100_000
"""Characters of a value whose places are told apart; nobody's sentence is longer."""

MERGE = "<<"
"""The YAML key whose value lends its entries to the mapping around it."""


class Scalar(NamedTuple):
    """A string, number or other single value as the author spelled it.

    `value` is what it says, white space as given. It stands in `source` from `low` to `high` with its quotes, from
    `start` to `end` without, in `style`. Nothing (null, ~) is the empty value.
    """

    value: str
    source: str
    low: int
    high: int
    start: int
    end: int
    style: Style = PLAIN

    @property
    def span(self) -> Span:
        """All of it, with its quotes."""
        return Span(self.low, self.high)

    @property
    def text(self) -> Text:
        """The value as a person reads it: white space runs are one space."""
        if not self.value:
            return Text.verbatim("", self.start)
        if self.end - self.start > MAX_EXACT:
            return Text.replaced(" ".join(self.value.split()), self.span)
        text = clean(self.source[self.start : self.end], self.start, self.style)
        if text.value == self.value or text.value == (value := " ".join(self.value.split())):
            return text
        return Text.replaced(value, self.span)


class Entry(NamedTuple):
    """A key with its value."""

    key: Scalar
    value: Node


class Mapping(NamedTuple):
    """Entries in the order of the file; a key may stand there twice."""

    entries: tuple[Entry, ...]
    span: Span


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


Node: TypeAlias = Scalar | Mapping | Sequence


def merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with those that a `<<` key lends, as far as they are not given."""
    entries = tuple(entries)
    if all(entry.key.value != MERGE for entry in entries):
        return entries
    own = [entry for entry in entries if entry.key.value != MERGE]
    seen = {entry.key.value for entry in own}
    for merge in entries:
        for lent in _lent(merge.value) if merge.key.value == MERGE else ():
            if lent.key.value not in seen:
                seen.add(lent.key.value)
                own.append(lent)
    return tuple(own)


def _lent(node: Node) -> Iterator[Entry]:
    """Entries of a mapping, or of the mappings in a list."""
    for mapping in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(mapping, Mapping):
            yield from mapping.entries


def repeated(entries: Iterable[Entry], source: Source) -> Iterator[Problem]:
    """A problem at every key that stands in its mapping already."""
    first: dict[str, int] = {}
    for key, _ in entries:
        before = first.setdefault(key.value, key.low)
        if before != key.low and key.value != MERGE:
            line, _column = source.line_column(before)
            yield Problem(key.span, f"the key '{_short(key.value)}' stands here a second time, first in line {line}")


def _short(words: str) -> str:
    """At most forty characters of a key, in one line."""
    words = " ".join(words.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
