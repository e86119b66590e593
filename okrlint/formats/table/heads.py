"""What the columns of a table mean, and which row says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from okrlint.core import lazy_re as re
from okrlint.core.model import FIELDS
from okrlint.formats import tree
from okrlint.formats.ids import is_id
from okrlint.formats.records import Record
from okrlint.formats.roles import Roles
from okrlint.formats.table.grid import Row, lines

_LONGEST_LABEL = 60
_MOST_WORDS = 6
_CUSTOM = re.compile(r"custom field \((.+)\)", re.IGNORECASE)
_PARTS = re.compile(r"\s?(?:[/|&+]|\band\b|\bor\b|\s[–—-]\s)\s?")
_OF_OBJECTIVE = re.compile(r"(?:objective|obj|o)\b\W*(?=\w)", re.IGNORECASE)
_OF_RESULT = re.compile(r"(?:key[\s_-]?results?|krs?)\s?#?(?P<number>\d{1,2})?\b\W*(?=\w)", re.IGNORECASE)
_NAMES_RESULT = re.compile(r"\bkey[\s_-]?results?\b(?! areas?\b)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:key[\s_-]?result|kr)[\s#._-]*(?P<number>\d{1,2})", re.IGNORECASE)
_OF_DATA = re.compile(r"\b(?:e-?mail|link|url|weight|count|number of|uuid|tags?|labels?)\b", re.IGNORECASE)
_PROGRESS = re.compile(r"progress|complet|%|done|prog\b|fortschritt|avance", re.IGNORECASE)
_ADDRESS = re.compile(r"\(https?://[^()\s]*\)\s*$")
_TITLES = frozenset({"", "title", "goal"})
MAIN = frozenset({"key_result", "numbered", "objective", "goal", "title", "kind", "metric", "results"})
"""Roles of which a table of OKRs has at least one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and its role, "" where that says nothing.

    `of` is "objective" where the head says that it is about objectives; `number` is that of the key result that it is
    about, in tables that have several of them in a row.
    """

    key: tree.Scalar
    role: str
    of: str = ""
    number: int = 0


def column_of(key: tree.Scalar, roles: Roles) -> Column:
    """What a head says of its column."""
    label = " ".join(key.value.split())
    if not label or len(label) > _LONGEST_LABEL:
        return Column(key, "")
    if match := _CUSTOM.fullmatch(label):
        label = (roles.of(label) and label) or match[1]
    role = roles.of(label)
    if match := _NUMBERED.fullmatch(label):
        return Column(key, "numbered", "", int(match["number"]))
    if role == "numbered":
        return Column(key, "")  # "KR1.1" is an id of one row and heads no column
    if role:
        return Column(key, role, "objective" if _OF_OBJECTIVE.match(label) and role in FIELDS else "")
    return _composed(key, label, roles)


def _composed(key: tree.Scalar, label: str, roles: Roles) -> Column:
    """A head of several words: "Key result status", "KR1 target", "Owner / DRI"."""
    for pattern, of in ((_OF_RESULT, ""), (_OF_OBJECTIVE, "objective")):
        match = pattern.match(label)
        if match and (role := _role_in(label[match.end() :], roles)):
            number = int(match.groupdict().get("number") or 0)
            if role in _TITLES or (role == "note" and number):
                role = "numbered" if number else of or "key_result"
            return Column(key, role, of, number)
    role = next((role for part in _PARTS.split(label) if part and (role := roles.of(part))), "")
    if (
        not role
        and not _OF_DATA.search(label)
        and _NAMES_RESULT.search(label)
        and len(label.split()) <= _MOST_WORDS
        and not re.search("[,:;]", label)
    ):
        role = "key_result"
    return Column(key, role)


def _role_in(words: str, roles: Roles) -> str:
    """The role of some words, else of the first of them, else of the last: "owner email", "final score"."""
    parts = words.split()
    shorter = [words, *(" ".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)), *parts[-1:]]
    return next((role for part in shorter if (role := roles.of(part))), "")


@dataclass(frozen=True)
class Columns:
    """The columns of a table, in their order."""

    columns: tuple[Column, ...]

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles in order."""
        return tuple(column.role for column in self.columns)

    def role(self, place: int) -> str:
        """The role of a column, "" where there is none."""
        return self.roles[place] if place < len(self.roles) else ""

    def first(self, *roles: str) -> int | None:
        """The first column with one of some roles, in the order of the roles."""
        return next((self.roles.index(role) for role in roles if role in self.roles), None)

    def called(self, place: int, role: str) -> Columns:
        """The columns as if one had another role."""
        columns = list(self.columns)
        columns += [Column(_NO_KEY, "")] * (place + 1 - len(columns))
        columns[place] = replace(columns[place], role=role)
        return Columns(tuple(columns))

    def record(self, row: Row, keep: Sequence[int] | None = None) -> Record:
        """The filled cells of a row, or of some of its columns from left to right, by role; those of lists as lists."""
        by_role: dict[str, list[tree.Entry]] = {}
        entries = []
        for place in range(len(row.cells)) if keep is None else keep:
            cell = row.cell(place)
            if cell is not None and place < len(self.columns):
                column = self.columns[place]
                entries.append(tree.Entry(column.key, _value(cell, column.role)))
                by_role.setdefault(column.role, []).append(entries[-1])
        return Record(tree.Mapping(tuple(entries), row.span), by_role)


_NO_KEY = tree.Scalar("", "", 0, 0, 0, 0)
_LISTED = frozenset({"initiatives", "owner", "parent"})
_NAMING = frozenset({"parent", "objective", "reference"})
"""Roles of cells that name another row; some tools write its address behind."""


def _value(cell: tree.Scalar, role: str) -> tree.Node:
    """A cell, as a list where it holds one that is meant as such."""
    if role in _NAMING and (match := _ADDRESS.search(cell.source, cell.start, cell.end)):
        value = cell.value[: len(cell.value) - len(match[0])].rstrip()
        cell = cell._replace(value=value, end=cell.start + len(cell.source[cell.start : match.start()].rstrip()))
    if role not in _LISTED:
        return cell
    found = lines(cell, unmarked=role == "initiatives")
    return cell if len(found) == 1 else tree.Sequence(tuple(found), cell.span)


def columns_of(row: Row, roles: Roles) -> Columns:
    """What the cells of a row mean as heads; how far something is says nothing where its value stands beside that."""
    columns = [column_of(cell, roles) for cell in row.cells]
    values = [column for column in columns if column.role == "current" and not _PROGRESS.search(column.key.value)]
    if values:
        columns = [
            replace(column, role="") if column.role == "current" and _PROGRESS.search(column.key.value) else column
            for column in columns
        ]
    return Columns(tuple(columns))


def worth(row: Row, roles: Roles) -> int:
    """How many different things a row names that columns may hold; 0 for a row that is no head."""
    filled = [cell for _, cell in row.filled]
    if not filled or any(len(cell.value.split()) > 2 * _MOST_WORDS for cell in filled):
        return 0
    found = [column_of(cell, roles).role for cell in filled]
    known = set(filter(None, found))
    if not known & (MAIN | {"type"}) or {"numbered", "key_result"} <= known:
        return 0
    if len(known) == 1:
        return int(len(filled) == 1 and known == {"key_result"} and not is_id(filled[0].value))
    return len(known) if 4 * sum(map(bool, found)) >= len(filled) or known & {"key_result", "kind"} else 0


def is_head(row: Row, roles: Roles) -> bool:
    """Whether a row below the head of a table is the head of another one."""
    found = [column_of(cell, roles).role for _, cell in row.filled]
    known = list(filter(None, found))
    return worth(row, roles) > 1 and len(set(known)) == len(known) and 3 * len(known) >= 2 * len(found) > 2


def with_heads_below(columns: Columns, row: Row, roles: Roles) -> Columns | None:
    """The columns where a second row of heads says more; None where the row is none."""
    main = columns.first("key_result", "objective", "goal", "title")
    found = {place: column_of(cell, roles) for place, cell in row.filled}
    known = {place: column for place, column in found.items() if column.role}
    if len(known) < 2 or row.cell(main) is not None or 2 * len(known) < len(found):
        return None
    wide = range(max(len(columns.columns), max(found) + 1))
    upper = (*columns.columns, *[Column(_NO_KEY, "")] * len(wide))
    return Columns(tuple(known.get(place, upper[place]) for place in wide))
