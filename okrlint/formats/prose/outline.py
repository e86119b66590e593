"""Read objectives and key results out of the tree of a prose document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from okrlint.core import lazy_re as re
from okrlint.core.model import Comment, Document, Field, Problem
from okrlint.core.source import Source
from okrlint.formats.periods import find_period, period_of_path
from okrlint.formats.prose import drafts, headings, items, lines, tables
from okrlint.formats.prose.nodes import Kind, Node, Tail
from okrlint.formats.prose.scope import Reading, Scope
from okrlint.formats.prose.survey import Survey

_VISITS = {Kind.HEADING: headings.visit, Kind.LINE: lines.visit, Kind.ITEM: items.visit, Kind.TABLE: tables.visit}


_OKR = re.compile(r"OKR|(?i:objectives?\s(?:and|&)\skey\sresults?)")


def outline(
    source: Source,
    format_name: str,
    root: Node,
    names: Mapping[str, str],
    fields: tuple[Field, ...] = (),
    comments: tuple[Comment, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Document:
    """The document that a tree of headings, lines, items and tables holds."""
    stated = next((found for field in fields if field.name == "period" and (found := find_period(field.text))), None)
    cycle = stated or period_of_path(source.path)
    survey = Survey(root)
    named = "okr" in PurePath(source.path).name.lower()
    speaks = named or _OKR.search(source.text) is not None
    reading = Reading(survey, names, _walk, okr=speaks)
    if speaks or survey.certain or cycle or any(find_period(node.line.text) for node in _headings(root)):
        _walk(reading, root.children, Scope(okr=named, cycle=cycle))
    return Document(source, format_name, drafts.finish(reading.objectives), cycle, fields, comments, problems)


def _headings(root: Node) -> Iterator[Node]:
    return (node for node in root.descendants() if node.kind is Kind.HEADING)


def _walk(reading: Reading, nodes: Sequence[Node], scope: Scope) -> Scope:
    """Read sibling nodes in order; what follows them is read in the scope that is returned."""
    for place, node in enumerate(nodes):
        scope = _VISITS[node.kind](reading, node, Tail(nodes, place + 1), scope)
    return scope
