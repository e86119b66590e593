"""List items and labelled lines that are indented so far that Markdown takes them for code."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import Kind, Line, Node, Run, Style

_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>[-*•+]\s*|\d{1,2}[.)]\s+)?(?P<text>\S(?:.*?\S)??)\s*+$")


def list_items(source: Source, first: int, last: int) -> list[Node]:
    """Items of the lines `first` to `last` (counted from 1); none unless every outer line is a list item or label."""
    found = [
        (len(m["indent"].expandtabs(4)), bool(m["mark"]), _line(source, n, m)) for n, m in _lines(source, first, last)
    ]
    if not found:
        return []
    outer = min(indent for indent, _, _ in found)
    if not all(
        mark or label_of(line).label in {Label.KEY_RESULT, Label.OBJECTIVE} for at, mark, line in found if at == outer
    ):
        return []
    return _nested(found)


def _lines(source: Source, first: int, last: int) -> Iterator[tuple[int, re.Match[str]]]:
    for number in range(first, last + 1):
        if match := _ITEM.match(source[source.line_span(number)]):
            yield number, match


def _line(source: Source, number: int, match: re.Match[str]) -> Line:
    text = match["text"]
    start = source.line_span(number).start + match.start("text")
    return Line(Text.verbatim(text, start), (Run(0, len(text), Style.PLAIN),))


def _nested(found: list[tuple[int, bool, Line]]) -> list[Node]:
    roots: list[Node] = []
    path: list[tuple[int, Node]] = []
    for indent, _, line in found:
        node = Node(Kind.ITEM, line)
        while path and path[-1][0] >= indent:
            path.pop()
        (path[-1][1].children if path else roots).append(node)
        path.append((indent, node))
    return roots
