"""What the columns of a table hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.model import FIELDS
from okrlint.formats.fields import field_name
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import EMPTY, Line, Row
from okrlint.formats.prose.scope import Reading, Scope

_KINDS = (
    ("objective", re.compile(r"^\W*(?:o|obj|objectives?)$", re.IGNORECASE)),
    ("key_result", re.compile(r"^\W*(?:kr|krs|key[\s_-]?results?)$", re.IGNORECASE)),
    ("work", re.compile(r"^\W*(?:initiatives?|tasks?|projects?|actions?|kpis?|health metrics?)$", re.IGNORECASE)),
)

PLAIN_FIELDS = frozenset(FIELDS) - {"metric"}
"""Fields whose column never has the key result itself."""

KEY_RESULT_ROWS = frozenset({Label.KEY_RESULT, Label.KEY_RESULTS})
"""Labels ("KR1", "KR") that make a row a key result."""


class Columns(NamedTuple):
    """Which column holds what; None where there is no such column.

    `kind` is a column that says of each row whether it is an objective or a key result. `labels` is one of ids
    ("O1", "KR2") that say the same; the sentence then stands in `key_result`.
    """

    fields: tuple[tuple[int, str], ...]
    key_result: int | None
    objective: int | None = None
    id: int | None = None
    kind: int | None = None
    labels: int | None = None

    @property
    def have_owners(self) -> bool:
        """Whether a column names owners."""
        return any(name == "owner" for _, name in self.fields)


def columns_of(rows: Sequence[Row], reading: Reading, scope: Scope) -> tuple[Columns, Sequence[Row]] | None:
    """The columns of a table of OKRs and the rows below its head; None for any other table."""
    head, body = _head(rows, reading)
    names = [field_name(cell.value, reading.names) or "" for cell in head.cells]
    if sum(label_of(cell).id is not None for cell in head.cells) > 1:
        return None  # a table of scores: KR1, KR2, … across
    for found in (_kinds(names, body), _named(names, body, scope), _labelled(names, body)):
        if found is not None:
            return found, body
    return None


def _head(rows: Sequence[Row], reading: Reading) -> tuple[Row, Sequence[Row]]:
    """The head of a table, which stands in its first row where the author left the head empty."""
    head, body = rows[0], rows[1:]
    if not any(head.cells) and body and sum(bool(field_name(c.value, reading.names)) for c in body[0].cells) > 1:
        return body[0], body[1:]
    return head, body


def _named(names: list[str], body: Sequence[Row], scope: Scope) -> Columns | None:
    key_result = _first(names, "key_result")
    objective = _first(names, "objective") if key_result is not None else None
    if key_result is not None and objective is None:  # to the right of the key results a goal is their target
        objective = _first(names[:key_result], "goal")
    if key_result is None and scope.objective is not None and (scope.collecting or "objective" not in names):
        key_result = _first(names, "metric")
    if key_result is None:
        return None
    ident = _first(names, "id")
    if _share(body, key_result, _is_id) == 1:
        ident, key_result = key_result, _text_column(names, key_result)
    return Columns(fields_of(names, objective, key_result), key_result, objective, ident)


def fields_of(names: Sequence[str], *taken: int | None) -> tuple[tuple[int, str], ...]:
    """The columns that hold fields, without those `taken` already; a goal beside a key result is its target."""
    fields = [(place, "target" if name == "goal" else name) for place, name in enumerate(names) if place not in taken]
    return tuple((place, name) for place, name in fields if name in FIELDS)


def _kinds(names: list[str], body: Sequence[Row]) -> Columns | None:
    """A list of objectives, key results and more, told apart by a column."""
    width = max((len(row.parts) for row in body), default=0)
    for column in range(width):
        kinds = {kind_of(cell(row, column)) for row in body}
        if {"objective", "key_result"} <= kinds and _share(body, column, lambda c: bool(kind_of(c))) > 0.8:
            free = [
                place
                for place in range(width)
                if place != column and (place >= len(names) or names[place] not in PLAIN_FIELDS)
            ]
            text = free[0] if free else 0
            return Columns(fields_of(names, text), text, kind=column)
    return None


def kind_of(line: Line) -> str:
    """What a cell of a column of kinds says: "objective", "key_result", "work" or nothing."""
    return next((kind for kind, pattern in _KINDS if pattern.match(line.value.strip())), "")


def _labelled(names: list[str], body: Sequence[Row]) -> Columns | None:
    """Rows that begin with "O1" and "KR1"."""
    for column in (0, 1):
        labels = [label_of(cell(row, column)) for row in body if cell(row, column)]
        kinds = [label.label for label in labels]
        if sum(kind in KEY_RESULT_ROWS for kind in kinds) > 1 and len(kinds) - kinds.count(Label.NONE) > 0.6 * len(
            kinds
        ):
            return Columns(fields_of(names), column + 1, labels=column)
    return None


def cell(row: Row, column: int | None) -> Line:
    """The first line of a cell, empty where the row has no such column."""
    lines = row.parts[column] if column is not None and column < len(row.parts) else ()
    return lines[0] if lines else EMPTY


def _first(names: Sequence[str], *wanted: str) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _share(body: Sequence[Row], column: int, holds: object) -> float:
    cells = [found for row in body if (found := cell(row, column))]
    return sum(holds(found) for found in cells) / len(cells) if cells and callable(holds) else 0.0


def _is_id(line: Line) -> bool:
    found = label_of(line)
    bare = re.fullmatch(r"(?:KR|O)?[\s#.-]*\d+(?:\.\d+)*", line.value.strip(), re.IGNORECASE) is not None
    return bare or (found.id is not None and found.end >= len(line.value))


def _text_column(names: Sequence[str], after: int) -> int:
    free = [place for place, name in enumerate(names) if place > after and name not in PLAIN_FIELDS]
    return free[0] if free else after
