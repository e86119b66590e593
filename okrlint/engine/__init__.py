"""Rules judge documents: bind rules, decide which run, lint. Pure: reads and writes nothing."""

from __future__ import annotations

from okrlint.engine.bind import bind
from okrlint.engine.lint import lint
from okrlint.engine.select import Decision, decide, rules_for

__all__ = ["Decision", "bind", "decide", "lint", "rules_for"]
