"""What nobody wrote as a sentence: elements that are far too long are cut, and runs of white space are closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.model import Document, Field, KeyResult, Objective, Problem
from okrlint.core.source import Span
from okrlint.core.text import Text

LONGEST = 2_000
"""Characters of an element beyond which nobody wrote a sentence; whatever looks at one takes time for each."""
_SHOWN = 80
"""Characters that are marked of what is too long."""
_RUN = re.compile(r"(?<=\s)\s{7,}")
"""White space that nobody wrote inside a sentence."""


def _closed(text: Text) -> Text:
    """A text with one character for every long run of white space."""
    kept, parts = 0, []
    for run in _RUN.finditer(text.value):
        parts.append(text.slice(kept, run.start()))
        kept = run.end()
    return Text.join((*parts, text.slice(kept))) if parts else text


def bounded_text(text: Text) -> Text:
    """A text with at most LONGEST characters and no long runs of white space; mostly the text itself."""
    if len(text) > LONGEST:
        text = text.slice(0, LONGEST).strip()
    return _closed(text)


def _fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(field._replace(text=bounded_text(field.text)) for field in fields)


def _key_result(node: KeyResult) -> KeyResult:
    return replace(node, text=bounded_text(node.text), fields=_fields(node.fields))


def _objective(node: Objective) -> Objective:
    below = tuple(_key_result(one) for one in node.key_results)
    return replace(node, text=bounded_text(node.text), fields=_fields(node.fields), key_results=below)


def _texts(document: Document) -> Iterator[Text]:
    """All that is judged: the sentences of objectives and key results, and their fields."""
    for objective in document.objectives:
        nodes: tuple[Objective | KeyResult, ...] = (objective, *objective.key_results)
        for node in nodes:
            yield node.text
            yield from (field.text for field in node.fields)


@lru_cache(maxsize=4096)
def _is_fine(value: str) -> bool:
    """Whether somebody may have written a text as it is."""
    return len(value) <= LONGEST and not _RUN.search(value)


def _problem(text: Text) -> Problem:
    """That the rest of a text is not read."""
    start = text.span().start
    reason = f"only the first {LONGEST:,} of {len(text):,} characters are read: nobody wrote this as one sentence"
    return Problem(Span(start, text.span(0, _SHOWN).end), reason)


def bounded(document: Document) -> Document:
    """A document without elements that no sentence is: they are cut, and each that is too long is a problem."""
    texts = tuple(_texts(document))
    if all(_is_fine(text.value) for text in texts):
        return document
    long = [text for text in texts if len(text) > LONGEST]
    problems = sorted((*document.problems, *map(_problem, long)), key=lambda one: one.span)
    return replace(document, objectives=tuple(map(_objective, document.objectives)), problems=tuple(problems))
