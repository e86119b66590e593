"""Rules by what people call them, with their options."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from okrlint.core.errors import OkrlintError, did_you_mean
from okrlint.core.rule import Rule


def _called(word: str, rules: Sequence[Rule]) -> Rule | None:
    """The rule with this code or name, None where there is none."""
    return next((rule for rule in rules if word.upper() == rule.code or word.lower() == rule.name), None)


def rule_named(word: str, own: Callable[[], Sequence[Rule]]) -> Rule:
    """The rule with this code or name; `own` gives those of the user's packs, where okrlint has none.

    Raises OkrlintError, with a guess, where there is no such rule.
    """
    from okrlint import packs

    rules = packs.core_rules()
    if found := _called(word, rules):
        return found
    rules = (*rules, *own())
    if found := _called(word, rules):
        return found
    if os.path.exists(word):
        raise OkrlintError(f"{word} is a file; name a line of it, such as {word}:1")
    known = [known for rule in rules for known in (rule.code, rule.name)]
    raise OkrlintError(f'there is no rule "{word}"{did_you_mean(word, known)}; `okrlint rules` lists all of them')


def options_of(rule: Rule) -> dict[str, str]:
    """The options that a rule takes, each with what it is where nobody sets it, as one would write it in TOML."""
    from okrlint.config.toml import toml_value
    from okrlint.engine.bind import bind

    bound = bind(rule)
    defaults: dict[str, Any] = getattr(bound.check, "__kwdefaults__", None) or {}
    return {name: toml_value(bound.options.get(name, default)) for name, default in defaults.items()}
