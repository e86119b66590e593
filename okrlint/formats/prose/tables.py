"""Tables of key results: one per objective, one with objectives in a column, or a pasted spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from okrlint.core import lazy_re as re
from okrlint.core.model import Field
from okrlint.formats.fields import field_name
from okrlint.formats.prose.columns import KEY_RESULT_ROWS, PLAIN_FIELDS, Columns, cell, columns_of, fields_of, kind_of
from okrlint.formats.prose.drafts import KeyResultDraft, ObjectiveDraft
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import EMPTY, Line, Node, Row, Style, Tail
from okrlint.formats.prose.scope import Reading, Scope
from okrlint.formats.prose.trim import without_people

_NUMBER = re.compile(r"^\d{1,2}[.)]?\s+(?=\S)")
_MARK = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s")
_LIST_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=\S)")


def visit(reading: Reading, node: Node, _: Tail, scope: Scope) -> Scope:
    """Read a table's key results, and its objectives where it has any."""
    if not node.rows:
        return scope
    if (found := columns_of(node.rows, reading, scope)) is None:
        return _pasted(reading, node.rows, scope)
    columns, rows = found
    objectives = columns.objective is not None or columns.kind is not None or columns.labels is not None
    inner = scope._replace(objective=None) if objectives else scope
    for row in rows:
        inner = _row(reading, row, columns, inner)
    return scope if objectives else scope.counted()


def _row(reading: Reading, row: Row, columns: Columns, scope: Scope) -> Scope:
    if columns.kind is not None:
        return _of_kind(reading, row, columns, scope, kind_of(cell(row, columns.kind)))
    if columns.labels is not None:
        label = label_of(cell(row, columns.labels)).label
        kind = "objective" if label is Label.OBJECTIVE else "key_result" if label in KEY_RESULT_ROWS else ""
        return _of_kind(reading, row, columns, scope, kind)
    if columns.objective is not None:
        scope = _objective(reading, row, columns, scope)
    text = cell(row, columns.key_result)
    if _is_objective_row(row) and columns.objective is None and label_of(text).label is Label.OBJECTIVE:
        return scope._replace(objective=_open(reading, text, scope))
    _key_results(reading, row, columns, scope)
    return scope


def _of_kind(reading: Reading, row: Row, columns: Columns, scope: Scope, kind: str) -> Scope:
    """A row that says itself what it is."""
    text = cell(row, columns.key_result)
    if kind == "objective" and text:
        return scope._replace(objective=_open(reading, text, scope))
    if kind == "key_result":
        _key_results(reading, row, columns, scope)
    return scope


def _open(reading: Reading, line: Line, scope: Scope) -> ObjectiveDraft:
    found = label_of(line)
    draft = reading.open(line, scope._replace(objective=None), found if found.label is Label.OBJECTIVE else None)
    if match := _NUMBER.match(draft.text.value):
        draft.text = draft.text.slice(match.end())
    return draft


def _key_results(reading: Reading, row: Row, columns: Columns, scope: Scope) -> None:
    """The key results of a row: each line of the cell that is one, remarks below them left out."""
    place = columns.key_result
    lines = row.parts[place] if place is not None and place < len(row.parts) else ()
    listed = len(lines) > 1 and all(line.listed or _MARK.match(line.value) for line in lines)
    for number, line in enumerate(lines):
        if number and not listed and not _is_another(line):
            continue
        found = label_of(line)
        labelled = found if found.label is Label.KEY_RESULT and found.end < len(line.value) else None
        draft = reading.add(line, scope, labelled)
        if draft is not None:
            _fill(draft, row, columns)


def _is_another(line: Line) -> bool:
    sentence = len(line.value.split()) > 2 and line.value[0].isalnum() and ":" not in line.value
    return sentence and not line.styled(Style.EMPHASIS)


def _is_objective_row(row: Row) -> bool:
    filled = [line for line in row.cells if line.value.strip(" -–—")]
    return len(filled) == 1 and filled[0].styled(Style.STRONG) and bool(re.search(r"[^\W\d_]{3}", filled[0].value))


def _objective(reading: Reading, row: Row, columns: Columns, scope: Scope) -> Scope:
    line = cell(row, columns.objective)
    if not line.value.strip(" -–—\"'„“"):
        return scope
    draft = _open(reading, line, scope)
    current = scope.objective
    if current is not None and (current.text.value == draft.text.value or not draft.text):
        reading.objectives.pop()
        return scope
    return scope._replace(objective=draft)


def _fill(draft: KeyResultDraft, row: Row, columns: Columns) -> None:
    """Take the fields, the id and the people of a row."""
    for place, name in columns.fields:
        value = cell(row, place) or dict(row.above).get(place, EMPTY)
        if value.value.strip(" -–—"):
            draft.fields.append(Field(name, value.text))
    ident = cell(row, columns.id if columns.id is not None else columns.labels)
    if ident and draft.id is None:
        draft.id = ident.text
    if match := _LIST_NUMBER.match(draft.text.value):
        draft.text = draft.text.slice(match.end())
    if columns.have_owners:
        draft.text = without_people(draft.text)


def _pasted(reading: Reading, rows: Sequence[Row], scope: Scope) -> Scope:
    """A spreadsheet with objectives as bold rows of their own, in a document that marks nothing with words."""
    names = [field_name(line.value, reading.names) or "" for line in rows[0].cells]
    plain = reading.plain and scope.okr and scope.cycle is not None
    if not (plain and set(names) & PLAIN_FIELDS and any(_is_objective_row(row) for row in rows[1:])):
        return scope
    columns = Columns(fields_of(names), 0)
    current = scope
    for row in rows[1:]:
        line = cell(row, 0)
        if _is_objective_row(row):
            draft = _open(reading, line, scope)
            draft.text = without_people(draft.text) if columns.have_owners else draft.text
            current = scope._replace(objective=draft)
        elif current.objective is not None and line and not line.styled(Style.EMPHASIS):
            _key_results(reading, row, columns, current)
    return scope.closed()
