"""Sentences that a linter of OKRs must let pass: the traps that are known, in many fields."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from okrlint.core.finding import Diagnostic, Severity
from okrlint.core.rule import Example
from okrlint.core.settings import Settings
from okrlint.engine import rules_for
from okrlint.packs import core_rules, profiles
from okrlint.packs.examples import FRAME
from okrlint.workspace.trial import judge

TRAPS = yaml.safe_load((Path(__file__).parent / "traps.yaml").read_text(encoding="utf-8"))
KINDS = 20
"""Kinds of traps in the list of them, K1 to K20."""
WARNED = 0.03
"""Share of traps on which a warning is forgiven."""


@pytest.fixture(scope="module")
def heard() -> list[tuple[str, Diagnostic]]:
    """What a team without a configuration hears about the traps, each with its trap; hints do not count."""
    rules = rules_for(Settings(), core_rules(), profiles())
    found = []
    for trap in TRAPS:
        kind = trap.get("format", "markdown")
        text = FRAME + trap["text"] + "\n" if trap["text"].startswith("- ") and kind == "markdown" else trap["text"]
        example = Example(text, (), kind, "okrs.yaml" if kind == "yaml" else "okrs.md")
        found += [(trap["text"], one) for one in judge(example, rules) if one.severity > Severity.INFO]
    return found


def test_every_kind_of_trap_is_there_eight_times() -> None:
    counts = Counter(trap["trap"].split()[0] for trap in TRAPS)
    assert [number for number in range(1, KINDS + 1) if counts[f"K{number}"] < 8] == []


def test_no_trap_is_called_an_error(heard: list[tuple[str, Diagnostic]]) -> None:
    assert [f"{one.code}: {text}" for text, one in heard if one.severity is Severity.ERROR] == []


def test_few_traps_are_warned_of(heard: list[tuple[str, Diagnostic]]) -> None:
    warned = {text: one.code for text, one in heard}
    assert len(warned) <= WARNED * len(TRAPS), "\n".join(f"{code}: {text}" for text, code in warned.items())
