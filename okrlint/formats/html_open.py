"""Elements of HTML that are open while a page is read, and the words in them."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from okrlint.core import lazy_re as re
from okrlint.formats.html_elements import CELLS, LISTS
from okrlint.formats.prose.grid import Cell
from okrlint.formats.prose.nodes import Kind, Node, Style
from okrlint.formats.prose.pieces import Pieces

DEEPEST = 24
"""Lists and tables within one another that are told apart; deeper ones stand side by side."""

_PARTS = re.compile(
    r"(?P<space>(?:[\s\u200b\u2060\ufeff\xad]|&(?:nbsp|ZeroWidthSpace|shy|ensp|emsp|thinsp|#160|#8203|#xa0);)+)"
    r"|(?P<mark>&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][\dA-Za-z]{1,31});?|\0)"
    r"|(?P<words>[^\s&\0\u200b\u2060\ufeff\xad]+(?: [^\s&\0\u200b\u2060\ufeff\xad]+)*|&)"
)
ENDED_BY = {
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
class Open:
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


def add_words(pieces: Pieces, source: str, low: int, high: int, style: Style, link: int) -> None:
    """Add the words of `source[low:high]` to a line, character references as the characters that they stand for."""
    for match in _PARTS.finditer(source, low, high):
        value = match[0]
        if match["mark"]:
            value = "\ufffd" if value == "\0" else html.unescape(value)
        if match["space"] or value.isspace():
            pieces.space(*match.span())
        elif value:
            pieces.add(value, *match.span(), style, link)


def last_items(nodes: list[Node], depth: int, within: bool) -> list[Node]:
    """Where the items of a list belong that a program wrote flat: below the last item, `depth` levels down."""
    for _ in range(min(depth, DEEPEST) if depth else int(within)):
        if not nodes or nodes[-1].kind is not Kind.ITEM:
            break
        nodes = nodes[-1].children
    return nodes


def nodes_in(holder: Open) -> list[Node]:
    """The nodes that are read into an element."""
    return [] if holder.nodes is None else holder.nodes


def count(value: str) -> int:
    """How many rows or columns a cell takes."""
    return min(int(value), 1000) if value.strip().isdecimal() and len(value) < 6 else 1
