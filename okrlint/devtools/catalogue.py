"""All rules and profiles together, as the generated pages need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okrlint import engine, packs
from okrlint.core.finding import Diagnostic
from okrlint.core.rule import BoundRule, Example, Profile, Rule
from okrlint.core.settings import Settings
from okrlint.workspace.trial import judge

_ORDER = ("starter", "team", "strict", "personal", "google")
"""The order in which people are shown profiles; others follow."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Rules by code, profiles by name; all rules ready to run, and those that run without a configuration."""

    rules: Sequence[Rule]
    profiles: Mapping[str, Profile]
    bound: Sequence[BoundRule]
    standard: Sequence[BoundRule]

    @classmethod
    def of_core(cls) -> Catalogue:
        """What comes with okrlint. Raises ConfigError for a mistake in a rule."""
        rules, known = packs.core_rules(), packs.profiles()
        profiles = {name: known[name] for name in sorted(known, key=lambda name: (*_ORDER, name).index(name))}
        bound, standard = (
            engine.rules_for(settings, rules, profiles) for settings in (Settings(select=("ALL",)), Settings())
        )
        return cls(rules, profiles, bound, standard)

    def level(self, rule: Rule, profile: str) -> str:
        """How bad the findings of a rule are in a profile, or "off"."""
        decision = engine.decide(Settings(profile=profile), rule, self.profiles)
        return str(decision.severity) if decision.state == "on" else "off"

    def diagnostics(self, rule: Rule, example: Example) -> list[Diagnostic]:
        """What a rule says about an example where all rules run."""
        found = judge(example, self.bound)
        return [diagnostic for diagnostic in found if diagnostic.code == rule.code]
