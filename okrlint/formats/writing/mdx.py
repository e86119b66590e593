"""Words inside a line of MDX: Markdown in which braces are programs."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span
from okrlint.formats.writing import markdown
from okrlint.formats.writing.words import UnwritableError

_MARKUP = re.compile(r"[{}]|<(?![A-Za-z/!?])")
"""What is markup in MDX and not in Markdown."""


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words as in Markdown, with a backslash before braces and `<`; UnwritableError also for spans with braces."""
    if "{" in source[span]:
        raise UnwritableError("an expression stands in the middle of it")
    return tuple(
        Edit(edit.span, _MARKUP.sub(r"\\\g<0>", edit.replacement)) for edit in markdown.edits(source, span, words)
    )
