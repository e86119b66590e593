"""OKRs in YAML: parser events become a tree in which every value is a string that knows its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from okrlint.core import lazy_re as re
from okrlint.core.errors import UnreadableError
from okrlint.core.model import Comment, Document, Field, Problem
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats import keyed, tree
from okrlint.formats.scalars import DOUBLE, PLAIN, SINGLE, SURROGATE
from okrlint.formats.yaml_errors import beyond, explained, forbidden

MAX_ALIASED = 100_000
"""Values that aliases may repeat in one file; more is a trap, or a mistake."""

_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+(?:#[^\r\n]*)?)*)*")
_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n|$)")
_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n\ufeff]))#[ \t]*okrlint:[ \t]*(?P<body>[^\r\n]*)")
_QUOTED = {"'": SINGLE, '"': DOUBLE}
_BLOCK = frozenset("|>")
_NOTHING = frozenset({"~", "null", "Null", "NULL"})


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read the OKRs of a YAML file; `names` maps the author's own keys to field names."""
    start = int(source.text.startswith("\ufeff"))
    composer = Composer(source, source.text[start:], start)
    roots = tuple(composer.documents())
    return keyed.document(source, "yaml", roots, names, tuple(composer.comments()), tuple(composer.problems))


def front_matter(text: str, start: int, source: Source, names: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of a small YAML mapping that stands in the source at offset `start`.

    Titles and keys that mean nothing to okrlint are left out. Raises UnreadableError with its place in the source.
    """
    roots = tuple(Composer(source, text, start).documents())
    return keyed.root_fields(roots[0], names) if roots else ()


class _Anchored(NamedTuple):
    """What an anchor names: with all aliases resolved, it has `size` values in `height` levels."""

    node: tree.Node
    size: int
    height: int


class Composer:
    """Builds trees from the parser's events. Tags are never acted on, and nothing is ever constructed."""

    def __init__(self, source: Source, text: str, start: int) -> None:
        self.source = source
        self.start = start
        self.text = text
        self.problems: list[Problem] = []
        self.scalars: list[tree.Scalar] = []
        self._anchors: dict[str, _Anchored] = {}
        self._open: set[str] = set()
        self._size = self._height = 0
        self._aliased = 0

    def documents(self) -> Iterator[tree.Node]:
        """The root of every document in the text."""
        if found := forbidden(self.text):
            raise self._error(*found)
        self._events = events(self.text)
        try:
            for event in self._events:
                if isinstance(event, DocumentStartEvent):
                    self._anchors.clear()
                    yield self._node(next(self._events), 0)
        except yaml.MarkedYAMLError as error:
            raise self._error(*explained(error, self.text)) from None
        except (ValueError, OverflowError):  # the parser in Python trusts every escape and version
            raise self._error(*beyond(self.text)) from None

    def comments(self) -> Iterator[Comment]:
        """The comments that speak to okrlint, once all documents are built; `#` inside a value is none."""
        starts = [scalar.start for scalar in self.scalars]
        for match in _COMMENT.finditer(self.text):
            begin, end = (self.start + offset for offset in match.span())
            index = bisect_right(starts, begin) - 1
            if index < 0 or self.scalars[index].end <= begin:
                body = Text.verbatim(match["body"], self.start + match.start("body")).strip()
                yield Comment(Span(begin, end - len(match[0]) + len(match[0].rstrip())), body)

    def _error(self, reason: str, index: int) -> UnreadableError:
        """The error for a place in `text`."""
        return UnreadableError(reason, self.source.path, *self.source.line_column(self.start + index))

    def _node(self, event: Any, depth: int) -> tree.Node:
        """The node that begins with an event."""
        if isinstance(event, ScalarEvent):
            self._size += 1
            scalar = self._scalar(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = _Anchored(scalar, 1, 0)
            return scalar
        if isinstance(event, AliasEvent):
            return self._alias(event, depth)
        self._check_depth(depth + 1, event)
        return self._collection(event, depth + 1)

    def _check_depth(self, depth: int, event: Any) -> None:
        if depth > tree.MAX_DEPTH:
            raise self._error(f"nested more than {tree.MAX_DEPTH} levels deep", event.start_mark.index)

    def _alias(self, event: Any, depth: int) -> tree.Node:
        """The node that an alias stands for."""
        name, index = event.anchor, event.start_mark.index
        if name in self._open:
            raise self._error(f"the alias *{name} stands inside the very thing that it repeats", index)
        if name not in self._anchors:
            raise self._error(f"the alias *{name} repeats nothing: there is no &{name} before it", index)
        node, size, height = self._anchors[name]
        self._check_depth(depth + height, event)
        self._size += size
        self._height = max(self._height, height)
        self._aliased += size
        if self._aliased > MAX_ALIASED:
            raise self._error(f"aliases repeat more than {MAX_ALIASED:,} values", index)
        return node

    def _collection(self, event: Any, depth: int) -> tree.Node:
        """A mapping or list with everything in it."""
        size, height = self._size, self._height
        self._size, self._height = size + 1, 0
        if event.anchor is not None:
            self._open.add(event.anchor)
        make = self._mapping if isinstance(event, MappingStartEvent) else self._sequence
        node = make(event, depth)
        if event.anchor is not None:
            self._open.discard(event.anchor)
            self._anchors[event.anchor] = _Anchored(node, self._size - size, self._height + 1)
        self._height = max(height, self._height + 1)
        return node

    def _children(self, end: type[Any], depth: int) -> Iterator[tree.Node]:
        """Nodes until the event that ends their parent; that event's own end stays in `_last`."""
        while not isinstance(event := next(self._events), end):
            yield self._node(event, depth)
        self._last = event.end_mark.index

    def _sequence(self, event: Any, depth: int) -> tree.Sequence:
        items = tuple(self._children(SequenceEndEvent, depth))
        return tree.Sequence(items, self._span(event))

    def _mapping(self, event: Any, depth: int) -> tree.Mapping:
        children = self._children(MappingEndEvent, depth)
        pairs = zip(children, children, strict=True)
        entries = [tree.Entry(key, value) for key, value in pairs if isinstance(key, tree.Scalar)]
        self.problems += tree.repeated(entries, self.source)
        return tree.Mapping(tree.merged(entries), self._span(event))

    def _span(self, event: Any) -> Span:
        """From the start of an event to the end of the last one."""
        low, high = event.start_mark.index, self._last
        return Span(self.start + low, self.start + low + len(self.text[low:high].rstrip()))

    def _scalar(self, event: Any) -> tree.Scalar:
        """One value; anchors and tags before it do not belong to it."""
        low, high = event.start_mark.index, event.end_mark.index
        value, style = event.value, event.style
        if value and (event.anchor is not None or event.tag is not None):
            low = _PROPERTIES.match(self.text, low).end()  # type: ignore[union-attr]
        written, first, last = PLAIN, low, high
        if style in _QUOTED:
            written, first, last = _QUOTED[style], low + 1, high - 1
            value = SURROGATE.sub("\ufffd", value)
        elif style in _BLOCK and (header := _HEADER.match(self.text, low)):
            first = min(header.end(), high)
        elif value in _NOTHING:
            value = ""
        at = self.start
        scalar = tree.Scalar(value, self.source.text, low + at, high + at, first + at, last + at, written)
        self.scalars.append(scalar)
        return scalar


def events(text: str) -> Iterator[Any]:
    """The events of the fastest parser at hand; it is given back also after an error."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()
