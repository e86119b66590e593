"""The body of a Word document: its paragraphs and tables as nodes, and a text made for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from okrlint.core.model import Problem
from okrlint.core.source import Place, Span
from okrlint.core.text import Text
from okrlint.formats.docx_runs import lines_of
from okrlint.formats.docx_styles import Shape, Styles, attribute, child, children, name_of
from okrlint.formats.prose.grid import Cell, nodes_of
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.layout import Layout
from okrlint.formats.prose.nodes import Kind, Line, Node, Run, Style
from okrlint.formats.prose.paragraphs import item_node, joined, paragraph

_LONGEST = 20_000
_DEEPEST = 10
"""Tables within one another that are read."""

_WRAPPING = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
"""Elements around paragraphs and tables that mean nothing to a reader, or were inserted."""


class Body:
    """Reads one document; `text` and `places` are those of its source."""

    def __init__(self, document: Any) -> None:
        self.places: list[Place] = []
        self.problems: list[Problem] = []
        self._root = document.element.body
        self._styles = Styles(document)
        self._layout = Layout()
        self._parts: list[str] = []
        self._length = 0
        self._paragraphs = self._tables = 0

    @property
    def text(self) -> str:
        """All words that were read, a paragraph or row a line."""
        return "".join(self._parts)

    def read(self) -> list[Node]:
        """The nodes of the document, list items with their lists inside."""
        for element in _blocks(self._root):
            if name_of(element) == "p":
                self._paragraph(element)
            else:
                self._table(element)
        return self._layout.nodes

    def _write(self, words: str) -> int:
        """Append to the text; the offset where the words begin."""
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return start

    def _paragraph(self, element: Any) -> None:
        shape = self._styles.shape(element)
        start = self._length
        lines = [] if shape.skipped else self._lines(element, shape)
        if not lines:
            return
        self._paragraphs += 1
        self.places.append(Place(start, f"paragraph {self._paragraphs}"))
        if shape.heading:
            self._layout.add(Node(Kind.HEADING, joined(lines), shape.heading))
        elif shape.level is not None:
            node = item_node(list(paragraph(lines, own=True)), ordered=shape.ordered)
            self._layout.item((shape.indent, shape.level), node)
        else:
            self._plain(lines, shape.indent)

    def _plain(self, lines: list[Line], indent: int) -> None:
        """A paragraph of its own, or one that is indented below a list item."""
        for node in paragraph(lines, own=False):
            if indent > 0 and self._layout.inside and node.kind is Kind.LINE:
                self._layout.line(indent + 1, node.line, wrapped=False)
            else:
                self._layout.add(node)

    def _lines(self, element: Any, shape: Shape) -> list[Line]:
        """The lines of a paragraph, written into the text."""
        found = []
        for place, runs in enumerate(lines_of(element)):
            words = "".join(words for words, _ in runs)
            if len(words) > _LONGEST:
                at = self._write(words[:80] + "\n")
                self.problems.append(Problem(Span(at, at + 80), f"{len(words):,} characters are not read"))
            elif words.strip():
                label = shape.label if not place and label_of(_plain(words)).label is Label.NONE else ""
                found.append(self._line([(label, Style.PLAIN), *runs] if label else runs))
        return found

    def _line(self, runs: list[tuple[str, Style]]) -> Line:
        words = "".join(words for words, _ in runs)
        text = Text.verbatim(words, self._write(words + "\n"))
        placed, at = [], 0
        for part, style in runs:
            placed.append(Run(at, at + len(part), style))
            at += len(part)
        return Line(text, tuple(placed)).strip()

    def _table(self, element: Any) -> None:
        self._tables += 1
        rows = self._rows(element, f"table {self._tables}", 0)
        for node in nodes_of(rows):
            self._layout.add(node)

    def _rows(self, element: Any, name: str, depth: int) -> list[list[Cell]]:
        """The rows of a table; cells that are merged downwards take several."""
        rows: list[list[Cell]] = []
        reaching: dict[int, Cell] = {}
        for number, row in enumerate(_rows_of(element), 1):
            if not depth:
                self.places.append(Place(self._length, f"{name}, row {number}"))
            cells, column = [], 0
            for found in children(row, "tc"):
                wide, merged = _merge(found)
                if merged == "continue" and column in reaching:
                    reaching[column].rows += 1
                else:
                    cell = Cell(self._cell(found, depth), wide)
                    cells.append(cell)
                    reaching[column] = cell
                column += wide
            self._write("\n")
            rows.append(cells)
        return rows

    def _cell(self, element: Any, depth: int) -> list[Node]:
        layout = Layout()
        for block in _blocks(element):
            if name_of(block) == "tbl":
                if depth < _DEEPEST:
                    layout.nodes.extend(nodes_of(self._rows(block, "", depth + 1)))
                continue
            shape = self._styles.shape(block)
            lines = self._lines(block, shape)
            if lines and shape.level is not None:
                layout.item((shape.indent, shape.level), item_node(list(paragraph(lines, own=True)), shape.ordered))
            else:
                level = shape.heading
                nodes = [Node(Kind.HEADING, joined(lines), level)] if lines and level else paragraph(lines, own=False)
                for node in nodes:
                    layout.add(node)
        return layout.nodes


def _plain(words: str) -> Line:
    return Line(Text.verbatim(words, 0), (Run(0, len(words), Style.PLAIN),)).strip()


def _blocks(root: Any) -> Iterator[Any]:
    """The paragraphs and tables in an element, tables of contents left out."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        name = name_of(element)
        if name in ("p", "tbl"):
            yield element
        elif name in _WRAPPING and not _is_contents(element):
            stack.extend(reversed(element))


def _is_contents(element: Any) -> bool:
    """Whether a block repeats the headings of the document."""
    properties = child(element, "sdtPr")
    part = child(properties, "docPartObj") if properties is not None else None
    gallery = child(part, "docPartGallery") if part is not None else None
    return gallery is not None and "contents" in attribute(gallery, "val").lower()


def _rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table that are not deleted."""
    stack = list(reversed(table))
    while stack:
        element = stack.pop()
        if name_of(element) in _WRAPPING:
            stack.extend(reversed(element))
        elif name_of(element) == "tr":
            properties = child(element, "trPr")
            if properties is None or child(properties, "del") is None:
                yield element


def _merge(cell: Any) -> tuple[int, str]:
    """How many columns a cell takes, and whether it continues the one above ("continue")."""
    properties = child(cell, "tcPr")
    if properties is None:
        return 1, ""
    span, merge = child(properties, "gridSpan"), child(properties, "vMerge")
    wide = attribute(span, "val") if span is not None else "1"
    down = "" if merge is None else attribute(merge, "val") or "continue"
    return min(int(wide), 100) if wide.isdecimal() and len(wide) < 5 else 1, down
