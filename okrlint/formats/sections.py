"""Markdown in sections that can be read one by one: an edit in one of them leaves the others as they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from markdown_it.token import Token

from okrlint.core import lazy_re as re
from okrlint.core.model import Problem
from okrlint.core.source import Span
from okrlint.formats.prose.nodes import Node

_HEADING = re.compile(r"[\n\r](?=#{1,6}[ \t\r\n])")
"""In front of an unindented heading, which ends all blocks above it but fences and raw HTML."""
SENTINEL = "# x\n"
"""What is put behind a section to see whether a heading there is one."""
_TRIES = 3
"""Headings at which a section that is still open may end; then it goes on to the end of the text."""


class Section(NamedTuple):
    """What was read in a section; all places are counted from its start.

    `defines` tells whether it has addresses that links elsewhere may name.
    """

    nodes: tuple[Node, ...]
    code: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()
    front: Span | None = None
    defines: bool = False


ReadSection = Callable[[str, bool], Section | None]
"""Reads a section, or the last one; None for one that does not end where the next heading begins."""


def is_closed(tokens: Sequence[Token]) -> bool:
    """Whether the heading that was put behind a section is one: no fence and no raw HTML of it is open."""
    if len(tokens) < 3:
        return False
    opened, words, closed = tokens[-3:]
    return (opened.type, words.content, closed.type, opened.level) == ("heading_open", "x", "heading_close", 0)


def _ends(text: str, start: int) -> Iterator[int]:
    """Where a section may end."""
    for match in islice(_HEADING.finditer(text, start), _TRIES):
        yield match.end()
    yield len(text)


def sections(text: str, read: ReadSection) -> list[tuple[int, Section]] | None:
    """The sections of a text, each with its start; None where it can only be read as a whole."""
    parts: list[tuple[int, Section]] = []
    start = 0
    while start < len(text):
        for end in _ends(text, start):
            part = read(text[start:end], end == len(text))
            if part is not None:
                break
        if part is None or part.defines:
            return None
        parts.append((start, part))
        start = end
    return parts


def placed(node: Node, offset: int) -> Node:
    """A copy of a node and all below it that knows where its section begins."""
    return Node(
        node.kind,
        node.line,
        node.level,
        node.ordered,
        node.checkbox,
        node.rows,
        [placed(child, offset) for child in node.children],
        node.label,
        offset,
        node.section,
    )
