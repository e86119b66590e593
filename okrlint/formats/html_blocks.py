"""Tokens of HTML become headings, lines, items and tables; what is never closed is closed where it must be."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.formats.html_elements import (
    CELLS,
    HEADINGS,
    ITEMS,
    LISTS,
    VOID,
    depth_in,
    is_block,
    is_skipped,
    label_in,
    style_of,
)
from okrlint.formats.html_tokens import Token
from okrlint.formats.prose.grid import Cell, nodes_of
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import EMPTY, Kind, Line, Node, Run, Style
from okrlint.formats.prose.paragraphs import item_node, joined, paragraph
from okrlint.formats.prose.pieces import Pieces

_DEEPEST = 24
"""Lists and tables within one another that are told apart; deeper ones stand side by side."""

_LONGEST = 20_000
"""Characters in one paragraph beyond which nobody wrote a sentence."""

_FAR = 400
"""Open elements that an end tag looks through for the one that it ends."""

_PARTS = re.compile(
    r"(?P<space>(?:[\s\u200b\u2060\ufeff\xad]|&(?:nbsp|ZeroWidthSpace|shy|ensp|emsp|thinsp|#160|#8203|#xa0);)+)"
    r"|(?P<mark>&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][\dA-Za-z]{1,31});?|\0)"
    r"|(?P<words>[^\s&\0\u200b\u2060\ufeff\xad]+(?: [^\s&\0\u200b\u2060\ufeff\xad]+)*|&)"
)
_ENDED_BY = {
    "li": (frozenset({"li"}), LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (CELLS, frozenset({"table", "tr"})),
    "th": (CELLS, frozenset({"table", "tr"})),
    "thead": (frozenset({"thead", "tbody", "tr"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tr"}), frozenset({"table"})),
}
"""Start tags that end an open element, and the elements beyond which they do not look."""


@dataclass(slots=True, eq=False)
class _Open:
    """An element that is open: how its words are set, and the nodes that are read into it."""

    name: str
    style: Style = Style.PLAIN
    block: bool = False
    nodes: list[Node] | None = None
    rows: list[list[Cell]] = field(default_factory=list)
    cell: Cell | None = None
    checkbox: str | None = None
    ordered: bool = False
    into: list[Node] | None = None


class Blocks:
    """Reads tokens one after the other; `nodes` is what the page holds."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.title: Line = EMPTY
        self.long: list[Span] = []
        self._open: list[_Open] = [_Open("", nodes=self.nodes)]
        self._names: Counter[str] = Counter()
        self._holders: list[_Open] = [self._open[0]]
        self._pieces = Pieces()
        self._broken: list[Line] = []
        self._label: tuple[str, Span] | None = None
        self._skipping: tuple[str, int] | None = None
        self._links = 0
        self._size = 0

    def read(self, token: Token) -> None:
        """Take the next token."""
        if self._skipping is not None:
            self._skip(token)
        elif token.kind in ("text", "cdata"):
            self._text(token)
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token.name)

    def close(self) -> None:
        """Close everything that is still open."""
        while len(self._open) > 1:
            self._pop()
        self._flush()

    def _skip(self, token: Token) -> None:
        name, depth = self._skipping or ("", 0)
        if token.name == name and not token.closed:
            depth += (token.kind == "start") - (token.kind == "end")
        self._skipping = (name, depth) if depth else None

    def _text(self, token: Token) -> None:
        top = self._open[-1].name
        if top == "ac:task-status":
            self._mark("x" if "complete" in token.raw and "in" not in token.raw else " ")
            return
        if token.kind == "cdata" and top not in ("ac:link-body", "ac:plain-text-link-body"):
            return
        low, high = (token.low + 9, token.high - 3) if token.kind == "cdata" else (token.low, token.high)
        self._size += high - low
        if self._size > _LONGEST:
            self.long.append(Span(low, min(high, low + 80)))
            self._size = 0
            self._pieces.line()
            return
        style = self._open[-1].style
        for match in _PARTS.finditer(token.source, low, high):
            self._part(match, style)

    def _part(self, match: re.Match[str], style: Style) -> None:
        value = match[0]
        if match["mark"]:
            value = "\ufffd" if value == "\0" else html.unescape(value)
        if match["space"] or value.isspace():
            self._pieces.space(*match.span())
        elif value:
            self._pieces.add(value, *match.span(), style, self._links if style & Style.LINK else 0)

    def _start(self, token: Token) -> None:
        name, attributes = token.name, token.attributes()
        if name == "br":
            self._break_line()
        elif name == "input" and attributes.get("type", "").lower() == "checkbox":
            self._mark("x" if "checked" in attributes else " ")
        elif name in VOID or token.closed or is_skipped(token, attributes):
            if name in ("hr", "img") or not (name in VOID or token.closed):
                self._skipping = None if name in VOID or token.closed else (name, 1)
        else:
            self._opened(token, attributes)

    def _opened(self, token: Token, attributes: Mapping[str, str]) -> None:
        name = token.name
        if (ended := _ENDED_BY.get(name)) is not None:
            self._close_open(*ended)
        if name == "tr" and self._holders[-1].name == "table":
            self._holders[-1].rows.append([])
        block = is_block(token, attributes)
        if block:
            self._flush()
            if label := label_in(attributes):
                self._label = (label, Span(token.low, token.high))
        elif "checkbox-o" in attributes.get("class", ""):  # Notion
            self._mark("x" if "checkbox-on" in attributes["class"] else " ")
        fresh = _Open(name, self._open[-1].style | style_of(token, attributes), block)
        self._links += name == "a"
        self._hold(fresh, attributes)
        self._open.append(fresh)
        self._names[name] += 1

    def _hold(self, fresh: _Open, attributes: Mapping[str, str]) -> None:
        """Give an element that holds nodes of its own a place for them."""
        if len(self._holders) >= 3 * _DEEPEST:
            return
        name, inside = fresh.name, self._holders[-1]
        depth = depth_in(attributes)
        if name in LISTS:
            within = inside.name in LISTS or depth
            fresh.nodes = _last_items(_nodes(inside), depth or 0, bool(within))
        elif name in ITEMS or (name == "p" and depth is not None):
            fresh.into = _last_items(_nodes(inside), depth or 0, False)
            fresh.nodes, fresh.ordered = [], inside.name == "ol"
        elif name == "table" or (name in CELLS and inside.name == "table"):
            self._table_part(fresh, attributes)
        if fresh.nodes is not None:
            self._holders.append(fresh)

    def _table_part(self, fresh: _Open, attributes: Mapping[str, str]) -> None:
        fresh.nodes = []
        if fresh.name == "table":
            return
        table = self._holders[-1]
        if not table.rows:
            table.rows.append([])
        columns, rows = (_count(attributes.get(name, "")) for name in ("colspan", "rowspan"))
        fresh.cell = Cell(fresh.nodes, columns, rows, fresh.name == "th")
        if fresh.name == "th":
            fresh.style |= Style.STRONG
        table.rows[-1].append(fresh.cell)

    def _end(self, name: str) -> None:
        """Close the element that an end tag means, with all in it; none where it is not open."""
        if name == "p" and not self._names["p"]:
            self._flush()
        if not self._names[name]:
            return
        barrier = name not in ("table", "html", "body", "td", "th", "tr", "thead", "tbody")
        for back in range(1, min(len(self._open), _FAR)):
            found = self._open[-back].name
            if found == name:
                for _ in range(back):
                    self._pop()
                return
            if barrier and found in CELLS:
                return

    def _close_open(self, names: frozenset[str], limits: frozenset[str]) -> None:
        """Close the innermost open element of some names, unless one of the limits comes first."""
        if not any(self._names[name] for name in names):
            return
        for back in range(1, min(len(self._open), _FAR)):
            found = self._open[-back].name
            if found in limits:
                return
            if found in names:
                for _ in range(back):
                    self._pop()
                return

    def _pop(self) -> None:
        """Close the innermost element."""
        closed = self._open[-1]
        if closed.name == "title" and not self.title:
            self.title = self._pieces.line()
        elif closed.block:
            self._flush()
        self._open.pop()
        self._names[closed.name] -= 1
        if closed.nodes is None:
            return
        self._holders.pop()
        if closed.into is not None:
            if closed.nodes:
                closed.into.append(item_node(closed.nodes, closed.ordered, closed.checkbox))
        elif closed.name == "table":
            self._holders[-1].nodes += nodes_of(closed.rows)  # type: ignore[operator]

    def _mark(self, checkbox: str) -> None:
        """Note the checkbox of the innermost item."""
        holder = self._holders[-1]
        if holder.into is not None and holder.checkbox is None:
            holder.checkbox = checkbox

    def _flush(self) -> None:
        """End the paragraph."""
        self._break_line()
        lines, self._broken = self._broken, []
        if not lines:
            return
        lines[0] = self._labelled(lines[0])
        holder = self._holders[-1]
        nodes = _nodes(holder)
        level = next((HEADINGS[one.name] for one in reversed(self._open[-8:]) if one.name in HEADINGS), 0)
        if level:
            nodes.append(Node(Kind.HEADING, joined(lines), level))
            return
        nodes += paragraph(lines, own=holder.into is not None and not nodes)

    def _break_line(self) -> None:
        self._size = 0
        if line := self._pieces.line():
            self._broken.append(line)

    def _labelled(self, line: Line) -> Line:
        """A line with the label that the class of its element stands for, unless it has one."""
        found, self._label = self._label, None
        if found is None or label_of(line).label is not Label.NONE:
            return line
        label, span = found
        runs = (run._replace(start=run.start + len(label), end=run.end + len(label)) for run in line.runs)
        return Line(Text.join((Text.replaced(label, span), line.text)), (Run(0, len(label), Style.PLAIN), *runs))


def _last_items(nodes: list[Node], depth: int, within: bool) -> list[Node]:
    """Where the items of a list belong that a program wrote flat: below the last item, `depth` levels down."""
    for _ in range(min(depth, _DEEPEST) if depth else int(within)):
        if not nodes or nodes[-1].kind is not Kind.ITEM:
            break
        nodes = nodes[-1].children
    return nodes


def _nodes(holder: _Open) -> list[Node]:
    return [] if holder.nodes is None else holder.nodes


def _count(value: str) -> int:
    """How many rows or columns a cell takes."""
    return min(int(value), 1000) if value.strip().isdecimal() and len(value) < 6 else 1
