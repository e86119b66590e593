"""Objectives in a tree of keys and values, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from okrlint.core.model import Comment, Document, Field, Objective, Problem
from okrlint.core.source import Source
from okrlint.formats import tree
from okrlint.formats.context import Context, is_period, nowhere
from okrlint.formats.ids import is_id, split_id
from okrlint.formats.objectives import ObjectiveReader, is_sentence, proves
from okrlint.formats.records import Record, Roles, cycle_of, fields_of, has_words
from okrlint.formats.rows import RowReader, is_result, is_row

_ANNOUNCING = ("objective", "goal")


def document(
    source: Source,
    format: str,
    roots: Sequence[tree.Node],
    names: Mapping[str, str],
    comments: tuple[Comment, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Document:
    """The OKRs in the trees of one file; none where its keys and values do not look like OKRs."""
    walk = _Walk(names, "okr" in source.path.casefold())
    head = walk.head(roots)
    for root in roots:
        walk.node(root, Context())
    if not walk.reader.evident:
        return Document(source, format, comments=comments)
    cycle = cycle_of(head) if head else None
    fields = _fields(head, cycle is not None) if head else ()
    return Document(source, format, tuple(walk.objectives), cycle, fields, comments, problems)


def root_fields(root: tree.Node, names: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields that a mapping states for everything that follows it."""
    return _fields(Record.of(root, Roles(names)), False) if isinstance(root, tree.Mapping) else ()


def _fields(record: Record, has_cycle: bool) -> tuple[Field, ...]:
    """What a mapping states for everything in it; `kind: OKRs` says nothing of any of them."""
    return tuple(
        field
        for field in fields_of(record)
        if not (has_cycle and field.name == "period")
        and not (field.name == "type" and "okr" in field.text.value.casefold())
    )


class _Walk:
    """Goes through a tree and collects objectives in the order of the file."""

    def __init__(self, names: Mapping[str, str], hinted: bool) -> None:
        self.roles = Roles(names)
        self.reader = ObjectiveReader(self.roles, hinted)
        self.objectives: list[Objective] = []
        self._head: tree.Node | None = None

    def head(self, roots: Sequence[tree.Node]) -> Record | None:
        """The mapping that speaks for the whole file: the only root, unless that is an objective."""
        if len(roots) != 1 or not isinstance(roots[0], tree.Mapping):
            return None
        record = Record.of(roots[0], self.roles)
        if self.reader.is_objective(record, Context()) or is_row(record):
            return None
        self._head = roots[0]
        return record

    def node(self, node: tree.Node, context: Context, key: tree.Scalar | None = None) -> None:
        """Find the objectives in a node that stands under `key`, where the key is a name of the author's own."""
        if isinstance(node, tree.Scalar):
            self._sentence(node, context, key)
        elif isinstance(node, tree.Sequence):
            self._list(node, context, key)
        else:
            self._mapping(node, context, key)

    def _add(self, objective: Objective) -> int:
        self.objectives.append(objective)
        return len(self.objectives) - 1

    def _sentence(self, node: tree.Scalar, context: Context, key: tree.Scalar | None) -> None:
        """An objective that is nothing but its sentence, where objectives are expected."""
        if not context.expected or context.groups:
            return
        named = key is not None and is_id(key.value)
        if key is None or named:
            statement = node if has_words(node.value) else None
        else:
            statement = key if not node.value and is_sentence(key.text, 2) else None
        if statement is not None:
            found, text = split_id(statement.text)
            given = key.text if named and key else found
            self._add(Objective(text, given, context.fields, (), (), context.cycle, context.team, context.under))

    def _list(self, node: tree.Sequence, context: Context, key: tree.Scalar | None) -> None:
        records = [Record.of(item, self.roles) for item in node.items if isinstance(item, tree.Mapping)]
        if len(records) == len(node.items) and all(map(is_result, records)) and any(map(is_row, records)):
            self._rows(records, context.named(key), len(self.objectives))
        elif key is not None and context.expected and not context.groups and self._is_statement(key, records):
            self._add(self.reader.named(key, node, context))
        else:
            for item in node.items:
                self.node(item, context.named(key) if key else context)

    def _is_statement(self, key: tree.Scalar, records: list[Record]) -> bool:
        """Whether the key of a list states the objective that the list belongs to."""
        return not is_period(key) and not any(record.has("key_result", "objective") for record in records)

    def _mapping(self, node: tree.Mapping, context: Context, key: tree.Scalar | None) -> None:
        record = Record.of(node, self.roles)
        if context.groups and (key is not None or record.has("title", "objective", "key_result")):
            context, record, key = context.named(record.scalar("title") or key), record.without("title"), None
        if record.is_schema():
            return
        if is_row(record):
            self._rows([record], context, len(self.objectives))
        elif self.reader.is_objective(record, context):
            self._objective(record, context, key)
        else:
            self._container(record, context if node is self._head else context.within(record))

    def _objective(self, record: Record, context: Context, key: tree.Scalar | None) -> None:
        """An objective, and those that it encloses."""
        objective = self.reader.read(record, context, key)
        below = replace(context, under=self._add(objective), cycle=objective.cycle, team=objective.team, fields=())
        used = self.reader.inner(record)
        for inner, value in record.entries("objective", "goal", ""):
            if not isinstance(value, tree.Scalar) and not (used and value is used.mapping):
                role = self.roles.of(inner.value)
                self.node(value, below.expecting(role, inner) if role else replace(below, expected=""))

    def _container(self, record: Record, context: Context) -> None:
        """A mapping that holds objectives somewhere below."""
        start = len(self.objectives)
        for key, value in record.mapping.entries:
            role = "" if context.groups else self.roles.of(key.value)
            if self.roles.of(key.value) in _ANNOUNCING and not isinstance(value, tree.Scalar):
                self.node(value, context.expecting(self.roles.of(key.value), key))
            elif role not in ("key_result", "health") and (role == "" or not isinstance(value, tree.Scalar)):
                self.node(value, context.below(key, role), key if role == "" else None)
        if not self.reader.is_research(record):
            self._loose([value for _, value in record.entries("key_result")], context, start)

    def _loose(self, nodes: list[tree.Node], context: Context, start: int) -> None:
        """Key results that stand beside the objectives; each may name its own."""
        for node in nodes:
            items = node.items if isinstance(node, tree.Sequence) else ()
            records = [Record.of(item, self.roles) for item in items if isinstance(item, tree.Mapping)]
            if len(records) == len(items) and any(r.scalar("objective", "reference", "parent") for r in records):
                self._rows(records, context, start)
            elif not isinstance(node, tree.Scalar) and (found := tuple(self.reader.results.read(node))):
                self.reader.evident |= proves(node, list(found))
                text = nowhere(node.span)
                self._add(Objective(text, None, context.fields, found, (), context.cycle, context.team, context.under))

    def _rows(self, records: list[Record], context: Context, start: int) -> None:
        rows = RowReader(self.objectives, start, context, self.reader.results)
        self.reader.evident |= rows.read(records)
