"""Which rules are asked about an element: those that are about such, without those that its labels rule out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from okrlint.core.rule import BoundRule, Scope

if TYPE_CHECKING:
    from okrlint.core.labels import Labels

Numbered = tuple[int, BoundRule]
"""A rule with its number among all of a run."""


class Asked:
    """The rules of a run, by what they are about."""

    def __init__(self, rules: Sequence[BoundRule]) -> None:
        self.rules = rules
        self._by_scope: dict[Scope, list[Numbered]] = {}
        for pair in enumerate(rules):
            self._by_scope.setdefault(pair[1].rule.applies_to, []).append(pair)
        self._by_signs: dict[Hashable, Sequence[Numbered]] = {}

    def about(self, scope: Scope) -> Sequence[Numbered]:
        """The rules that are about such nodes."""
        return self._by_scope.get(scope, ())

    def about_key_result(self, labels: Labels | None) -> Sequence[Numbered]:
        """The rules that may speak about key results with such labels; there are not many kinds of these."""
        signs = labels.signs if labels else None
        if signs not in self._by_signs:
            pairs = self.about("key_result")
            self._by_signs[signs] = [pair for pair in pairs if pair[1].may_speak(labels, **pair[1].options)]
        return self._by_signs[signs]
