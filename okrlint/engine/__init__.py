"""Rules judge documents: bind rules, decide which run, lint. Pure: reads and writes nothing."""

from __future__ import annotations

from okrlint.engine.advise import Advised, Guide, request_for, wanting
from okrlint.engine.bind import bind
from okrlint.engine.lint import lint
from okrlint.engine.select import Decision, decide, rules_for
from okrlint.engine.verdict import speaking

__all__ = ["Advised", "Decision", "Guide", "bind", "decide", "lint", "request_for", "rules_for", "speaking", "wanting"]
