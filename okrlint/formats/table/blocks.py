"""The tables of a sheet: where the head of each stands, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from okrlint.formats.roles import Roles
from okrlint.formats.table.grid import Row, Sheet
from okrlint.formats.table.heads import Columns, columns_of, is_head, with_heads_below, worth

_LOOK = 2000
"""Rows in which heads are looked for; longer tables go on as they began."""
_TITLE_ROWS = 40
_SAMPLE = 500
_NAMED = 6
_LONGEST = 30


class Block(NamedTuple):
    """A table: its head stands in row `start`, counted from 0, its own rows begin at `below`.

    `sample` are the first of these rows that say anything.
    """

    start: int
    below: int
    columns: Columns
    sample: tuple[Row, ...]

    def repeats(self, row: Row) -> bool:
        """Whether a row is the head once more."""
        keys = [column.key.value.strip() for column in self.columns.columns]
        return bool(keys) and [cell.value.strip() for cell in row.cells] == keys


def blocks_of(sheet: Sheet, roles: Roles) -> list[Block]:
    """The tables of a sheet in order; one without a head where no row is one."""
    rows = list(islice(sheet.rows, _LOOK))
    first = _first_head(rows[:_TITLE_ROWS], roles)
    if first is None:
        return [Block(0, 0, Columns(()), _sample(rows))] if rows else []
    starts = [first]
    for number in range(first + 1, len(rows)):
        if is_head(rows[number], roles) and not _same(rows[number], rows[starts[-1]]):
            starts.append(number)
    return list(_blocks(rows, starts, roles))


def _blocks(rows: Sequence[Row], starts: Sequence[int], roles: Roles) -> Iterator[Block]:
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        columns, below = columns_of(rows[start], roles), start + 1
        if below < end and (both := with_heads_below(columns, rows[below], roles)):
            columns, below = both, below + 1
        yield Block(start, below, columns, _sample(rows[below:end]))


def _first_head(rows: Sequence[Row], roles: Roles) -> int | None:
    """The row that names the most; the first of several."""
    worths = [worth(row, roles) for row in rows]
    best = max(worths, default=0)
    return worths.index(best) if best else None


def _sample(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(islice((row for row in rows if row.filled), _SAMPLE))


def hint_of(blocks: Sequence[Block]) -> str:
    """What to do where nothing was read in some tables, with the heads that okrlint may not know."""
    if any({"key_result", "numbered"} & set(block.columns.roles) for block in blocks):
        return ""
    heads = next((block.columns.columns for block in blocks if block.columns.columns), ())
    keys = [column.key for column in heads] or [
        cell for block in blocks for row in block.sample[:1] for _, cell in row.filled
    ]
    names = [" ".join(key.value.split())[:_LONGEST] for key in keys if key.value.strip()]
    if not names:
        return ""
    shown = ", ".join(f'"{name}"' for name in names[:_NAMED]) + ", …" * (len(names) > _NAMED)
    return f'no column of key results is known among {shown}; name it in the configuration: [fields] "…" = "key_result"'


def _same(one: Row, other: Row) -> bool:
    return [cell.value.strip() for cell in one.cells] == [cell.value.strip() for cell in other.cells]
