"""Words inside a plain text, which has no markup."""

from __future__ import annotations

from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span


def edits(_source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words as they are."""
    return (Edit(span, words),)
