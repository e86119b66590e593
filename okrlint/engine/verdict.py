"""What rules found in one document, before anybody hears of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from okrlint.core.errors import OkrlintError
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.rule import BoundRule, Scope
from okrlint.engine.asked import Asked, Numbered
from okrlint.engine.elements import Elements
from okrlint.engine.memory import Find, Memory
from okrlint.engine.paths import matches
from okrlint.engine.selectors import specificity


class Verdict(NamedTuple):
    """A finding of a rule on an element (by number; None for the document). A muted one is not reported."""

    bound: BoundRule
    finding: Finding
    element: int | None
    muted: bool

    @property
    def key(self) -> tuple[str, int | None]:
        """Who speaks of what."""
        return self.bound.rule.code, self.element


Waits = Callable[[BoundRule, Any, Facts], bool]
"""Whether the check of a rule must not see a node yet."""


def _never(_bound: BoundRule, _node: Any, _facts: Facts) -> bool:
    """That no rule waits: all is known."""
    return False


_NODES: Mapping[Scope, Callable[[Document], Iterable[Any]]] = {
    "document": lambda document: (document,),
    "documents": lambda document: (document,),
    "problem": lambda document: document.problems,
}
"""What the check of a rule that is about no single element is called with, by what the rule applies to."""


def is_muted(bound: BoundRule, path: str) -> bool:
    """Whether a rule keeps quiet in a file."""
    return bound.muted or matches(path, bound.ignored_in, bound.root)


def findings(bound: BoundRule, node: Any, facts: Facts) -> Sequence[Finding]:
    """What a rule finds in a node. Raises ConfigError where it has options that its check cannot work with."""
    rule = bound.rule
    try:
        return tuple(bound.check(node, facts, **bound.options))
    except OkrlintError as error:
        raise rule.error(str(error), "with") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if not rule.pack:
            raise
        raise rule.error(f'the check "{rule.check}" cannot work with these options ({error})', "with") from error


def _in_node(node: Any, rules: Sequence[Numbered], facts: Facts, waits: Waits) -> Iterator[tuple[int, Finding]]:
    """What rules find in one node, each with the number of its rule."""
    for number, bound in rules:
        if facts.pending and waits(bound, node, facts):
            continue
        for finding in findings(bound, node, facts):
            yield number, finding


def _in_set(objective: Objective, in_element: Find) -> Iterator[tuple[int, Finding]]:
    """What rules find in the key results of an objective, and in itself where it was written down."""
    for key_result in objective.key_results:
        yield from in_element(key_result)
    if objective.stated:
        yield from in_element(objective)


def _numbered(
    document: Document, facts: Facts, asked: Asked, memory: Memory | None, waits: Waits
) -> Iterator[tuple[int, Finding]]:
    """What the rules find in a document, node by node, each with the number of its rule."""
    if memory:
        memory.begin(asked.rules, facts)

    def in_element(node: KeyResult | Objective) -> Iterator[tuple[int, Finding]]:
        """What rules find in a key result or an objective."""
        if isinstance(node, KeyResult):
            return _in_node(node, asked.about_key_result(facts.labels.get(node.text)), facts, waits)
        return _in_node(node, asked.about("objective"), facts, waits)

    for objective in document.objectives:
        yield from memory.of_set(objective, facts, in_element) if memory else _in_set(objective, in_element)
    for scope, nodes in _NODES.items():
        for node in nodes(document):
            yield from _in_node(node, asked.about(scope), facts, waits)


def verdicts(
    document: Document,
    facts: Facts,
    asked: Asked,
    elements: Elements,
    memory: Memory | None,
    waits: Waits,
) -> list[Verdict]:
    """What the rules find in a document, by rule; `elements` are those of the document as it was read.

    `memory` is what was found the last time, where a document is judged again and again; `waits` tells which rules must
    not see a node yet.
    """
    muted = [is_muted(bound, document.source.path) for bound in asked.rules]
    found = sorted(_numbered(document, facts, asked, memory, waits), key=itemgetter(0))
    return [Verdict(asked.rules[number], one, elements.at(one.span), muted[number]) for number, one in found]


@lru_cache(maxsize=16)
def _silencers(rules: tuple[tuple[str, str, tuple[str, ...]], ...]) -> Mapping[str, frozenset[str]]:
    """For every rule (code, name and what it silences) the codes of those that silence it."""
    found: dict[str, set[str]] = {}
    selectors = {selector for _, _, silences in rules for selector in silences}
    meant = {one: [code for code, name, _ in rules if specificity(one, code, name)] for one in selectors}
    for speaker, _, silences in rules:
        for code in (code for selector in silences for code in meant[selector] if code != speaker):
            found.setdefault(code, set()).add(speaker)
    return {code: frozenset(by) for code, by in found.items()}


def heard(found: Sequence[Verdict], rules: Sequence[BoundRule]) -> list[Verdict]:
    """The verdicts that no other one silences: the more specific speaks, also where it is muted or suppressed."""
    by = _silencers(tuple((bound.rule.code, bound.rule.name, bound.rule.silences) for bound in rules))
    spoken = {verdict.key for verdict in found}
    return [
        verdict
        for verdict in found
        if not any((code, verdict.element) in spoken for code in by.get(verdict.bound.rule.code, ()))
    ]


def speaking(document: Document, rules: Sequence[BoundRule], facts: Facts) -> list[BoundRule]:
    """The rules that speak about anything in a document, by place and code; what others silence is left out."""
    found = heard(verdicts(document, facts, Asked(rules), Elements.for_verdicts(document), None, _never), rules)
    loud = [verdict for verdict in found if not verdict.muted]
    return [one.bound for one in sorted(loud, key=lambda one: (one.finding.span.start, one.bound.rule.code))]


def additions(found: Sequence[Verdict], rules: Sequence[BoundRule]) -> Mapping[tuple[str, int | None], tuple[str, ...]]:
    """What rules that found something add to the messages of others about the same element."""
    codes = {bound.rule.name: bound.rule.code for bound in rules}
    texts: dict[tuple[str, int | None], tuple[str, ...]] = {}
    for verdict in found:
        for other, text in {} if verdict.muted else verdict.bound.rule.adds.items():
            key = codes.get(other, other), verdict.element
            said = texts.get(key, ())
            texts[key] = said if text in said else (*said, text)
    return texts
