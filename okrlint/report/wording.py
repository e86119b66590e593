"""What could be written in the place of something, and what to ask where nothing could, as lines for programs."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.finding import Diagnostic
from okrlint.report.safe import one_line


def tries(diagnostic: Diagnostic) -> Iterator[str]:
    """A line for each suggestion, then the question."""
    for suggestion in diagnostic.suggestions:
        yield f"Try: {one_line(suggestion.text)}"
    if diagnostic.question:
        yield f"Ask: {one_line(diagnostic.question)}"
