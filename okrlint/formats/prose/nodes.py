"""The tree that every prose format is turned into before its OKRs are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntFlag
from typing import TYPE_CHECKING, NamedTuple

from okrlint.core.source import Span
from okrlint.core.text import Origin, Text

if TYPE_CHECKING:
    from okrlint.formats.prose.labels import Labelled


class Style(IntFlag):
    """How characters are set."""

    PLAIN = 0
    STRONG = 1
    EMPHASIS = 2
    STRUCK = 4
    CODE = 8
    LINK = 16


class Run(NamedTuple):
    """`value[start:end]` of a line is set in `style`; `link` numbers the links of a paragraph."""

    start: int
    end: int
    style: Style
    link: int = 0


def moved(text: Text, by: int) -> Text:
    """A text that stands `by` characters further on."""
    if not by:
        return text
    return Text(text.value, tuple([Origin(s, e, Span(a + by, b + by)) for s, e, (a, b) in text.origins]))


class Line(NamedTuple):
    """One logical line: a heading, a list item, a table cell, a paragraph or a labelled part of one.

    `listed`: within a table cell, it is an item of a list.
    """

    text: Text
    runs: tuple[Run, ...] = ()
    listed: bool = False

    def moved(self, by: int) -> Line:
        """The line where it stands after `by` more characters."""
        return Line(moved(self.text, by), self.runs, self.listed)

    @property
    def value(self) -> str:
        """The words."""
        return self.text.value

    def __bool__(self) -> bool:
        return bool(self.text.value)

    def slice(self, start: int, end: int | None = None) -> Line:
        """`value[start:end]` with its styles."""
        end = len(self.value) if end is None else min(end, len(self.value))
        runs = (Run(max(r.start, start) - start, min(r.end, end) - start, r.style, r.link) for r in self.runs)
        return Line(self.text.slice(start, end), tuple(run for run in runs if run.start < run.end))

    def strip(self, characters: str | None = None) -> Line:
        """Without white space (or `characters`) at both ends."""
        start = len(self.value) - len(self.value.lstrip(characters))
        end = max(start, len(self.value.rstrip(characters)))
        return self if (start, end) == (0, len(self.value)) else self.slice(start, end)

    def styled(self, style: Style, start: int = 0, end: int | None = None) -> bool:
        """Whether every visible character of `value[start:end]` has the style, and there is one."""
        if not any(r.style & style for r in self.runs):
            return False
        end = len(self.value) if end is None else end
        bare = [r for r in self.runs if not r.style & style and r.start < end and start < r.end]
        letters = any(self.value[max(r.start, start) : min(r.end, end)].strip(" .:,-–—") for r in bare)
        return not letters and any(r.style & style and r.start < end and start < r.end for r in self.runs)


class Kind(Enum):
    """What a node is."""

    DOCUMENT = "document"
    HEADING = "heading"
    LINE = "line"
    ITEM = "item"
    TABLE = "table"


class Row(NamedTuple):
    """One row of a table: the lines of each cell, one unless the author broke it.

    `above` are cells of rows above that reach down into this one, with their columns; there `parts` is empty.
    """

    parts: tuple[tuple[Line, ...], ...]
    above: tuple[tuple[int, Line], ...] = ()

    def moved(self, by: int) -> Row:
        """The row where it stands after `by` more characters."""
        parts = tuple(tuple(line.moved(by) for line in cell) for cell in self.parts)
        return Row(parts, tuple((column, line.moved(by)) for column, line in self.above))

    @property
    def cells(self) -> tuple[Line, ...]:
        """The first line of each cell."""
        return tuple(lines[0] if lines else EMPTY for lines in self.parts)


@dataclass(slots=True, eq=False)
class Node:
    """A heading with all below it, a list item with its own list, a line of a paragraph, or a table.

    `level` is the depth of a heading (1 is the highest). `checkbox` is " " or "x" where an item has one. `label` is
    that of its line, where it is known already. Places are counted from `offset`, where its section begins. `section`
    is the raw text of the section that a heading begins.
    """

    kind: Kind
    line: Line
    level: int = 0
    ordered: bool = False
    checkbox: str | None = None
    rows: tuple[Row, ...] = ()
    children: list[Node] = field(default_factory=list)
    label: Labelled | None = None
    offset: int = 0
    section: str = ""

    def settle(self) -> None:
        """Count the places of the node, and of all of its section below it, from the start of the document."""
        if self.offset:
            by, self.offset = self.offset, 0
            self.line = self.line.moved(by)
            self.rows = tuple(row.moved(by) for row in self.rows)
        for child in self.children:
            if child.kind is not Kind.HEADING or self.kind is not Kind.HEADING:
                child.settle()

    def descendants(self) -> Iterator[Node]:
        """All nodes below this one, in the order of the document."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    @property
    def items(self) -> list[Node]:
        """The list items directly below."""
        return [child for child in self.children if child.kind is Kind.ITEM]


class Tail:
    """The nodes behind a place in a list, without a copy."""

    __slots__ = ("_nodes", "_start")

    def __init__(self, nodes: Sequence[Node], start: int) -> None:
        self._nodes = nodes
        self._start = start

    def __iter__(self) -> Iterator[Node]:
        return (self._nodes[place] for place in range(self._start, len(self._nodes)))

    @property
    def first(self) -> Node | None:
        """The nearest of them, None where there are none."""
        return self._nodes[self._start] if self._start < len(self._nodes) else None


EMPTY = Line(Text("", ()))
"""A line without words."""


def nest(flat: list[Node]) -> Node:
    """Hang a flat sequence of nodes below their headings and return the document's root."""
    root = Node(Kind.DOCUMENT, EMPTY)
    path = [root]
    for node in flat:
        if node.kind is Kind.HEADING:
            while path[-1].kind is Kind.HEADING and path[-1].level >= node.level:
                path.pop()
            path[-1].children.append(node)
            path.append(node)
        else:
            path[-1].children.append(node)
    return root
