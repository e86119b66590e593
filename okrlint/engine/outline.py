"""Whether two readings of a document are the same but for what was changed on purpose."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Span
from okrlint.core.text import Text

_STOPS = ".;"
"""What may end a sentence, whoever wrote it."""


class _Entry(NamedTuple):
    """An objective or key result: its words, what labels stand beside them, where it all stands, and the rest."""

    words: str
    labels: tuple[Any, ...]
    sentence: Span
    own: tuple[Span, ...]
    rest: tuple[Any, ...]


def _label(text: Text | None) -> str | None:
    return None if text is None else text.value


def _entry(node: Objective | KeyResult, *more: Any) -> _Entry:
    fields = tuple((field.name, field.text.value) for field in node.fields)
    parts = (node.id, node.text, *(field.text for field in node.fields))
    work = tuple(initiative.text.value for initiative in node.initiatives)
    own = tuple(text.span() for text in parts if text)
    return _Entry(node.text.value, (_label(node.id), *fields), node.text.span(), own, (work, node.struck, *more))


def _entries(document: Document) -> Iterator[_Entry]:
    """The elements of a document in order."""
    for objective in document.objectives:
        cycle = objective.cycle.label if objective.cycle else None
        yield _entry(objective, cycle, _label(objective.team), objective.under)
        yield from (_entry(one, _label(one.section)) for one in objective.key_results)


def _frame(document: Document) -> tuple[Any, ...]:
    """What holds for the whole document."""
    cycle = document.cycle.label if document.cycle else None
    fields = tuple((field.name, field.text.value) for field in document.fields)
    return document.format, cycle, fields, tuple(problem.reason for problem in document.problems)


def _is_touched(entry: _Entry, spans: Iterable[Span]) -> bool:
    """Whether one of the spans meets a part of an element, or stands right beside it."""
    return any(span.start <= own.end and own.start <= span.end for own in entry.own for span in spans)


class _Words(NamedTuple):
    """New words by the spans of the old ones, in order."""

    spans: Sequence[Span]
    words: Mapping[Span, str]

    def inside(self, sentence: Span) -> Sequence[Span]:
        """The spans that lie inside a sentence."""
        first = bisect_left(self.spans, sentence)
        last = bisect_left(self.spans, Span(sentence.end, 0))
        near = self.spans[max(first - 1, 0) : max(last, first + 1)]
        return [span for span in near if sentence.covers(span)]


def _agree(old: _Entry, new: _Entry, touched: Sequence[Span], wanted: _Words) -> bool:
    """Whether an element is what it was, or what it was meant to become."""
    inside = wanted.inside(old.sentence)
    if old.rest != new.rest:
        return False
    if not inside:
        return old.words == new.words and (old.labels == new.labels or _is_touched(old, touched))
    said = [wanted.words[span].rstrip(_STOPS) for span in inside]
    fits = new.words.rstrip(_STOPS) == said[0] if inside == [old.sentence] else all(one in new.words for one in said)
    return fits and old.labels == new.labels


def _comments(document: Document) -> list[str]:
    return [comment.body.value for comment in document.comments]


def is_same(before: Document, after: Document, touched: Sequence[Span], words: Mapping[Span, str]) -> bool:
    """Whether a document is read as before, but for what was changed on purpose.

    `words` are the new sentences of elements by the spans of the old ones. Ids and fields may differ where an element
    meets one of the spans `touched`; comments only where nothing but them was touched.
    """
    if _frame(before) != _frame(after):
        return False
    wanted = _Words(sorted(words), words)
    meant = Counter(span for entry in _entries(before) for span in wanted.inside(entry.sentence))
    if any(meant[span] != 1 for span in words) or (words and _comments(before) != _comments(after)):
        return False
    pairs = zip_longest(_entries(before), _entries(after))
    return all(old and new and _agree(old, new, touched, wanted) for old, new in pairs)
