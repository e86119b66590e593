"""Headings: objectives, key results, sections of them, and all the other sections."""

from __future__ import annotations

from itertools import chain

from okrlint.core import lazy_re as re
from okrlint.formats.periods import find_period
from okrlint.formats.prose.labels import Label, Labelled, label_of
from okrlint.formats.prose.nodes import Kind, Line, Node, Tail
from okrlint.formats.prose.replay import key_of, record, replayed
from okrlint.formats.prose.scope import Reading, Scope, initiatives, note, reword, sentence_below, without
from okrlint.formats.prose.sections import is_guide
from okrlint.formats.prose.survey import is_link, is_sentence, is_tagged, is_target, names_okrs, opens_guide

_NUMBERED = re.compile(r"^\W*\d{1,2}[.)]\s+")
_CODED = re.compile(r"^\W*[A-Z]{1,2}\d{1,2}\s*[.:)–—-]\s+(?=\S)")
_WITHIN = frozenset({Label.KEY_RESULTS, Label.METRICS, Label.HEALTH, Label.KEY_RESULT})
"""Labels that carry an objective on, whatever the depth of their heading."""


def visit(reading: Reading, node: Node, rest: Tail, scope: Scope) -> Scope:
    """Read a heading with all below it."""
    found = reading.survey.label(node)
    while node.level <= scope.level and found.label not in _WITHIN:
        scope = scope.before or scope.closed()
    if is_guide(node.line.value) and find_period(node.line.text) is None:
        return scope
    if found.label is Label.OBJECTIVE:
        return _known_objective(reading, node, scope, found, rest)
    node.settle()
    if found.label is Label.GOAL and reading.goals_are_objectives(found):
        return _objective(reading, node, scope, found, rest)
    return _READERS.get(found.label, _unlabelled)(reading, node, scope, found)


def _known_objective(reading: Reading, node: Node, scope: Scope, found: Labelled, rest: Tail) -> Scope:
    """An objective that may have been read before, where no more than its section and what is around it matters."""
    following = rest.first
    alone = following is None or reading.survey.label(following).label is Label.OBJECTIVE
    key = key_of(reading, node, scope) if alone and not found.team else None
    if (known := replayed(key, reading, node, scope)) is not None:
        return known
    place = len(reading.objectives), node.offset
    node.settle()
    after = _objective(reading, node, scope, found, rest)
    record(key, reading, scope, after, place)
    return after


def _holds_objectives(reading: Reading, node: Node) -> bool:
    labels = (reading.survey.label(below).label for below in node.descendants() if below.kind is not Kind.TABLE)
    return any(label is Label.OBJECTIVE for label in labels)


def _aside(reading: Reading, node: Node, scope: Scope, found: Labelled) -> Scope:
    """A section beside the OKRs; "Theme: win back families" groups what follows."""
    if found.label is Label.ASIDE and node.line.slice(found.end) and not scope.collecting:
        return _group_or_objective(reading, node, scope)
    if _holds_objectives(reading, node):
        return _unlabelled(reading, node, scope, found)
    if found.label is Label.WORK:
        initiatives(node.children, scope.objective)
    return scope


def _unlabelled(reading: Reading, node: Node, scope: Scope, found: Labelled) -> Scope:
    if _is_context(node, found):
        return _context(reading, node, scope)
    return _group_or_objective(reading, node, scope)


def _is_context(node: Node, found: Labelled) -> bool:
    if found.label is Label.OBJECTIVES or names_okrs(node.line.value):
        return True
    rest = node.line.value
    if cycle := find_period(node.line.text):
        rest = rest.replace(cycle.text.value if cycle.text else "", " ")
        return len(re.findall(r"[^\W\d_]{2,}", re.sub(r"\([^()]*\)", "", rest))) <= 3
    return False


def _context(reading: Reading, node: Node, scope: Scope) -> Scope:
    """A heading that says which OKRs follow: "OKRs 2026 Q3", "2026 Q3", "Objectives"."""
    cycle = find_period(node.line.text) or scope.cycle
    okr = scope.okr or bool(names_okrs(node.line.value)) or reading.survey.label(node).label is Label.OBJECTIVES
    inner = scope.closed()._replace(okr=okr, cycle=cycle)
    reading.walk(reading, node.children, inner)
    return scope.closed()._replace(okr=okr, cycle=cycle) if node.level == 1 else scope.closed()


def _objective(reading: Reading, node: Node, scope: Scope, found: Labelled, rest: Tail) -> Scope:
    name = node.line.slice(found.end)
    sentence = sentence_below(name, node.children)
    draft = reading.open(node.line, scope, found, within=True)
    if sentence is not None:
        reword(draft, sentence.line)
    inner = reading.begin(draft, chain(node.children, rest), scope, node.level, labelled=True)
    inner = inner._replace(before=scope)
    reading.walk(reading, without(node.children, sentence), inner)
    return inner


def _key_result(reading: Reading, node: Node, scope: Scope, found: Labelled) -> Scope:
    stated = _stated_goal(node)
    sentence = stated or sentence_below(node.line.slice(found.end), node.children)
    draft = reading.add(node.line, scope, found)
    if sentence is not None and (better := reading.add(sentence.line, scope, label_of(sentence.line))):
        owner = scope.objective or reading.objectives[-1]
        owner.key_results.remove(better)
        if draft is None:
            owner.key_results.append(better)
        else:
            draft.text = better.text
    for child in node.children:
        if draft is not None and child is not stated and reading.survey.label(child).label is Label.FIELD:
            child.settle()
            note(child.line, reading.survey.label(child), draft)
    initiatives(node.children, draft)
    return scope.counted()


def _stated_goal(node: Node) -> Node | None:
    """ "Goal: …" below the heading of a key result."""
    found = next((child for child in node.children if child.line and label_of(child.line).label is Label.GOAL), None)
    if found is not None:
        found.settle()
    return found


def _container(reading: Reading, node: Node, scope: Scope, found: Labelled) -> Scope:
    if scope.objective is None and found.label is not Label.KEY_RESULTS:
        return scope
    section = node.line.text if found.label is Label.HEALTH else None
    inner = scope.collect(section, metrics=found.label is Label.METRICS)
    if not any(child.kind is not Kind.LINE for child in node.children) and found.label is not Label.METRICS:
        for child in node.children:
            if is_sentence(child.line) or reading.survey.label(child).label is Label.KEY_RESULT:
                reading.add(child.line, inner, reading.survey.label(child))
        return scope
    reading.walk(reading, node.children, inner)
    return scope


def _group_or_objective(reading: Reading, node: Node, scope: Scope) -> Scope:
    """A heading without a label: an objective where the document is built so, else a group."""
    if scope.collecting and scope.objective is not None and not scope.metrics:
        return _in_container(reading, node, scope)
    if reading.plain and reading.survey.headings_only and scope.objective is not None and scope.okr and scope.cycle:
        return _key_result(reading, node, scope, Labelled(Label.NONE, 0))
    if _is_objective(reading, node, scope):
        coded = _CODED.match(node.line.value)
        draft = reading.open(_unnumbered(node.line), scope, within=True)
        inner = reading.begin(draft, node.children, scope, node.level, labelled=coded is not None)
        reading.walk(reading, node.children, inner)
        return scope
    keep = scope.objective is not None
    team = scope.team if keep or node.level == 1 else node.line.strip(" :").text
    cycle = find_period(node.line.text) or scope.cycle
    reading.walk(reading, node.children, scope._replace(cycle=cycle, team=team, aside=keep and scope.aside))
    return scope


def _unnumbered(line: Line) -> Line:
    match = _NUMBERED.match(line.value) or _CODED.match(line.value)
    return line.slice(match.end()) if match else line


def _in_container(reading: Reading, node: Node, scope: Scope) -> Scope:
    """A heading in a section of key results: a key result, or a group of them."""
    if any(child.kind in {Kind.ITEM, Kind.TABLE} for child in node.children):
        reading.walk(reading, node.children, scope)
        return scope.counted()
    return _key_result(reading, node, scope, Labelled(Label.NONE, 0))


def _is_objective(reading: Reading, node: Node, scope: Scope) -> bool:
    labels = {reading.survey.label(child).label for child in node.children if child.kind is not Kind.TABLE}
    if opens_guide(node) or not re.search(r"[^\W\d_]{2}", node.line.value):
        return False
    if labels & {Label.KEY_RESULTS, Label.KEY_RESULT}:
        return not reading.survey.has_objectives
    if scope.okr and Label.METRICS in labels and scope.objective is None:
        return True
    if scope.okr and scope.cycle is not None and _CODED.match(node.line.value) and node.items:
        return True
    return reading.plain and scope.okr and scope.cycle is not None and _by_shape(reading, node)


def _by_shape(reading: Reading, node: Node) -> bool:
    """In a document without labels: headings are objectives unless its lists are."""
    items = [item for item in node.items if not is_link(item)]
    if reading.survey.targets:
        return is_target(node)
    if not reading.survey.bullets:
        return bool(items) or not node.children or any(child.kind is Kind.HEADING for child in node.children)
    return bool(items) and all(is_tagged(item) for item in items)


_READERS = {
    Label.KEY_RESULT: _key_result,
    Label.KEY_RESULTS: _container,
    Label.METRICS: _container,
    Label.HEALTH: _container,
    Label.WORK: _aside,
    Label.ASIDE: _aside,
}
