"""Tokens of HTML become headings, lines, items and tables; what is never closed is closed where it must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

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
from okrlint.formats.html_open import DEEPEST, ENDED_BY, Open, add_words, count, last_items, nodes_in
from okrlint.formats.html_tokens import Token
from okrlint.formats.prose.grid import Cell, nodes_of
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import EMPTY, Kind, Line, Node, Run, Style
from okrlint.formats.prose.paragraphs import item_node, joined, paragraph
from okrlint.formats.prose.pieces import Pieces

_LONGEST = 20_000
"""Characters in one paragraph beyond which nobody wrote a sentence."""

_FAR = 400
"""Open elements that an end tag looks through for the one that it ends."""


class Blocks:
    """Reads tokens one after the other; `nodes` is what the page holds."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.title: Line = EMPTY
        self.long: list[Span] = []
        self._open: list[Open] = [Open("", nodes=self.nodes)]
        self._names: Counter[str] = Counter()
        self._holders: list[Open] = [self._open[0]]
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
        add_words(self._pieces, token.source, low, high, style, self._links if style & Style.LINK else 0)

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
        if (ended := ENDED_BY.get(name)) is not None:
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
        fresh = Open(name, self._open[-1].style | style_of(token, attributes), block)
        self._links += name == "a"
        self._hold(fresh, attributes)
        self._open.append(fresh)
        self._names[name] += 1

    def _hold(self, fresh: Open, attributes: Mapping[str, str]) -> None:
        """Give an element that holds nodes of its own a place for them."""
        if len(self._holders) >= 3 * DEEPEST:
            return
        name, inside = fresh.name, self._holders[-1]
        depth = depth_in(attributes)
        if name in LISTS:
            within = inside.name in LISTS or depth
            fresh.nodes = last_items(nodes_in(inside), depth or 0, bool(within))
        elif name in ITEMS or (name == "p" and depth is not None):
            fresh.into = last_items(nodes_in(inside), depth or 0, False)
            fresh.nodes, fresh.ordered = [], inside.name == "ol"
        elif name == "table" or (name in CELLS and inside.name == "table"):
            self._table_part(fresh, attributes)
        if fresh.nodes is not None:
            self._holders.append(fresh)

    def _table_part(self, fresh: Open, attributes: Mapping[str, str]) -> None:
        fresh.nodes = []
        if fresh.name == "table":
            return
        table = self._holders[-1]
        if not table.rows:
            table.rows.append([])
        columns, rows = (count(attributes.get(name, "")) for name in ("colspan", "rowspan"))
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
        nodes = nodes_in(holder)
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
