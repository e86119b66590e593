"""Find documents that nowhere say which period they are for."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.analysis.moments import find_moments
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, KeyResult, Objective

_DATED = ("due", "period", "start")
_TOP_LINES = 15
_HEAD = 100_000
"""How much of a file, in characters, is looked at for headings."""


def _is_dated(node: Objective | KeyResult) -> bool:
    """Whether a sentence or a field of its own says when."""
    return bool(find_moments(node.text.value)) or any(node.field(name) for name in _DATED)


def _has_dated_head(document: Document) -> bool:
    """Whether a heading, or a line at the top, says when, also where it was not understood as the period."""
    lines = document.source.text[:_HEAD].splitlines()
    heads = [line for number, line in enumerate(lines) if number < _TOP_LINES or line.lstrip().startswith(("#", "**"))]
    return any(find_moments(line.strip("#*_=- ")) for line in heads)


def check(document: Document, _facts: Facts) -> Iterator[Finding]:
    """The first objective, or key result, of a document without any date or period."""
    nodes: list[Objective | KeyResult] = [*document.objectives, *document.key_results]
    stated = [node.text for node in nodes if node.text]
    if not stated or document.cycle or any(objective.cycle for objective in document.objectives):
        return
    dated = any(document.field(name) for name in _DATED) or any(_is_dated(node) for node in nodes)
    if not dated and not _has_dated_head(document):
        yield Finding(min(text.span() for text in stated))
