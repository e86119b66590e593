"""One objective in a mapping: its statement, its fields, its key results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from okrlint.core.model import Field, KeyResult, Objective
from okrlint.formats import tree
from okrlint.formats.context import Context, nowhere
from okrlint.formats.evidence import Evidence, is_sentence
from okrlint.formats.ids import is_id, split_id
from okrlint.formats.records import Record, cycle_of, fields_of, has_words
from okrlint.formats.results import ResultReader, initiatives
from okrlint.formats.roles import Roles, plain

_WEAK = ("results", "metric")
_RESEARCH = frozenset(
    {"authors", "abstract", "method", "methods", "methodology", "limitations", "datasets", "doi", "researchquestion"}
    | {"conclusion", "conclusions", "findings", "pitfalls", "hypothesis"}
)


class ObjectiveReader:
    """Reads objectives, and gathers the evidence that they are some."""

    def __init__(self, roles: Roles, evidence: Evidence) -> None:
        self.roles = roles
        self.results = ResultReader(roles)
        self.evidence = evidence

    def is_objective(self, record: Record, context: Context, key: tree.Scalar | None = None) -> bool:
        """Whether a mapping is one objective, and not something that holds several; `key` is what it stands under."""
        if record.is_about_data(self.roles) or self.is_research(record):
            return False
        stated = self.statement(record) is not None
        if self._has_results(record):
            return stated or not record.holds("objective")
        named = key is not None and bool(context.expected) and is_sentence(key.text, 2)
        if (named or record.words("objective")) and record.has("key_result", "numbered"):
            return True
        weak = any(isinstance(node, tree.Sequence) for _, node in record.entries(*_WEAK))
        if not context.expected:
            return self.evidence.hinted and weak and record.words("objective") is not None
        holds = record.holds("objective", "goal", "team", "period")
        return stated and (not holds or (weak and record.words("objective", "goal") is not None))

    def is_research(self, record: Record) -> bool:
        """Whether a mapping sums up a paper or an experiment: their key results are findings."""
        return not record.has("objective") and any(plain(key.value) in _RESEARCH for key, _ in record.entries(""))

    def _has_results(self, record: Record) -> bool:
        """Whether there is a list or mapping of key results."""
        nodes = [node for _, node in record.entries("key_result") if not isinstance(node, tree.Scalar)]
        return any(not self._about_data(node) for node in nodes)

    def _about_data(self, node: tree.Node) -> bool:
        return isinstance(node, tree.Mapping) and Record.of(node, self.roles).is_about_data(self.roles)

    def statement(self, record: Record) -> tree.Scalar | None:
        """The value that states the objective; a name of one word gives way to a description."""
        inner = self.inner(record)
        told = record.words("note")
        title = record.title()
        if title and told and " " not in title.value.strip() and is_sentence(told.text, 3):
            title = None
        return (
            record.words("objective")
            or (self.statement(inner) if inner else None)
            or title
            or record.words("goal")
            or told
        )

    def inner(self, record: Record) -> Record | None:
        """The mapping of `objective: {title: …}` beside the key results."""
        if not record.has("key_result"):
            return None
        nodes = [node for _, node in record.entries("objective") if isinstance(node, tree.Mapping)]
        found = Record.of(nodes[0], self.roles) if len(nodes) == 1 else None
        return found if found and not found.holds("objective", "key_result") else None

    def read(self, record: Record, context: Context, key: tree.Scalar | None) -> Objective:
        """The objective that a mapping describes; `key` is the key that it stands under, where that is its name."""
        statement, given = self.statement(record), record.scalar("id", "reference")
        named = next((entry for entry in record.entries("") if is_id(entry.key.value) and not statement), None)
        if named and isinstance(named.value, tree.Scalar):
            statement, given = named.value, given or named.key
        elif key and statement is None and not is_id(key.value):
            statement = key
        elif key and (context.expected or is_id(key.value)):
            given = given or key
        elif statement is None:
            statement = _called(record)
        key_results = self._key_results(record, context, statement)
        found, text = split_id(statement.text) if statement else (None, nowhere(record.mapping.span))
        inner, team = self.inner(record), record.scalar("team")
        own = fields_of(record, statement) + (fields_of(inner, statement) if inner else ())
        cycle = cycle_of(record) or context.cycle
        return Objective(
            text,
            given.text if given else found,
            tuple(_objective_fields(own, context.fields, cycle is not None)),
            key_results,
            initiatives(record, self.roles),
            cycle,
            team.text if team else context.team,
            context.under,
        )

    def sentence(self, node: tree.Scalar, context: Context, key: tree.Scalar | None) -> Objective | None:
        """An objective that is nothing but its sentence, where objectives are expected."""
        if not context.expected or context.groups:
            return None
        named = key is not None and is_id(key.value)
        if key is None or named:
            statement = node if has_words(node.value) else None
        else:
            statement = key if not node.value and is_sentence(key.text, 2) else None
        if statement is None:
            return None
        found, text = split_id(statement.text)
        given = key.text if named and key else found
        return Objective(text, given, context.fields, (), (), context.cycle, context.team, context.under)

    def named(self, key: tree.Scalar, node: tree.Sequence, context: Context) -> Objective:
        """The objective that is the key of a list of key results."""
        key_results = tuple(self.results.read(node))
        self.evidence.results(key, context, key_results)
        found, text = split_id(key.text)
        return Objective(text, found, context.fields, key_results, (), context.cycle, context.team, context.under)

    def _key_results(self, record: Record, context: Context, statement: tree.Scalar | None) -> tuple[KeyResult, ...]:
        found: list[KeyResult] = []
        for key, node in record.entries("key_result", "numbered"):
            found += self._strong(key, node, context, statement)
        if not record.has("key_result", "numbered"):
            for _, node in record.entries(*_WEAK):
                if isinstance(node, tree.Sequence):
                    found += self.results.read(node)
            named = context if not record.words("objective") else replace(context, expected="objective")
            self.evidence.results(statement, named, found)
        for key, node in record.entries("health"):
            found += self.results.read(node, key.text)
        return tuple(found)

    def _strong(
        self, key: tree.Scalar, node: tree.Node, context: Context, statement: tree.Scalar | None
    ) -> list[KeyResult]:
        """Key results under a key that says so."""
        if self.roles.of(key.value) == "numbered":
            found = [result for result in (self.results.named(key, node),) if result.text or result.fields]
        else:
            found = [] if self._about_data(node) else list(self.results.read(node))
        if found:
            self.evidence.key_results(node, found)
        else:
            self.evidence.objective(statement, context)
        return found


def _called(record: Record) -> tree.Scalar | None:
    """The sentence of `Growth: Guests return every summer`, where a name of its own stands first."""
    for key, value in record.entries(""):
        first = key is record.mapping.entries[0].key and key.value[:1].isupper()
        return value if first and isinstance(value, tree.Scalar) and is_sentence(value.text, 3) else None
    return None


def _objective_fields(own: tuple[Field, ...], inherited: tuple[Field, ...], has_cycle: bool) -> Iterator[Field]:
    """Fields of an objective and those from above, without what the model keeps elsewhere."""
    given = {field.name for field in own}
    for field in (*own, *(field for field in inherited if field.name not in given)):
        if field.name != "team" and not (field.name == "period" and has_cycle):
            yield field
