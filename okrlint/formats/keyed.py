"""Objectives in a tree of keys and values, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from okrlint.core.model import Comment, Document, Field, Objective, Problem
from okrlint.core.source import Source
from okrlint.formats import tree
from okrlint.formats.context import Context, is_period
from okrlint.formats.evidence import Evidence
from okrlint.formats.items import ItemReader, inner
from okrlint.formats.kinds import ASIDE, OBJECTIVE, all_said
from okrlint.formats.numbered import is_numbered, numbered
from okrlint.formats.objectives import ObjectiveReader
from okrlint.formats.periods import period_of_path
from okrlint.formats.records import Record, cycle_of, fields_of
from okrlint.formats.roles import WRAPS, Roles
from okrlint.formats.rows import RowReader, is_result, is_row, table_rows

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
    walk = _Walk(source, names, roots)
    walk.all()
    if not walk.evidence.found:
        return Document(source, format, comments=comments)
    stated = cycle_of(walk.head) if walk.head else None
    cycle = stated or period_of_path(source.path)
    fields = _fields(walk.head, stated is not None) if walk.head else ()
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
    """Goes through the trees of a file and collects objectives in its order.

    `head` is the mapping that speaks for the whole file: the only root, unless that is an objective.
    """

    def __init__(self, source: Source, names: Mapping[str, str], roots: Sequence[tree.Node]) -> None:
        self.roles = Roles(names)
        self.evidence = Evidence(source)
        self.reader = ObjectiveReader(self.roles, self.evidence)
        self.objectives: list[Objective] = []
        self.rows = RowReader(self.objectives, self.reader.results, self.evidence)
        self.items = ItemReader(self.roles, all_said(source.text), self.objectives, self.reader.results)
        self.head: Record | None = None
        self._roots = roots

    def all(self) -> None:
        """Read everything."""
        for root in self._roots:
            _name_ids(root, self.roles)
        self.head = self._head()
        context = Context(around=cycle_of(self.head) if self.head else None)
        for root in self._roots:
            self.node(root, context)
        self.items.settle(self.evidence)

    def _head(self) -> Record | None:
        if len(self._roots) != 1 or not isinstance(self._roots[0], tree.Mapping):
            return None
        record = Record.of(self._roots[0], self.roles)
        is_one = self.items.kind(record) or self.reader.is_objective(record, Context()) or is_row(record)
        return None if is_one else record

    def node(self, node: tree.Node, context: Context, key: tree.Scalar | None = None) -> None:
        """Find the objectives in a node that stands under `key`, where the key is a name of the author's own."""
        if isinstance(node, tree.Scalar):
            if sentence := self.reader.sentence(node, context, key):
                self._add(sentence)
        elif isinstance(node, tree.Sequence):
            self._list(node, context, key)
        else:
            self._record(Record.of(node, self.roles), context, key)

    def _add(self, objective: Objective) -> int:
        self.objectives.append(objective)
        return len(self.objectives) - 1

    def _list(self, node: tree.Sequence, context: Context, key: tree.Scalar | None) -> None:
        if table := table_rows(node, self.roles):
            self.rows.read(table, context.named(key))
            return
        items = [Record.of(item, self.roles) if isinstance(item, tree.Mapping) else item for item in node.items]
        records = [item for item in items if isinstance(item, Record)]
        rows = len(records) == len(items) and all(map(is_result, records)) and not any(map(self.items.kind, records))
        if rows and (context.expected or any(map(is_row, records))):
            self.rows.read(records, context.named(key))
        elif (
            key and context.expected and not context.groups and _is_statement(key) and not any(map(self._own, records))
        ):
            self._add(self.reader.named(key, node, context))
        else:
            inside = context.named(key) if key else context
            for item in items:
                self._record(item, inside) if isinstance(item, Record) else self.node(item, inside)

    def _own(self, record: Record) -> bool:
        """Whether a record is more than a key result of the objective that its list is named after."""
        return record.has("key_result", "objective") or bool(self.items.kind(record))

    def _record(self, record: Record, context: Context, key: tree.Scalar | None = None) -> None:
        if kind := self.items.kind(record):
            self._item(kind, record, context, key)
            return
        if context.groups and (key is not None or record.has("title", "objective", "key_result")):
            context, record, key = context.named(record.scalar("title") or key), record.without("title"), None
        if record.is_schema():
            return
        if is_row(record) and not record.is_about_data(self.roles):
            self.rows.read([record], context)
        elif self.reader.is_objective(record, context, key):
            self._objective(record, context, key)
        else:
            head = self.head is not None and record.mapping is self.head.mapping
            self._inside(record, context if head else context.within(record))

    def _inside(self, record: Record, context: Context) -> None:
        """What is no objective itself."""
        if not is_numbered(record):
            self._container(record, context)
            return
        found = list(numbered(record, context, self.reader.results))
        self.objectives += found
        self.evidence.rows([result for objective in found for result in objective.key_results])

    def _item(self, kind: str, record: Record, context: Context, key: tree.Scalar | None) -> None:
        """Something that says itself what it is."""
        item = self.items.opened(record)
        if item is None:
            return
        if kind != OBJECTIVE:
            inside = replace(context, expected="", groups="", result=self.items.read(kind, item, context, key))
            for name, value in inner(item):
                role = self.roles.of(name.value)
                announced = kind == ASIDE and role in _ANNOUNCING
                self.node(value, context.expecting(role, name) if announced else inside)
        elif self.reader.statement(item):
            listed = [value for _, value in item.entries("key_result") if self.items.any_in(value)]
            index = self._objective(item.without("key_result") if listed else item, context, key)
            self.items.note(index, item, key)
            for value in listed:
                self.node(value, replace(context, expected="", groups="", under=index))
        else:
            self._container(record, context.within(record))

    def _objective(self, record: Record, context: Context, key: tree.Scalar | None) -> int:
        """An objective, and those that it encloses."""
        objective = self.reader.read(record, context, key)
        index = self._add(objective)
        self.rows.expect(index, record)
        below = replace(context.inside(objective), under=index)
        used = self.reader.inner(record)
        for name, value in record.entries("objective", "goal", "team", "period", ""):
            if not isinstance(value, tree.Scalar) and not (used and value is used.mapping):
                role = self.roles.of(name.value)
                other = replace(below.below(name, role), expected="")
                self.node(value, below.expecting(role, name) if role in _ANNOUNCING else other)
        return index

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
            for _, value in record.entries("key_result"):
                if self.items.any_in(value):
                    self.node(value, replace(context, expected=""))
                else:
                    self.rows.loose(value, context, start)


def _is_statement(key: tree.Scalar) -> bool:
    """Whether the key of a list may state an objective."""
    return key.value not in WRAPS and not is_period(key)


def _name_ids(root: tree.Node, roles: Roles, depth: int = 2) -> None:
    """Note what ids of periods and teams stand for (`cycles: [{id: c1, name: Q3 2026}]`), `depth` levels down."""
    for key, value in root.entries if isinstance(root, tree.Mapping) and depth else ():
        named = roles.named.get(roles.of(key.value))
        if named is None:
            _name_ids(value, roles, depth - 1)
            continue
        for item in value.items if isinstance(value, tree.Sequence) else ():
            record = Record.of(item, roles) if isinstance(item, tree.Mapping) else None
            ident, title = (record.scalar("id"), record.title() or record.scalar("title")) if record else (None, None)
            if ident and title:
                named.setdefault(ident.value, title)
