"""What is at hand where one document is judged after every key."""

from __future__ import annotations

from typing import NamedTuple

from okrlint.core.facts import Analyser
from okrlint.core.rule import BoundRule
from okrlint.engine.memory import Memory


class Desk(NamedTuple):
    """The rules, an analyser, and what was found before."""

    rules: tuple[BoundRule, ...]
    analyse: Analyser
    memory: Memory
