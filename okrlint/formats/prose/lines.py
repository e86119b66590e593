"""Lines of paragraphs: labelled objectives and key results, introductions, remarks."""

from __future__ import annotations

from itertools import chain

from okrlint.core import lazy_re as re
from okrlint.formats.periods import find_period
from okrlint.formats.prose.drafts import KeyResultDraft, ObjectiveDraft
from okrlint.formats.prose.labels import Label, Labelled
from okrlint.formats.prose.nodes import Kind, Line, Node, Style, Tail
from okrlint.formats.prose.runs import key_results, list_mark, split_objective
from okrlint.formats.prose.scope import DEEPEST, Reading, Scope, initiatives, note, reword, sentence_below
from okrlint.formats.prose.survey import introduces, is_measured, is_sentence

_OKR = re.compile(r"\b(?:OKRs?|objectives?|goals?)\b", re.IGNORECASE)
_HERE = re.compile(r"(?:and\s)?here\s(?:is|are|they\sare|it\sis|we\sgo)\b", re.IGNORECASE)
_OUR_OBJECTIVE = re.compile(r"\b(?:objective|goal)\b(?:(?!\b(?:objective|goal)\b)[^.:])*+:$", re.IGNORECASE)


def visit(reading: Reading, node: Node, rest: Tail, scope: Scope) -> Scope:
    """Read one line of a paragraph."""
    found = reading.survey.label(node)
    if found.label is Label.OBJECTIVE or (found.label is Label.GOAL and reading.goals_are_objectives(found)):
        return _objective(reading, node, rest, scope, found)
    if found.label is Label.KEY_RESULT:
        draft = reading.add(node.line, scope, found)
        initiatives(node.children, draft)
        return scope.counted()
    if found.label is Label.KEY_RESULTS:
        return _key_results(reading, node, rest, scope, found)
    if found.label in {Label.METRICS, Label.HEALTH} and scope.objective is not None:
        return scope.collect(
            node.line.text if found.label is Label.HEALTH else None, metrics=found.label is Label.METRICS
        )
    if found.label in {Label.WORK, Label.ASIDE}:
        if found.label is Label.WORK and node.line.slice(found.end):
            initiatives([Node(Kind.ITEM, node.line.slice(found.end))], _last(scope))
        return scope if node.line.slice(found.end) else scope.stop()
    if found.label is Label.FIELD:
        return _field(node, scope, found)
    return _remark(reading, node, rest, scope)


def _last(scope: Scope) -> ObjectiveDraft | KeyResultDraft | None:
    if scope.objective is None:
        return None
    return scope.objective.key_results[-1] if scope.objective.key_results else scope.objective


def _objective(reading: Reading, node: Node, rest: Tail, scope: Scope, found: Labelled) -> Scope:
    line, inline = split_objective(node.line)
    draft = reading.open(line, scope._replace(objective=None), found)
    nearest = [*node.children, *filter(None, [rest.first])][:1]
    if not draft.text and (sentence := sentence_below(Line(draft.text), nearest)):
        reword(draft, sentence.line)
        reading.survey.labels[id(sentence)] = Labelled(Label.FIELD, 0)
    inner = reading.begin(draft, chain(node.children, rest), scope, DEEPEST, labelled=True)
    for part in key_results(inline) if inline else ():
        reading.add(part, inner)
    return inner


def _key_results(reading: Reading, node: Node, rest: Tail, scope: Scope, found: Labelled) -> Scope:
    parts = key_results(node.line.slice(found.end))
    listed = rest.first is not None and rest.first.kind is not Kind.LINE
    mark = list_mark(parts[0]) if parts else None
    if mark is None and len(parts) == 1 and (listed or not is_sentence(parts[0])):
        return scope.collect()
    for part in parts:
        reading.add(part.slice(list_mark(part) or 0), scope)
    return scope.collect().counted() if parts else scope.collect()


def _field(node: Node, scope: Scope, found: Labelled) -> Scope:
    value = node.line.slice(found.end).text
    if found.name == "period" and scope.objective is None and (cycle := find_period(value)):
        return scope._replace(cycle=cycle)
    if found.name == "team" and scope.objective is None:
        return scope._replace(team=value)
    note(node.line, found, scope.objective)
    return scope


def _is_title(line: Line) -> bool:
    """Whether a line is a heading in bold: what follows it belongs to something else."""
    bold = bool(line.runs) and bool(line.runs[0].style & Style.STRONG) and line.runs[0].end > 2
    return bold and len(line.value.split()) <= 8 and not line.value.endswith((":", "."))


def _remark(reading: Reading, node: Node, rest: Tail, scope: Scope) -> Scope:
    value = node.line.value
    if introduces(node.line):
        return scope.collect()
    below = rest.first
    if _OUR_OBJECTIVE.search(value) and below and below.kind is Kind.LINE and is_sentence(below.line):
        draft = reading.open(below.line, scope)
        reading.survey.labels[id(below)] = Labelled(Label.FIELD, 0)
        return scope.closed()._replace(objective=draft, level=DEEPEST)
    if reading.plain and scope.okr and scope.cycle and _OKR.search(value) and value.endswith(":") and is_measured(rest):
        return scope.collect()
    if scope.open and scope.found == 0 and value.endswith(":") and len(value.split()) <= 8:
        return scope
    if reading.plain and scope.okr and scope.cycle and not scope.aside and value.endswith(":") and _HERE.match(value):
        return scope
    if scope.objective is not None and _is_title(node.line):
        return scope.closed()
    if scope.collecting and scope.found == 0 and not value.endswith(":"):
        return scope
    return scope.stop()._replace(aside=value.endswith(":") or scope.aside or scope.collecting)
