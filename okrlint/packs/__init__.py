"""Rule packs: YAML files of rules and profiles, and the index that a run reads in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from okrlint.core.rule import Profile, Rule, RulePage
from okrlint.packs.index import core_rules, profiles

__all__ = [
    "build_index",
    "core_rules",
    "load_page",
    "load_profiles",
    "load_rule",
    "load_rules",
    "own_rules",
    "pack_files",
    "profiles",
]


def load_rule(path: Path) -> Rule:
    """The rule of a YAML file. Raises ConfigError at the line of a mistake."""
    from okrlint.packs.rule_files import rule

    return rule(path)


def load_page(path: Path) -> RulePage:
    """What the rule of a YAML file says to people. Raises ConfigError at the line of a mistake."""
    from okrlint.packs.rule_files import page

    return page(path)


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """All rules below a folder of packs, by code. Raises ConfigError, also for a code or name given twice."""
    from okrlint.packs.rule_files import rules

    return rules(folder)


def pack_files(folder: str) -> list[Path]:
    """The rule files of a pack of the user's own, by name. Raises ConfigError where the folder cannot be read."""
    from okrlint.packs.own import pack_files

    return pack_files(folder)


def own_rules(packs: Mapping[str, str], core: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules of the user's own packs, folders by how they are remembered and how people are shown them.

    `core` are the rules whose codes and names are taken. Raises ConfigError at the line of a mistake.
    """
    from okrlint.packs.own import own_rules

    return own_rules(packs, core)


def load_profiles(folder: Path) -> Mapping[str, Profile]:
    """The profiles of a folder of packs, by name. Raises ConfigError."""
    from okrlint.packs.profile_files import profiles

    return profiles(folder)


def build_index(folder: Path) -> str:
    """The text of `index.json` for a folder of packs: the same files give the same bytes. Raises ConfigError."""
    from okrlint.packs.build import index_text

    return index_text(folder)
