"""Report what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Problem


def check(problem: Problem, _facts: Facts) -> Iterator[Finding]:
    """The place and the reason."""
    yield Finding(problem.span, {"reason": problem.reason})
