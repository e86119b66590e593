"""Wording for what was found in one document, asked for element by element; what was worked out is remembered."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from okrlint.core.facts import Facts
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.rewrite import Request, Strategy
from okrlint.core.rule import BoundRule
from okrlint.core.said import Said
from okrlint.core.source import Span
from okrlint.engine import Advised, Guide, request_for, wanting

_MOST = 2000


class Wanted(NamedTuple):
    """What is asked for an element: for a diagnostic, by its number (None for an objective alone), and the rule."""

    number: int | None
    request: Request
    code: str


def wanted(
    diagnostics: Sequence[Diagnostic],
    document: Document,
    rules: Sequence[BoundRule],
    facts: Facts,
    near: Callable[[Objective | KeyResult], bool],
) -> Iterator[Wanted]:
    """What `okrlint check` would ask for the elements that are `near`; `document` has nothing that is struck out."""
    by_code = {bound.rule.code: bound for bound in rules}
    spoken = [(by_code[one.code], one.span) for one in diagnostics]
    for number, bound, (objective, key_result) in wanting(spoken, document):
        if bound.rule.rewrite and near(key_result or objective):
            yield Wanted(number, request_for(bound.rule.rewrite, objective, key_result, facts), bound.rule.code)


def guardrail(objective: Objective, rules: Sequence[BoundRule], facts: Facts) -> Wanted:
    """What is asked where somebody wants a guardrail for a set."""
    code = next((bound.rule.code for bound in rules if bound.rule.rewrite == "guardrail"), "")
    return Wanted(None, request_for("guardrail", objective, None, facts), code)


def _said(node: Objective | KeyResult) -> Hashable:
    return node.text.value, *((one.name, one.text.value) for one in node.fields)


def _key(wanted: Wanted) -> Hashable:
    """All that wording depends on, but for places."""
    objective, own = wanted.request.objective, wanted.request.key_result
    which = next((place for place, one in enumerate(objective.key_results) if one is own), None)
    below = tuple(_said(one) for one in objective.key_results)
    labels = wanted.request.labels
    return wanted.code, wanted.request.strategy, _said(objective), below, which, labels.kind if labels else None


def _placed(advised: Advised, span: Span) -> Advised:
    """Wording for an element that stands elsewhere now."""
    moved = (one._replace(replaces=span) if one.replaces is not None else one for one in advised.suggestions)
    return advised._replace(suggestions=tuple(moved))


@dataclass(eq=False)
class Wording:
    """Gives wording under some rules, each time the same for the same sentences.

    It may be asked in another thread than `known` is. `said` is what the classifier said before; what it says of
    proposals is added.
    """

    said: Said | None = None
    _rules: Sequence[BoundRule] = ()
    _advised: dict[Hashable, Advised] = field(default_factory=dict)

    def known(self, wanted: Wanted, rules: Sequence[BoundRule]) -> Advised | None:
        """The wording that was worked out before under the same rules; None where none was."""
        found = self._advised.get(_key(wanted)) if rules is self._rules else None
        node = wanted.request.key_result or wanted.request.objective
        return _placed(found, node.text.span()) if found else None

    def __call__(self, wanted: Wanted, rules: Sequence[BoundRule]) -> Advised:
        """Wording, or the question to ask. Raises OkrlintError where the model cannot be run."""
        from okrlint.analysis import analyse
        from okrlint.rewrite import advise

        if rules is not self._rules or len(self._advised) >= _MOST:
            self._rules, self._advised = rules, {}
        if (known := self.known(wanted, rules)) is not None:
            return known
        found = Guide(advise, rules, partial(analyse, said=self.said)).advised(wanted.request, wanted.code)
        self._advised[_key(wanted)] = found
        return found


def question(objective: Objective, key_result: KeyResult, facts: Facts, strategy: Strategy | None = None) -> str:
    """What a coach would ask about a key result, which a rule may want to mend; "" where it was not judged."""
    from okrlint.rewrite import advise
    from okrlint.workspace.suggest import ASK, FINE, strategy_for

    labels = facts.labels.get(key_result.text)
    if labels is None:
        return ""
    strategy = strategy or strategy_for(labels)
    if strategy is None:
        return FINE
    return advise(request_for(strategy, objective, key_result, facts)).question or ASK
