"""Find files without any objective or key result."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document


def check(document: Document, _facts: Facts) -> Iterator[Finding]:
    """The first line of a document that could be read and has no OKRs."""
    if not document.objectives and not document.problems:
        yield Finding(document.source.line_span(1), {"hint": f": {document.hint}" if document.hint else ""})
