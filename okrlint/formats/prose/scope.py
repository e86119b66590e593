"""What the reader of a prose document knows while it walks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from okrlint.core.model import Cycle, Field, Initiative
from okrlint.core.text import Text
from okrlint.formats.prose import drafts
from okrlint.formats.prose.drafts import KeyResultDraft, ObjectiveDraft
from okrlint.formats.prose.labels import Label, Labelled
from okrlint.formats.prose.nodes import Kind, Line, Node
from okrlint.formats.prose.survey import Survey, introduces, is_name, is_sentence, states_aim

DEEPEST = 9
"""The level of objectives that stand in no heading: every other heading ends them."""

_NAME = 3
"""Words up to which a name above a sentence is nothing but a name."""

_KEY_RESULT_LABELS = frozenset({Label.KEY_RESULT, Label.KEY_RESULTS, Label.METRICS})


class Scope(NamedTuple):
    """Where the reader stands.

    `okr`: a heading said that OKRs follow. `outer`: the objective whose list is being read. `level`: depth of the
    heading that opened the objective. `collecting`: plain items are key results. `aside`: plain items that follow
    are none. `open`: the objective has a label and its key results have none. `section` names the place of key
    results that are more than that (health metrics); `found` counts what was collected. `before`: where the reader
    stands again when a heading ends the objective.
    """

    okr: bool = False
    cycle: Cycle | None = None
    team: Text | None = None
    objective: ObjectiveDraft | None = None
    outer: ObjectiveDraft | None = None
    level: int = 0
    collecting: bool = False
    metrics: bool = False
    aside: bool = False
    open: bool = False
    section: Text | None = None
    found: int = 0
    before: Scope | None = None

    def closed(self) -> Scope:
        """After the objective has ended."""
        return Scope(self.okr, self.cycle, self.team)

    def collect(self, section: Text | None = None, metrics: bool = False) -> Scope:
        """Where key results are expected."""
        return self._replace(collecting=True, metrics=metrics, aside=False, section=section, found=0)

    def stop(self) -> Scope:
        """Where items are something else."""
        return self._replace(collecting=False, aside=True, section=None, found=0)

    def counted(self) -> Scope:
        """After one more key result."""
        return self._replace(found=self.found + 1)


@dataclass(slots=True)
class Reading:
    """The objectives read so far. `walk` reads the nodes below another; `okr`: the document speaks of OKRs."""

    survey: Survey
    names: Mapping[str, str]
    walk: Callable[[Reading, Sequence[Node], Scope], Scope]
    okr: bool = False
    objectives: list[ObjectiveDraft] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        """Whether the author marks neither objectives nor key results with words."""
        return not self.survey.labelled

    def goals_are_objectives(self, labelled: Labelled) -> bool:
        """Whether "Goal 2: …" is an objective here, not the target of something."""
        return not self.survey.has_objectives and (
            self.survey.has_key_results or (labelled.id is not None and self.okr)
        )

    def open(self, line: Line, scope: Scope, labelled: Labelled | None = None, within: bool = False) -> ObjectiveDraft:
        """Begin an objective; `within` hangs it under the one of the scope."""
        found = labelled or Labelled(Label.NONE, 0)
        ident = line.text.slice(*found.id) if found.id else None
        draft = drafts.objective(line.slice(found.end), ident)
        draft.cycle, draft.team = scope.cycle, scope.team
        if found.team:
            draft.team = line.text.slice(*found.team).strip()
        draft.under = scope.objective if within else None
        self.objectives.append(draft)
        return draft

    def add(self, line: Line, scope: Scope, labelled: Labelled | None = None) -> KeyResultDraft | None:
        """Add a key result to the scope's objective, or to one that nobody stated."""
        found = labelled or Labelled(Label.NONE, 0)
        ident = line.text.slice(*found.id) if found.id else None
        draft = drafts.key_result(line.slice(found.end), ident, scope.section)
        if draft is not None:
            self._owner(draft, scope).key_results.append(draft)
        return draft

    def _owner(self, draft: KeyResultDraft, scope: Scope) -> ObjectiveDraft:
        if scope.objective is not None:
            return scope.objective
        last = self.objectives[-1] if self.objectives else None
        if last is None or last.text or last.cycle != scope.cycle or last.team != scope.team:
            last = ObjectiveDraft(draft.text.slice(0, 0), cycle=scope.cycle, team=scope.team)
            self.objectives.append(last)
        return last

    def begin(self, draft: ObjectiveDraft, below: Iterable[Node], scope: Scope, level: int, labelled: bool) -> Scope:
        """The scope of an objective that was just opened; `below` is where its key results may stand."""
        own = list(takewhile(lambda node: self.survey.label(node).label is not Label.OBJECTIVE, below))
        labels = ((self.survey.label(node).label, node) for node in _all(own))
        marked = any(label in _KEY_RESULT_LABELS or introduces(node.line) for label, node in labels)
        enough = sum(node.kind is Kind.ITEM for node in own) > 1 or not self.survey.has_key_results
        return scope.closed()._replace(objective=draft, level=level, open=labelled and not marked and enough)


def _all(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind is not Kind.TABLE:
            yield node
            yield from (below for below in node.descendants() if below.kind is not Kind.TABLE)


def note(line: Line, labelled: Labelled, target: ObjectiveDraft | KeyResultDraft | None) -> None:
    """Keep "Owner: Ana" as a field of what it belongs to."""
    value = line.slice(labelled.end).strip()
    if target is not None and labelled.name and value:
        target.fields.append(Field(labelled.name, value.text))


def reword(draft: ObjectiveDraft, line: Line) -> None:
    """Give an objective the sentence that says what its name means."""
    draft.text = drafts.objective(line).text


def initiatives(nodes: Sequence[Node], target: ObjectiveDraft | KeyResultDraft | None) -> None:
    """Keep list items as the initiatives of what they stand under."""
    if target is not None:
        lines = (node.line for node in nodes if node.kind is Kind.ITEM)
        target.initiatives += (Initiative(line.text) for line in lines if line)


def sentence_below(name: Line, below: Sequence[Node], named: bool = False) -> Node | None:
    """The line that says what a short name above it means: the objective or key result itself.

    `named`: the author set the name off, so that any sentence below it will do.
    """
    first = below[0] if below else None
    if first is None or first.kind is not Kind.LINE or not is_sentence(first.line):
        return None
    bare = not name.strip(" .:–—-")
    named = named or len(name.value.split()) <= _NAME
    return first if bare or (is_name(name.value) and (named or states_aim(first.line))) else None


def without(nodes: Sequence[Node], used: Node | None) -> Sequence[Node]:
    """The nodes but the one that was used up."""
    return [node for node in nodes if node is not used]
