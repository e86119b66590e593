"""List items: labelled ones, those where key results are expected, and lists of lists."""

from __future__ import annotations

from itertools import chain

from okrlint.core import lazy_re as re
from okrlint.formats.prose.labels import Label, Labelled
from okrlint.formats.prose.nodes import Kind, Node, Style, Tail
from okrlint.formats.prose.runs import is_lettered, key_results, split_objective
from okrlint.formats.prose.scope import DEEPEST, Reading, Scope, initiatives, note, reword, sentence_below, without
from okrlint.formats.prose.survey import is_link, is_tagged
from okrlint.formats.prose.words import REMARKS

_CONTAINERS = frozenset({Label.KEY_RESULTS, Label.METRICS, Label.HEALTH})


def visit(reading: Reading, node: Node, rest: Tail, scope: Scope) -> Scope:
    """Read a list item with its own list."""
    found = reading.survey.label(node)
    if not node.line:
        reading.walk(reading, node.children, scope)
        return scope
    if found.label is Label.OBJECTIVE or (found.label is Label.GOAL and reading.goals_are_objectives(found)):
        return _objective(reading, node, scope, found, rest)
    if found.label is Label.KEY_RESULT:
        return _key_result(reading, node, scope, found)
    if found.label in _CONTAINERS and (scope.objective is not None or found.label is Label.KEY_RESULTS):
        return _container(reading, node, scope, found)
    if _beside(found, node, scope):
        return _aside(node, scope, found)
    if _holds_key_results(reading, node):
        return _objective(reading, node, scope, Labelled(Label.NONE, 0), Tail((), 0))
    return _plain(reading, node, scope)


def _holds_key_results(reading: Reading, node: Node) -> bool:
    """Whether an item is an objective because labelled key results stand below it."""
    if reading.survey.has_objectives:
        return False
    contained = any(reading.survey.label(child).label is Label.KEY_RESULTS for child in node.children)
    return contained or reading.survey.holds_key_results(node)


def _objective(reading: Reading, node: Node, scope: Scope, found: Labelled, rest: Tail) -> Scope:
    line, inline = split_objective(node.line)
    labelled = found.label is not Label.NONE
    draft = reading.open(line, scope._replace(objective=scope.outer) if labelled else scope, found, within=True)
    sentence = sentence_below(node.line.slice(found.end), node.children)
    if sentence is not None:
        reword(draft, sentence.line)
    inner = reading.begin(draft, chain(node.children, rest), scope, DEEPEST, labelled)
    for part in key_results(inline) if inline else ():
        reading.add(part, inner)
    after = reading.walk(reading, without(node.children, sentence), inner._replace(outer=draft))
    return after._replace(aside=False, outer=scope.outer) if labelled else scope


def _key_result(reading: Reading, node: Node, scope: Scope, found: Labelled) -> Scope:
    sentence = sentence_below(node.line.slice(found.end), node.children, named=node.line.styled(Style.STRONG))
    draft = reading.add(sentence.line if sentence else node.line, scope, None if sentence else found)
    if sentence and draft and found.id:
        draft.id = node.line.text.slice(*found.id)
    if draft is None:
        return scope
    for child in node.children:
        label = reading.survey.label(child)
        if label.label is Label.FIELD:
            note(child.line, label, draft)
    labelled = [child for child in node.children if reading.survey.label(child).label is Label.KEY_RESULT]
    reading.walk(reading, labelled, scope)
    if not labelled:
        initiatives(node.children, draft)
    return scope.counted()


def _container(reading: Reading, node: Node, scope: Scope, found: Labelled) -> Scope:
    inner = scope.collect(node.line.text if found.label is Label.HEALTH else None, metrics=found.label is Label.METRICS)
    if node.children:
        reading.walk(reading, node.children, inner)
        return scope
    return inner


def _beside(found: Labelled, node: Node, scope: Scope) -> bool:
    """Whether an item is a field, a note or an initiative rather than a key result."""
    if found.label is Label.FIELD:
        return not scope.collecting or bool(found.name and found.name not in {"target", "baseline", "current", "unit"})
    if found.label is Label.ASIDE and scope.collecting and found.end < len(node.line.value):
        return found.name in REMARKS
    return found.label in {Label.WORK, Label.ASIDE}


def _aside(node: Node, scope: Scope, found: Labelled) -> Scope:
    if found.label is Label.FIELD:
        note(node.line, found, scope.objective)
    elif found.label is Label.WORK:
        rest = node.line.slice(found.end)
        initiatives([Node(Kind.ITEM, rest)] if rest else node.children, scope.objective)
    bare = found.end >= len(node.line.value.rstrip(" :"))
    return scope.stop() if bare and scope.collecting else scope


def _plain(reading: Reading, node: Node, scope: Scope) -> Scope:
    if scope.collecting:
        return _collected(reading, node, scope)
    if scope.aside:
        return scope
    if scope.objective is not None and _unlabelled_key_results(reading, node, scope):
        return _key_result(reading, node, scope, Labelled(Label.NONE, 0))
    if _top_of_tree(reading, node, scope):
        _tree(reading, node, scope)
        return scope
    if _beside_objectives(reading, node, scope):
        reading.open(node.line, scope, within=True)
        return scope
    reading.walk(reading, node.children, scope)
    return scope


def _collected(reading: Reading, node: Node, scope: Scope) -> Scope:
    """An item where key results are expected: one of them, or a group of them."""
    group = (
        bool(node.items)
        and node.checkbox is None
        and len(node.line.value.split()) <= 4
        and not re.search(r"\d", node.line.value)
    )
    if group and all(child.checkbox is not None for child in node.items):
        reading.walk(reading, node.children, scope)
        return scope.counted()
    node.line, *more = key_results(node.line) if is_lettered(node.line) else [node.line]
    scope = _key_result(reading, node, scope, Labelled(Label.NONE, 0))
    for part in more:
        reading.add(part, scope)
    return scope


def _unlabelled_key_results(reading: Reading, node: Node, scope: Scope) -> bool:
    """Whether plain items below an objective are key results in this document."""
    if is_link(node):
        return False
    return scope.open or (reading.plain and (not reading.survey.bullets or is_tagged(node)))


def _top_of_tree(reading: Reading, node: Node, scope: Scope) -> bool:
    return reading.plain and scope.okr and scope.cycle is not None and reading.survey.bullets and not is_link(node)


def _tree(reading: Reading, node: Node, scope: Scope) -> None:
    """An objective as a list item, its key results below; deeper ones where priorities mark them as such."""
    draft = reading.open(node.line, scope, within=scope.objective is not None)
    inner = scope.closed()._replace(objective=draft, level=scope.level)
    for child in node.items:
        if any(is_tagged(below) for below in child.items):
            _tree(reading, child, inner)
        else:
            _key_result(reading, child, inner, Labelled(Label.NONE, 0))


def _beside_objectives(reading: Reading, node: Node, scope: Scope) -> bool:
    """A bold leaf in a list whose other items are objectives with labelled key results."""
    return (
        reading.survey.has_key_results
        and scope.objective is not None
        and node.line.styled(Style.STRONG)
        and not node.children
    )
