"""Whether rules of users fit together, and the checks that okrlint has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_type_hints

from okrlint.core.errors import did_you_mean
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.rule import Check, Rule
from okrlint.engine.bind import bind, check_names, no_check

_NODES: Mapping[str, type] = {
    "key_result": KeyResult,
    "objective": Objective,
    "document": Document,
    "documents": Document,
}
"""What the check of a rule is called with, by what the rule applies to."""


def scopes(check: Check) -> list[str]:
    """What rules with a check may apply to: what its first parameter takes."""
    hints: dict[str, Any] = get_type_hints(check)
    taken = next(iter(hints.values()))
    return [scope for scope, node in _NODES.items() if node in (get_args(taken) or (taken,))]


def _refuse_check(rule: Rule) -> None:
    """Raise ConfigError where the check does not exist, has no such options or looks at something else."""
    if rule.check not in check_names():
        raise no_check(rule)
    fitting = scopes(bind(rule).check)
    if rule.applies_to not in fitting:
        wanted = ", ".join(fitting) or "nothing that a pack may look at"
        raise rule.error(f'the check "{rule.check}" is for {wanted}, not for {rule.applies_to}', "applies_to")


def _refuse_others(rule: Rule, known: Mapping[str, Rule]) -> None:
    """Raise ConfigError where a rule silences or adds to what does not exist, or what silences it."""
    for key, words in (("silences", rule.silences), ("adds", tuple(rule.adds))):
        for word in words:
            if word not in known:
                raise rule.error(f'"{key}" names "{word}", which is no rule{did_you_mean(word, known)}', key)
    for other in (known[word] for word in rule.silences):
        if other is rule:
            raise rule.error(f'"silences" names {rule.code} itself', "silences")
        if {rule.code, rule.name} & set(other.silences):
            raise rule.error(f"{rule.code} and {other.code} silence each other", "silences")


def verify(own: Sequence[Rule], core: Sequence[Rule]) -> None:
    """Raise ConfigError, at its line, for the first mistake in rules of users; `core` are those of okrlint."""
    known = {word: rule for rule in (*core, *own) for word in (rule.code, rule.name)}
    for rule in own:
        _refuse_check(rule)
        _refuse_others(rule, known)
