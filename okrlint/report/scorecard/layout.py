"""Where the boxes and lines of a picture go: what is supported stands left, what supports it right of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from okrlint.report.safe import columns, one_line
from okrlint.report.scorecard.pictures import Box, Branch, Link, Picture
from okrlint.report.scorecard.support import Support

WIDTH, HEIGHT = 256, 64
_GAP_X, _GAP_Y, _EDGE, _ARROW = 64, 14, 4, 7
_LETTERS = 33
_LINES = 2

Anchors = Mapping[int, str]


def _lines(text: str) -> tuple[str, ...]:
    """A sentence in as many lines as a box has; wide letters count twice."""
    wide = columns(text) > len(text) * 1.2
    letters = _LETTERS // 2 if wide else _LETTERS
    return tuple(textwrap.wrap(text, letters, max_lines=_LINES, placeholder=" …")) or ("",)


def _head(support: Support, number: int) -> str:
    """Whose an objective is: team and id, else its file."""
    node = support.graph.nodes[number]
    whose = node.team or support.graph.documents[node.place].source.path
    return one_line(" · ".join(part for part in (whose, node.id) if part))


class _Tree:
    """One tree of the graph with a column and a row for everything in it."""

    def __init__(self, support: Support, root: int) -> None:
        self.support = support
        self.row: dict[int, float] = {}
        self._rows = 0
        self._place(root)

    def _place(self, number: int) -> None:
        """Give a node and all below it a row: the middle of the rows of what hangs on it."""
        children = self.support.trees.get(number, ())
        for child in children:
            self._place(child)
        rows = [self.row[child] for child in children]
        if not rows:
            rows = [float(self._rows)]
            self._rows += 1
        self.row[number] = (rows[0] + rows[-1]) / 2

    def corner(self, number: int) -> tuple[int, int]:
        """The upper left corner of a box."""
        x = _EDGE + self.support.depth[number] * (WIDTH + _GAP_X)
        return x, _EDGE + round(self.row[number] * (HEIGHT + _GAP_Y))

    def _link(self, parent: int, child: int) -> Link:
        """The line from what supports to what is supported, with its arrow there."""
        (left, upper), (right, lower) = self.corner(parent), self.corner(child)
        start, end = (right, lower + HEIGHT // 2), (left + WIDTH + _ARROW, upper + HEIGHT // 2)
        middle = (start[0] + end[0]) // 2
        return Link(f"M{start[0]} {start[1]}C{middle} {start[1]} {middle} {end[1]} {end[0]} {end[1]}")

    def links(self) -> Iterator[Link]:
        """All lines; also those to what is supported besides, where that is in the picture."""
        for child in self.row:
            yield from (self._link(parent, child) for parent in self.support.above.get(child, ()) if parent in self.row)

    def boxes(self, anchors: Anchors) -> Iterator[Box]:
        """All boxes from the top down."""
        for number in sorted(self.row, key=lambda one: (self.row[one], self.support.depth[one])):
            text = one_line(self.support.graph.nodes[number].text.value)
            head = textwrap.shorten(_head(self.support, number), _LETTERS, placeholder=" …")
            yield Box(anchors.get(number, ""), head, text, _lines(text), *self.corner(number))

    def branch(self, number: int, anchors: Anchors) -> Branch:
        """The same as a list."""
        support = self.support
        others = [parent for parent in support.above.get(number, ()) if number not in support.trees.get(parent, ())]
        return Branch(
            anchors.get(number, ""),
            _head(support, number),
            one_line(support.graph.nodes[number].text.value),
            tuple(self.branch(child, anchors) for child in support.trees.get(number, ())),
            tuple(one_line(support.graph.nodes[other].text.value) for other in others),
        )


def _picture(support: Support, root: int, anchors: Anchors) -> Picture:
    tree = _Tree(support, root)
    deepest = max(support.depth[number] for number in tree.row)
    width = 2 * _EDGE + (deepest + 1) * (WIDTH + _GAP_X) - _GAP_X
    height = 2 * _EDGE + round(max(tree.row.values()) * (HEIGHT + _GAP_Y)) + HEIGHT
    return Picture(width, height, tuple(tree.boxes(anchors)), tuple(tree.links()), tree.branch(root, anchors))


def pictures(support: Support, anchors: Anchors) -> tuple[Picture, ...]:
    """A picture for each tree, the largest first."""
    found = [_picture(support, root, anchors) for root in support.roots]
    return tuple(sorted(found, key=lambda one: -len(one.boxes)))
