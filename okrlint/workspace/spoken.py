"""The rules that spoke in a run, with what they say to people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from okrlint import packs
from okrlint.core.rule import Described
from okrlint.workspace.catalogue import rules
from okrlint.workspace.run import Result


def spoken(result: Result) -> Mapping[str, Described]:
    """The rules of the diagnostics of a run, by code, each with its page. Raises ConfigError."""
    in_force = {id(settings): settings for settings in result.settings.values()}
    known = {rule.code: rule for settings in in_force.values() for rule in rules(settings)}
    codes = sorted({one.code for one in result.diagnostics} & known.keys())
    return {code: Described(known[code], packs.load_page(Path(known[code].origin))) for code in codes}
