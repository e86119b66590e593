"""Changes of documents: which there are, which go together, and whether the file is read as before afterwards."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic, Edit
from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.engine.outline import is_same
from okrlint.formats.writing import UnwritableError, edits

OVERLAP = "it overlaps another fix"
READ_DIFFERENTLY = "other parts of the file would be read differently afterwards"

Reread = Callable[[Source], Document]


@dataclass(frozen=True, slots=True)
class Change:
    """What to do about a diagnostic. A rewrite puts `words` where `replaces` stands; other changes leave all words."""

    diagnostic: Diagnostic
    title: str
    edits: tuple[Edit, ...]
    replaces: Span | None = None
    words: str = ""


class Refused(NamedTuple):
    """A diagnostic that was not mended, and why."""

    diagnostic: Diagnostic
    reason: str


class Applied(NamedTuple):
    """A document with changes in it, those that were made, and those that could not be."""

    document: Document
    made: tuple[Change, ...]
    refused: tuple[Refused, ...]


def fixes(diagnostics: Iterable[Diagnostic], unsafe: bool = False) -> Iterator[Change]:
    """The first safe fix of every diagnostic; with `unsafe`, another one where none is safe."""
    for diagnostic in diagnostics:
        offered = sorted(diagnostic.fixes, key=lambda fix: not fix.safe)
        if offered and (offered[0].safe or unsafe):
            yield Change(diagnostic, offered[0].title, offered[0].edits)


def rewrites(document: Document, diagnostics: Iterable[Diagnostic]) -> Iterator[Change | Refused]:
    """For every sentence the first suggestion that stands in for it; those that only add something are left out."""
    taken = _Taken()
    for diagnostic in diagnostics:
        suggestion = next((one for one in diagnostic.suggestions if one.replaces is not None), None)
        if suggestion is None or suggestion.replaces is None:
            continue
        if taken.take([suggestion.replaces]):
            yield rewrite(document, diagnostic, suggestion.replaces, suggestion.text)


def rewrite(document: Document, diagnostic: Diagnostic, span: Span, words: str) -> Change | Refused:
    """Words in the place of a sentence."""
    try:
        written = edits(document, span, words)
    except UnwritableError as error:
        return Refused(diagnostic, str(error))
    return Change(diagnostic, "Rewrite it", written, span, " ".join(words.split()))


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans share a place; an empty one is its place."""
    return one.start == other.start or (one.start < other.end and other.start < one.end)


class _Taken:
    """Places that are spoken for, none of which meets another; in order, so that only neighbours need a look."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def take(self, spans: Sequence[Span]) -> bool:
        """Take some places, all or none; False where one of them is taken already."""
        if any(_meet(span, other) for span in spans for other in self._near(span)):
            return False
        for span in spans:
            insort(self._spans, span)
        return True

    def _near(self, span: Span) -> Sequence[Span]:
        at = bisect_left(self._spans, span)
        return self._spans[max(at - 1, 0) : at + 2]


def _is_sound(change: Change, length: int) -> bool:
    """Whether the edits of a change lie in the text and apart from each other."""
    spans = sorted(edit.span for edit in change.edits)
    inside = all(0 <= span.start <= span.end <= length for span in spans)
    return inside and bool(spans) and not any(_meet(*pair) for pair in pairwise(spans))


def _apart(changes: Iterable[Change], length: int) -> tuple[list[Change], list[Refused]]:
    """The changes that go together; of those that overlap the earlier one stays. The same one twice is one."""
    kept: list[Change] = []
    refused: list[Refused] = []
    taken, seen = _Taken(), set[tuple[Edit, ...]]()
    for change in changes:
        if change.edits in seen:
            continue
        if _is_sound(change, length) and taken.take([edit.span for edit in change.edits]):
            kept.append(change)
            seen.add(change.edits)
        else:
            refused.append(Refused(change.diagnostic, OVERLAP))
    return kept, refused


def changed(text: str, changes: Iterable[Change]) -> str:
    """A text with changes in it that do not overlap; all other characters stay."""
    parts: list[str] = []
    at = 0
    for edit in sorted((edit for change in changes for edit in change.edits), key=lambda edit: edit.span):
        parts += (text[at : edit.span.start], edit.replacement)
        at = edit.span.end
    return "".join((*parts, text[at:]))


def _tried(document: Document, changes: Sequence[Change], reread: Reread) -> Document | None:
    """The document with changes, None where it is then read differently in what they do not concern."""
    source = replace(document.source, text=changed(document.source.text, changes))
    try:
        after = reread(source)
    except UnreadableError:
        return None
    touched = [edit.span for change in changes for edit in change.edits]
    words = {change.replaces: change.words for change in changes if change.replaces is not None}
    return after if is_same(document, after, touched, words) else None


def apply(document: Document, changes: Iterable[Change], reread: Reread) -> Applied:
    """Make changes in a document and read it again with `reread`.

    Changes that overlap an earlier one are refused, and so are those after which anything but the element that they are
    about would be read differently. The text outside the edits is the same, character by character.
    """
    kept, refused = _apart(changes, len(document.source.text))
    if not kept:
        return Applied(document, (), tuple(refused))
    if after := _tried(document, kept, reread):
        return Applied(after, tuple(kept), tuple(refused))
    made: list[Change] = []
    last = document
    for change in kept:
        after = _tried(document, [*made, change], reread)
        if after is None:
            refused.append(Refused(change.diagnostic, READ_DIFFERENTLY))
        else:
            made.append(change)
            last = after
    return Applied(last, tuple(made), tuple(refused))
