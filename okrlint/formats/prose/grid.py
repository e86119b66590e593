"""Tables whose cells hold more than words: spans over rows and columns, lists, tables that only lay out a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import EMPTY, Kind, Line, Node, Row
from okrlint.formats.prose.paragraphs import appended

MOST_COLUMNS = 200
"""Columns of a table that are read; a cell that spans more is broken, or a trap."""

_BLOCKS = frozenset({Kind.HEADING, Kind.TABLE})
_SETTING = frozenset(
    {Label.OBJECTIVE, Label.OBJECTIVES, Label.GOAL, Label.KEY_RESULT, Label.KEY_RESULTS, Label.METRICS}
)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell with what stands in it, how many columns and rows it takes, and whether it is a head."""

    nodes: list[Node] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    head: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines; those of a list are marked as such, what stands below an item is left out."""
        found = (node.line._replace(listed=True) if node.kind is Kind.ITEM else node.line for node in self.nodes)
        return tuple(line for line in found if line)


def nodes_of(rows: Sequence[Sequence[Cell]]) -> list[Node]:
    """What a table is: a table, or what stands in its cells where it sets labels beside texts or lays out a page."""
    rows = [row for row in rows if row]
    if not rows:
        return []
    cells = [cell for row in rows for cell in row]
    if max(map(len, rows)) == 1 or any(node.kind in _BLOCKS for cell in cells for node in cell.nodes):
        return [node for cell in cells for node in cell.nodes]
    if _is_sideways(rows):
        return [node for row in rows for node in _labelled(row)]
    return [Node(Kind.TABLE, EMPTY, rows=tuple(_spread(rows)))]


def _is_sideways(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the labels stand in the first column: "Objective | …", "Key results | …"."""
    if any(len(row) > 2 for row in rows):
        return False
    heads = [_label(row[0]) for row in rows]
    announced = sum(label in _SETTING for label in heads)
    across = len(rows[0]) > 1 and heads[0] in _SETTING and _label(rows[0][1]) in _SETTING
    numbered = all(label in (Label.KEY_RESULT, Label.OBJECTIVE) for label in heads)
    return announced > 0 and not across and not numbered and (len(rows) > 1 or announced == len(rows))


def _label(cell: Cell) -> Label:
    """What a cell announces that holds nothing but a label."""
    lines = cell.lines
    if len(lines) != 1:
        return Label.NONE
    found = label_of(lines[0])
    return found.label if found.end >= len(lines[0].value.rstrip(" :")) else Label.NONE


def _labelled(row: Sequence[Cell]) -> list[Node]:
    """A label with the text beside it as one line, or as a line above all that stands there."""
    head, rest = row[0].lines, [node for cell in row[1:] for node in cell.nodes]
    if not head:
        return rest
    if len(rest) == 1 and rest[0].kind is Kind.LINE:
        mark = " " if head[0].value.endswith(":") else ": "
        return [Node(Kind.LINE, appended(head[0], rest[0].line, mark))]
    return [Node(Kind.LINE, head[0]), *rest]


def _spread(rows: Sequence[Sequence[Cell]]) -> list[Row]:
    """The rows with every cell in its column; cells that reach down leave their place empty and are noted."""
    reaching: dict[int, tuple[int, Line]] = {}
    found = []
    for row in rows:
        parts: list[tuple[Line, ...]] = []
        above = {}
        cells = list(reversed(row))
        fresh: dict[int, tuple[int, Line]] = {}
        while (cells or any(column >= len(parts) for column in reaching)) and len(parts) < MOST_COLUMNS:
            column = len(parts)
            if column in reaching:
                above[column] = reaching[column][1]
                parts.append(())
            elif cells:
                cell = cells.pop()
                lines = cell.lines
                wide = max(1, min(cell.columns, MOST_COLUMNS - column))
                parts += [lines, *[()] * (wide - 1)]
                if cell.rows > 1 and lines:
                    fresh[column] = (cell.rows, lines[0])
            else:
                parts.append(())
        reaching = {place: (left - 1, line) for place, (left, line) in {**reaching, **fresh}.items() if left > 1}
        found.append(Row(tuple(parts), tuple(above.items())))
    return found
