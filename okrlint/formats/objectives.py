"""One objective in a mapping: its statement, its fields, its key results."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.model import Field, KeyResult, Objective
from okrlint.core.text import Text
from okrlint.formats import tree
from okrlint.formats.context import Context, nowhere
from okrlint.formats.ids import is_id, split_id
from okrlint.formats.records import Record, Roles, cycle_of, fields_of, has_words, plain
from okrlint.formats.results import ResultReader, initiatives

_WEAK = ("results", "metric")
_RESEARCH = frozenset(
    {"authors", "abstract", "method", "methods", "methodology", "limitations", "datasets", "doi", "researchquestion"}
    | {"conclusion", "conclusions", "findings", "pitfalls", "hypothesis"}
)


class ObjectiveReader:
    """Reads objectives; `hinted` is whether the file's name speaks of OKRs.

    `evident` tells whether anything so far can only be OKRs: keys such as `results` and `goals` alone prove nothing.
    """

    def __init__(self, roles: Roles, hinted: bool) -> None:
        self.roles = roles
        self.results = ResultReader(roles)
        self.evident = False
        self._hinted = hinted

    def is_objective(self, record: Record, context: Context) -> bool:
        """Whether a mapping is one objective, and not something that holds several."""
        if record.is_about_data(self.roles) or self.is_research(record):
            return False
        stated = self.statement(record) is not None
        if self._has_results(record):
            return stated or not record.holds("objective")
        if record.words("objective") and record.has("key_result", "numbered"):
            return True
        weak = any(isinstance(node, tree.Sequence) for _, node in record.entries(*_WEAK))
        if not context.expected:
            return self._hinted and weak and record.words("objective") is not None
        return stated and not record.holds("objective", "goal", "team", "period")

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
        """The value that states the objective."""
        inner = self.inner(record)
        return (
            record.words("objective")
            or (self.statement(inner) if inner else None)
            or record.title()
            or record.words("goal")
            or record.words("note")
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

    def named(self, key: tree.Scalar, node: tree.Sequence, context: Context) -> Objective:
        """The objective that is the key of a list of key results."""
        key_results = tuple(self.results.read(node))
        self._weigh(context, key, key_results)
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
            self._weigh(context, statement, tuple(found))
        for key, node in record.entries("health"):
            found += self.results.read(node, key.text)
        return tuple(found)

    def _strong(
        self, key: tree.Scalar, node: tree.Node, context: Context, statement: tree.Scalar | None
    ) -> list[KeyResult]:
        """Key results under a key that says so."""
        if self.roles.of(key.value) == "numbered":
            found = [self.results.named(key, node)]
        else:
            found = [] if self._about_data(node) else list(self.results.read(node))
        if found:
            self.evident |= proves(node, found)
        elif statement is not None and (context.expected or self._hinted):
            self.evident |= is_sentence(statement.text, 2)
        return found

    def _weigh(self, context: Context, statement: tree.Scalar | None, found: tuple[KeyResult, ...]) -> None:
        """Decide whether an objective without the words "key results" is one."""
        if statement is None or not is_sentence(statement.text, 2):
            return
        measured = context.expected != "goal" and any(
            is_sentence(result.text, 3) and _has_digit(result.text) for result in found
        )
        told = context.okr and (bool(found) or is_sentence(statement.text, 3))
        self.evident |= self._hinted or measured or told


def _objective_fields(own: tuple[Field, ...], inherited: tuple[Field, ...], has_cycle: bool) -> Iterator[Field]:
    """Fields of an objective and those from above, without what the model keeps elsewhere."""
    given = {field.name for field in own}
    for field in (*own, *(field for field in inherited if field.name not in given)):
        if field.name != "team" and not (field.name == "period" and has_cycle):
            yield field


def is_sentence(text: Text, words: int) -> bool:
    """Whether a text has so many words."""
    value = text.value[:500]
    if not value.isascii() and sum(map(str.isalpha, value)) > 3 * words:
        return True  # not every script puts spaces between words
    return sum(map(has_words, value.split())) >= words


def _has_digit(text: Text) -> bool:
    return any(character.isdigit() for character in text.value[:500])


def proves(node: tree.Node, found: list[KeyResult]) -> bool:
    """Whether what stands under "key results" is key results, and not figures by name or labels to be translated."""
    if isinstance(node, tree.Mapping):
        return any(result.fields or (result.id is not None and is_id(result.id.value)) for result in found)
    words = 3 if isinstance(node, tree.Scalar) else 2
    return any(result.fields or is_sentence(result.text, words) or _has_digit(result.text) for result in found)
