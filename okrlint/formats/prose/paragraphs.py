"""Lines of paragraphs and items: wrapped ones joined, parted ones parted, marks of lists taken off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core import lazy_re as re
from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.formats.prose.labels import breaks_line
from okrlint.formats.prose.nodes import EMPTY, Kind, Line, Node, Style
from okrlint.formats.prose.runs import list_mark

_CHECKBOX = re.compile(r"^\[([ xX])\]\s+")


def joined(lines: Sequence[Line]) -> Line:
    """Lines as one, a space for each line end."""
    lines = [line for line in lines if line]
    if not lines:
        return EMPTY
    return chained(lines) if len(lines) > 1 else lines[0]


def appended(first: Line, second: Line, between: str = " ") -> Line:
    """Two lines as one; `between` stands for what parts them in the source."""
    return chained((first, second), between)


def chained(lines: Sequence[Line], between: str = " ") -> Line:
    """At least one line as one, in time that grows with their length; `between` parts each two."""
    texts, runs = [lines[0].text], [*lines[0].runs]
    length, low = len(lines[0].value), lines[0].text.span().end
    for line in lines[1:]:
        span = line.text.span()
        texts += (Text.replaced(between, Span(low, max(low, span.start))), line.text)
        length += len(between)
        runs += (run._replace(start=run.start + length, end=run.end + length) for run in line.runs)
        length, low = length + len(line.value), max(low, span.end) if line else low
    return Line(Text.join(texts), tuple(runs))


def logical_lines(physical: list[tuple[Line, bool]]) -> list[Line]:
    """Join hard-wrapped lines; part those that begin something of their own."""
    lines: list[list[Line]] = []
    part, bold = True, False
    for line, hard in physical:
        if line:
            begins = part or breaks_line(line) or (bold and _is_plain(line))
            if begins:
                lines.append([line])
            else:
                lines[-1].append(line)
            bold = (begins or bold) and line.styled(Style.STRONG)
            part = False
        part = part or hard
    return [joined(line) for line in lines]


def _is_plain(second: Line) -> bool:
    return not any(run.start == 0 and run.style & Style.STRONG for run in second.runs)


def line_node(line: Line) -> Node:
    """A line of a paragraph; an item where it begins with a mark that the format takes for text ("• ")."""
    mark = list_mark(line)
    return Node(Kind.LINE, line) if mark is None else Node(Kind.ITEM, line.slice(mark))


def paragraph(lines: Sequence[Line], own: bool) -> Iterator[Node]:
    """The nodes of a paragraph's lines; `own`: the first is that of a list item, whose mark is taken off already."""
    for place, line in enumerate(lines):
        yield Node(Kind.LINE, line) if own and not place else line_node(line)


def item_node(children: list[Node], ordered: bool = False, checkbox: str | None = None) -> Node:
    """A list item of the nodes in it: the first line is its own, and a checkbox before that is none of its words."""
    node = Node(Kind.ITEM, EMPTY, ordered=ordered, checkbox=checkbox, children=children)
    if children and children[0].kind in {Kind.LINE, Kind.HEADING}:
        first = children.pop(0)
        node.line, node.level = first.line, first.level
    elif len(children) == 1 and children[0].kind is Kind.ITEM:
        return children[0]  # "- * [ ] text": a list mark before a list mark
    if match := _CHECKBOX.match(node.line.value):
        node.checkbox, node.line = match.group(1).lower(), node.line.slice(match.end())
    return node
