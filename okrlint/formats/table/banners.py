"""Rows between tables: titles, teams and periods, objectives that stand above their key results, totals."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from okrlint.core import lazy_re as re
from okrlint.core.model import Field, Objective
from okrlint.core.text import Text
from okrlint.formats.context import Context
from okrlint.formats.fields import field_name
from okrlint.formats.ids import split_id
from okrlint.formats.periods import find_period
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import Line
from okrlint.formats.records import has_words
from okrlint.formats.table.grid import Row

_TOTAL = re.compile(
    r"\W*(?:(?:grand |sub-?)?totals?|sum|averages?|avg|mean|median|overall|gesamt\w*|summe|durchschnitt|moyenne|"
    r"promedio|weighted (?:average|score))\b\W*(?:[a-z]++ ?){0,3}+[:%]?",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"\W*(?:notes?|legend|remarks?|comments?|instructions?|how to|guide|scoring|hinweise?)\b\W*(?::|$)", re.IGNORECASE
)
_LONGEST_TOTAL = 40
_LONGEST = 500
_LONGEST_TITLE = 100
_INHERITED = frozenset({"owner", "due", "start", "parent"})


def closes(row: Row) -> bool:
    """Whether a row sums up those above it, or begins notes below them."""
    text = row.filled[0][1].value.strip()
    notes = len(row.filled) == 1 and _NOTES.match(text)
    return bool(notes) or (len(text) <= _LONGEST_TOTAL and _TOTAL.fullmatch(text) is not None)


def objective(row: Row) -> Objective | None:
    """The objective in a row of its own, "Objective 1: …" or "Objective 1" with its sentence in the next cell."""
    filled = row.filled
    cell = filled[0][1]
    if len(filled) > 2 or len(cell.value) > _LONGEST:
        return None
    line = Line(cell.text)
    found = label_of(line)
    if found.label is not Label.OBJECTIVE:
        return None
    given, text = split_id(line.text)
    ident = line.text.slice(*found.id) if found.id else given
    if has_words(line.value[found.end :]):
        return Objective(text if given else line.text.slice(found.end), ident) if len(filled) == 1 else None
    return Objective(filled[1][1].text, ident) if len(filled) == 2 else None


def told(row: Row, context: Context) -> Context:
    """What a row above a table says of all in it: "Team: Sales", "Team" and "Sales", "OKRs Q3 2026"."""
    for name, text in _said(row):
        if name == "team":
            context = replace(context, team=text)
        elif name == "period":
            context = replace(context, cycle=find_period(text) or context.cycle)
        elif name in _INHERITED:
            others = tuple(field for field in context.fields if field.name != name)
            context = replace(context, fields=(*others, Field(name, text)))
    return context


def _said(row: Row) -> list[tuple[str, Text]]:
    """Names and values in a row."""
    filled = [cell.text for _, cell in row.filled]
    texts = [text for text in filled if len(text) <= _LONGEST_TITLE]
    found = []
    for text, value in pairwise(texts):
        if name := field_name(text.value.rstrip(" :"), {}):
            found.append((name, value))
    for text in texts:
        label = label_of(Line(text))
        if label.label is Label.FIELD and label.end < len(text):
            found.append((label.name, text.slice(label.end)))
        elif not found and find_period(text):
            found.append(("period", text))
    return found
