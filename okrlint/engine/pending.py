"""What waits while the classifier has not read some sentences yet: nothing is said that it might take back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from okrlint.core.facts import Facts
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.rule import BoundRule
from okrlint.core.text import Text
from okrlint.engine.elements import Elements
from okrlint.engine.selectors import best
from okrlint.engine.suppress import Comments
from okrlint.engine.verdict import Verdict

_CLASSIFIED = frozenset({"labels", "objective_labels"})


def asks(bound: BoundRule) -> bool:
    """Whether a rule asks the classifier."""
    return not bound.needs.isdisjoint(_CLASSIFIED)


def waits(bound: BoundRule, node: Any, facts: Facts) -> bool:
    """Whether the check of a rule must not see a key result or objective yet."""
    if not facts.pending or not asks(bound):
        return False
    if isinstance(node, KeyResult):
        return node.text in facts.pending
    return isinstance(node, Objective) and _is_pending(node, facts)


def _is_pending(objective: Objective, facts: Facts) -> bool:
    """Whether a sentence of a set was not read yet."""
    texts = (objective.text, *(key_result.text for key_result in objective.key_results))
    return any(text in facts.pending for text in texts)


def _numbers(texts: Iterable[Text], elements: Elements) -> Iterable[int]:
    found = (elements.at(text.span()) for text in texts if text)
    return (number for number in found if number is not None)


def _open(document: Document, facts: Facts, elements: Elements) -> tuple[set[int], set[int]]:
    """The elements whose sentence, or set, was not read yet, and all elements of such sets."""
    own: set[int] = set()
    sets: set[int] = set()
    for objective in document.objectives:
        if not _is_pending(objective, facts):
            continue
        texts = [key_result.text for key_result in objective.key_results]
        own.update(_numbers([objective.text, *(text for text in texts if text in facts.pending)], elements))
        sets.update(_numbers([objective.text, *texts], elements))
    return own, sets


@lru_cache(maxsize=16)
def _touched(rules: tuple[tuple[str, str], ...], selectors: frozenset[str]) -> frozenset[str]:
    """The codes of the rules (code and name) that some words mean."""
    return frozenset(code for code, name in rules if best(selectors, code, name)[0])


def _may_be_taken_back(rules: Sequence[BoundRule]) -> frozenset[str]:
    """The codes of the rules that one which asks the classifier silences, or adds to."""
    askers = [bound.rule for bound in rules if asks(bound)]
    selectors = frozenset(word for rule in askers for word in (*rule.silences, *rule.adds))
    return _touched(tuple((bound.rule.code, bound.rule.name) for bound in rules), selectors)


def undecided(document: Document, facts: Facts, comments: Comments) -> frozenset[int]:
    """The comments, by number, of which it does not show yet whether they keep anything quiet."""
    if not facts.pending or not comments.directives:
        return frozenset()
    sets = (objective for objective in document.objectives if _is_pending(objective, facts))
    texts = (text for one in sets for text in (one.text, *(key_result.text for key_result in one.key_results)))
    return frozenset(number for text in texts for number in comments.over(text.span()))


def settled(
    found: Sequence[Verdict], document: Document, facts: Facts, rules: Sequence[BoundRule], elements: Elements
) -> list[Verdict]:
    """The verdicts that will stand whatever the classifier says of the sentences that it has not read yet."""
    if not facts.pending:
        return list(found)
    own, sets = _open(document, facts, elements)
    touched = _may_be_taken_back(rules)

    def stands(verdict: Verdict) -> bool:
        """Whether a verdict will stay."""
        rule = verdict.bound.rule
        if asks(verdict.bound) and rule.applies_to in ("document", "documents"):
            return verdict.element is not None and verdict.element not in sets
        return verdict.element not in own or rule.code not in touched

    return [verdict for verdict in found if stands(verdict)]
