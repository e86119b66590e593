"""The tables of a TOML file while they are read: headers and dotted keys may add to a table from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from okrlint.core.source import Span
from okrlint.formats import tree


@dataclass(slots=True, eq=False)
class Table:
    """A table in the making, from `low` to `high` in the source."""

    low: int
    high: int
    entries: dict[str, tuple[tree.Scalar, Table | Tables | tree.Node]] = field(default_factory=dict)

    def frozen(self) -> tree.Mapping:
        """The finished table; its span covers all that was added to it."""
        entries = tuple(tree.Entry(key, _frozen(value)) for key, value in self.entries.values())
        high = max((_end(entry.value) for entry in entries), default=self.high)
        return tree.Mapping(entries, Span(self.low, max(self.high, high)))


@dataclass(slots=True, eq=False)
class Tables:
    """An array of tables (`[[key_results]]`) in the making."""

    items: list[Table]


def _frozen(value: Table | Tables | tree.Node) -> tree.Node:
    if isinstance(value, Table):
        return value.frozen()
    if isinstance(value, Tables):
        items = tuple(item.frozen() for item in value.items)
        return tree.Sequence(items, Span(items[0].span.start, max(item.span.end for item in items)))
    return value


def _end(node: tree.Node) -> int:
    return node.span.end


def below(table: Table, keys: Sequence[tree.Scalar]) -> Table:
    """The table that a dotted key or a header leads to; the last one of an array of tables."""
    for key in keys:
        found = table.entries.setdefault(key.value, (key, Table(key.low, key.high)))[1]
        table = found.items[-1] if isinstance(found, Tables) else _table(found)
    return table


def another(table: Table, key: tree.Scalar) -> Table:
    """A new table at the end of an array of tables."""
    fresh = Table(key.low, key.high)
    found = table.entries.setdefault(key.value, (key, Tables([])))[1]
    if isinstance(found, Tables):
        found.items.append(fresh)
    return fresh


def _table(value: Table | tree.Node) -> Table:
    if not isinstance(value, Table):  # never in a file that the standard library has read
        raise TypeError("a key leads through a value")
    return value


def too_deep(root: tree.Node) -> bool:
    """Whether a tree has more levels than anybody reads."""
    level = [root]
    for _ in range(tree.MAX_DEPTH):
        level = [inner for node in level for inner in _inner(node)]
    return bool(level)


def _inner(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.Sequence):
        yield from node.items
    elif isinstance(node, tree.Mapping):
        yield from (entry.value for entry in node.entries)
