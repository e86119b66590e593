"""A mapping as an author of OKRs means it: which of its keys is the sentence, which an id, which a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okrlint.core.model import FIELDS, Cycle, Field
from okrlint.core.text import Text
from okrlint.formats import tree
from okrlint.formats.fields import by_value, field_name
from okrlint.formats.periods import find_period
from okrlint.formats.roles import Roles, plain

_SENTENCE_KEYS = ("text", "statement", "sentence", "title", "name", "headline", "summary")
_VALUE_KEYS = frozenset({"value", "amount", "percent", "name", "title", "label", "displayname", "fullname"})
_TOLD = frozenset({"head", "period", "team"})
_IN_HEADS = frozenset({"period", "team", "owner", "start", "due"})
_SCHEMA_KEYS = frozenset(
    {"$ref", "properties", "anyOf", "oneOf", "allOf", "responses", "operationId", "openapi", "swagger"}
)
_FIGURES = ("target", "baseline", "current", "goal")
_SCHEMA_TYPES = frozenset({"array", "object", "string", "number", "integer", "boolean"})


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with its entries by role."""

    mapping: tree.Mapping
    by_role: Mapping[str, list[tree.Entry]]

    @classmethod
    def of(cls, mapping: tree.Mapping, roles: Roles) -> Record:
        """Sort the entries of a mapping by what their keys mean."""
        by_role: dict[str, list[tree.Entry]] = {}
        for entry in mapping.entries:
            role = roles.of(entry.key.value)
            for name, told in _told(entry, role, roles) if role in _TOLD else ((role, entry),):
                by_role.setdefault(name, []).append(told)
        return cls(mapping, by_role)

    def entries(self, *roles: str) -> Iterator[tree.Entry]:
        """Entries that have one of the roles, in the order of the roles."""
        for role in roles:
            yield from self.by_role.get(role, ())

    def scalar(self, *roles: str) -> tree.Scalar | None:
        """The first single value, not empty, that has one of the roles."""
        return next(
            (value for _, value in self.entries(*roles) if isinstance(value, tree.Scalar) and value.value), None
        )

    def words(self, *roles: str) -> tree.Scalar | None:
        """The first single value with one of the roles that has letters in it."""
        found = (
            value for _, value in self.entries(*roles) if isinstance(value, tree.Scalar) and has_words(value.value)
        )
        return next(found, None)

    def known(self) -> bool:
        """Whether any key is more than an id or a name of the author's own."""
        return any(role not in ("", "numbered", "id") for role in self.by_role)

    def without(self, *roles: str) -> Record:
        """The record as if nothing had these roles."""
        return Record(self.mapping, {role: entries for role, entries in self.by_role.items() if role not in roles})

    def called(self, role: str, key: str) -> Record:
        """The record as if the entries with a key of the author's own had this role."""
        other = [entry for entry in self.entries("") if entry.key.value != key]
        own = [entry for entry in self.entries("") if entry.key.value == key]
        return Record(self.mapping, {**self.by_role, "": other, role: [*self.entries(role), *own]})

    def title(self) -> tree.Scalar | None:
        """The value of `text`, `title`, `name` …, the best of them."""
        entries = [e for e in self.entries("title") if isinstance(e.value, tree.Scalar) and has_words(e.value.value)]
        best = min(entries, key=lambda e: _rank(e.key.value)) if len(entries) > 1 else entries[0] if entries else None
        return best.value if best and isinstance(best.value, tree.Scalar) else None

    def has(self, *roles: str) -> bool:
        """Whether anything has one of the roles."""
        return any(role in self.by_role for role in roles)

    def holds(self, *roles: str) -> bool:
        """Whether a list or mapping has one of the roles."""
        return any(not isinstance(value, tree.Scalar) for _, value in self.entries(*roles))

    def is_schema(self) -> bool:
        """Whether this describes the shape of data, as JSON Schema and OpenAPI do."""
        return any(key.value in _SCHEMA_KEYS for key, _ in self.mapping.entries)

    def is_about_data(self, roles: Roles) -> bool:
        """Whether this is a schema, or a table of labels to be translated ("owner": "Owner"), and no OKR."""
        kind = self.scalar("type")
        if self.is_schema() or (kind and kind.value in _SCHEMA_TYPES and not self.scalar(*_FIGURES)):
            return True
        same = (roles.of(key.value) for key, value in self.mapping.entries if _names_itself(key, value, roles))
        return sum(role != "" for role in same) > 1


def _told(entry: tree.Entry, role: str, roles: Roles) -> Iterator[tuple[str, tree.Entry]]:
    """What a head, a period or a team says: `period: {name: Q3, end: …}`, `cycle: c1` that is named elsewhere."""
    key, value = entry
    if isinstance(value, tree.Scalar):
        named = roles.named[role].get(value.value, value) if role != "head" else value
        yield ("goal" if role == "head" else role), tree.Entry(key, named)
        return
    said = list(_inner(key, value, role, roles)) if isinstance(value, tree.Mapping) else []
    yield from said
    if not said or role == "head":
        yield role, entry


def _inner(key: tree.Scalar, mapping: tree.Mapping, role: str, roles: Roles) -> Iterator[tuple[str, tree.Entry]]:
    """What the values in a head say of the mapping around it; nothing where it holds more than values."""
    if role != "head" and any(not isinstance(value, tree.Scalar) for _, value in mapping.entries):
        return
    record = Record.of(mapping, roles)
    title = record.title() or record.scalar("title")
    if role != "head" and title is not None:
        yield role, tree.Entry(key, title)
    for own, entries in record.by_role.items():
        for entry in entries:
            scalar = isinstance(entry.value, tree.Scalar)
            name = by_value(entry.key.value, own, entry.value.value) if scalar else own  # type: ignore[union-attr]
            if name in _IN_HEADS:
                yield name, entry


def _names_itself(key: tree.Scalar, value: tree.Node, roles: Roles) -> bool:
    if not isinstance(value, tree.Scalar) or len(value.value) > 30:
        return False
    return value.value[:1].lower() == key.value[:1].lower() and roles.of(value.value) == roles.of(key.value)


def _rank(key: str) -> int:
    return _SENTENCE_KEYS.index(plain(key)) if plain(key) in _SENTENCE_KEYS else len(_SENTENCE_KEYS)


def has_words(value: str) -> bool:
    """Whether a value is more than a number or a mark."""
    return sum(map(str.isalpha, value[:200])) > 1


def fields_of(record: Record, sentence: tree.Scalar | None = None) -> tuple[Field, ...]:
    """The fields that a record states, without the value that is its sentence and what it measures."""
    found: list[Field] = []
    for role, entries in record.by_role.items():
        name = "target" if role == "goal" else role
        if name in FIELDS and name != "metric":
            for key, value in entries:
                if value is not sentence and not (role == "goal" and _is_wordy(value)):
                    found += _fields(key, name, value)
    return tuple(found)


def metrics_of(record: Record, sentence: tree.Scalar | None) -> tuple[Field, ...]:
    """What a key result measures, where that stands beside its sentence, with the figures that are stated there."""
    found = (field for key, node in record.entries("metric") for field in _fields(key, "metric", node))
    return tuple(field for field in found if sentence is None or field.text != sentence.text)


def _is_wordy(node: tree.Node) -> bool:
    """Whether a goal is a sentence and no target value."""
    return isinstance(node, tree.Scalar) and (len(node.value) > 40 or not any(map(str.isdigit, node.value)))


def _fields(key: tree.Scalar, name: str, node: tree.Node) -> Iterator[Field]:
    """Fields that one entry states: a value, several in a list, or a mapping with a value of its own."""
    if isinstance(node, tree.Scalar):
        if text := node.text:
            yield Field(by_value(key.value, name, text.value), text)
    elif isinstance(node, tree.Sequence):
        for item in node.items:
            if isinstance(item, tree.Scalar):
                yield from _fields(key, name, item)
    else:
        yield from _nested(name, node)


def _nested(name: str, mapping: tree.Mapping) -> Iterator[Field]:
    """Fields of `target: {value: 45, unit: %}` or `progress: {start: 3, current: 4}`."""
    for key, value in mapping.entries:
        if isinstance(value, tree.Scalar) and value.value:
            inner = field_name(key.value, {})
            if plain(key.value) in _VALUE_KEYS:
                yield Field(name, value.text)
            elif inner in FIELDS:
                yield Field(by_value(key.value, inner, value.value), value.text)


def cycle_of(record: Record) -> Cycle | None:
    """The period that a record states, also where year and quarter stand apart."""
    values = [(key, value) for key, value in record.entries("period") if isinstance(value, tree.Scalar) and value.value]
    if not values:
        return None
    parts = sorted((_part(key.value, value.text.value) for key, value in values), key=len, reverse=True)
    whole = find_period(Text.verbatim(" ".join(parts), 0))
    return Cycle(whole.label, values[0][1].text) if whole else None


def _part(key: str, value: str) -> str:
    """ "Q3" for `quarter: 3`; other values as they are."""
    mark = {"quarter": "Q", "half": "H", "trimester": "T"}.get(plain(key), "")
    return f"{mark}{value}" if value in ("1", "2", "3", "4") else value
