"""Lists that are laid out by indentation: plain text, org."""

from __future__ import annotations

from okrlint.formats.prose.labels import breaks_line
from okrlint.formats.prose.nodes import Kind, Line, Node
from okrlint.formats.prose.paragraphs import chained

Place = tuple[int, int]
"""How deep a list item stands: columns of indentation, then the parts of its number ("1.2" has two)."""

_DEEPEST = 30
"""Lists within one another that are told apart."""


class Layout:
    """Hangs lines and items on one another; `nodes` are those that stand below nothing."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._open: list[tuple[Place, Node]] = []
        self._last: Node | None = None
        self._more: list[Line] = []

    @property
    def nodes(self) -> list[Node]:
        """What stands below nothing."""
        self._go_on_with(self._last)
        return self._nodes

    def _go_on_with(self, node: Node | None) -> None:
        """What the next line may belong to; the last node gets its wrapped lines, all at once."""
        if self._more and self._last is not None:
            self._last.line = chained((self._last.line, *self._more))
            self._more = []
        self._last = node

    def close(self) -> None:
        """End all lists."""
        self._open.clear()
        self._go_on_with(None)

    def part(self) -> None:
        """End the line: what follows does not continue it."""
        self._go_on_with(None)

    def add(self, node: Node) -> None:
        """A heading, table or line below nothing."""
        self.close()
        self._nodes.append(node)
        self._go_on_with(node if node.kind is Kind.LINE else None)

    def item(self, place: Place, node: Node) -> None:
        """A list item: below the last one that stands less deep."""
        while self._open and (self._open[-1][0] >= place or len(self._open) > _DEEPEST):
            self._open.pop()
        (self._open[-1][1].children if self._open else self._nodes).append(node)
        self._open.append((place, node))
        self._go_on_with(node)

    def table(self, indent: int, node: Node) -> None:
        """A table, below the item that it is indented under."""
        self._below(indent).append(node)
        self._go_on_with(None)

    def line(self, indent: int, line: Line, wrapped: bool) -> None:
        """A line of words; `wrapped`: it may be the rest of the line before."""
        if wrapped and self._last is not None and self._last.line and not breaks_line(line):
            self._more.append(line)
            return
        node = Node(Kind.LINE, line)
        self._below(indent).append(node)
        self._go_on_with(node)

    def _below(self, indent: int) -> list[Node]:
        """Where something stands that is no item: below the item that it is indented under, else nothing."""
        while self._open and self._open[-1][0][0] >= indent:
            self._open.pop()
        return self._open[-1][1].children if self._open else self._nodes

    def above(self, indent: int) -> Node | None:
        """The innermost open item that something indented so far stands below."""
        self._go_on_with(self._last)
        return next((node for place, node in reversed(self._open) if place[0] < indent), None)

    @property
    def inside(self) -> bool:
        """Whether a list is open."""
        return bool(self._open)

    @property
    def continues(self) -> bool:
        """Whether the next line may continue the last one."""
        return self._last is not None
