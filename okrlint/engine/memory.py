"""What rules found in key results and objectives, remembered by what these say: an edit elsewhere changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from okrlint.core.facts import Facts
from okrlint.core.finding import Edit, Finding, Fix, Related
from okrlint.core.model import KeyResult, Objective
from okrlint.core.rule import BoundRule
from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.engine.beside import Beside

Found = tuple[tuple[int, Finding], ...]
"""Findings with the number of the rule that each is from."""

_Known = tuple[tuple[object, ...], int, Found, bool]
"""What the classifier said, where the element began, what was found, and whether all of it stands in the element."""


def _text(text: Text | None, base: int) -> Hashable:
    """A text with its places as they are seen from `base`."""
    if text is None:
        return None
    if len(text.origins) == 1:  # nearly always
        start, end, span = text.origins[0]
        return text.value, start, end, span.start - base, span.end - base
    return text.value, *((o.start, o.end, o.span.start - base, o.span.end - base) for o in text.origins)


def _key_result(node: KeyResult, base: int) -> Hashable:
    return (
        _text(node.text, base),
        _text(node.id, base),
        node.struck,
        str(node.section or ""),
        *((field.name, _text(field.text, base)) for field in node.fields),
        *(_text(work.text, base) for work in node.initiatives),
    )


def _objective(node: Objective, base: int, key_results: Hashable) -> Hashable:
    cycle = node.cycle
    return (
        _text(node.text, base),
        _text(node.id, base),
        str(node.team or ""),
        (cycle.label, str(cycle.text or "")) if cycle else None,
        tuple((field.name, _text(field.text, base)) for field in node.fields),
        key_results,
        *(_text(work.text, base) for work in node.initiatives),
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _fix(fix: Fix, by: int) -> Fix:
    return replace(fix, edits=tuple(Edit(_moved(edit.span, by), edit.replacement) for edit in fix.edits))


def _related(related: Related, by: int) -> Related:
    return related if related.source else Related(_moved(related.span, by), related.message)


def _finding(finding: Finding, by: int) -> Finding:
    """A finding whose element has moved."""
    return Finding(
        _moved(finding.span, by),
        finding.fields,
        tuple(_related(one, by) for one in finding.related),
        tuple(_fix(one, by) for one in finding.fixes),
        finding.confidence,
    )


def _extent(node: KeyResult | Objective) -> Span:
    """From where to where an element stands, a set with its key results; what is said around it does not count."""
    nodes: list[KeyResult | Objective] = [node, *(node.key_results if isinstance(node, Objective) else ())]
    texts = [text for one in nodes for text in (one.text, one.id, *(field.text for field in one.fields)) if text]
    spans = [text.span() for text in (*texts, *(work.text for one in nodes for work in one.initiatives if work.text))]
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else Span(0, 0)


def _is_inside(found: Found, extent: Span) -> bool:
    """Whether all places of some findings move with their element."""
    return all(
        extent.covers(span)
        for _, one in found
        for span in (
            one.span,
            *(related.span for related in one.related if related.source is None),
            *(edit.span for fix in one.fixes for edit in fix.edits),
        )
    )


class Memory:
    """What was found in the elements of one document the last time, under the same rules and on the same day.

    The check of a key result or an objective sees nothing but the element and facts about its own sentences. So what it
    finds depends on these alone, except for the place.
    """

    def __init__(self) -> None:
        self.beside = Beside()
        self._rules: Sequence[BoundRule] = ()
        self._today: date | None = None
        self._older: dict[Hashable, _Known] = {}
        self._before: dict[Hashable, _Known] = {}
        self._now: dict[Hashable, _Known] = {}
        self._keys: dict[int, Hashable] = {}

    def begin(self, rules: Sequence[BoundRule], facts: Facts) -> None:
        """Start to look at a document; what nobody asked for the last two times is forgotten."""
        same = rules is self._rules and facts.today == self._today
        self._rules, self._today = rules, facts.today
        self._older, self._before = (self._before, self._now) if same else ({}, {})
        self._now, self._keys = {}, {}

    def _key(self, node: KeyResult, base: int) -> Hashable:
        """What a key result says, worked out once in a run."""
        known = self._keys.get(id(node))
        if known is None:
            known = self._keys[id(node)] = _key_result(node, base)
        return known

    def _key_of_set(self, node: Objective, base: int) -> Hashable:
        """What an objective and its set say, and how far from each other."""
        starts = (one.text.span().start for one in node.key_results)
        pairs = zip(node.key_results, starts, strict=True)
        return _objective(node, base, tuple((start - base, self._key(one, start)) for one, start in pairs))

    def findings(
        self, node: KeyResult | Objective, facts: Facts, find: Callable[[], Iterable[tuple[int, Finding]]]
    ) -> Found:
        """What rules find in an element; `find` looks where it was not seen before, or is judged otherwise now."""
        base = node.text.span().start
        key = self._key(node, base) if isinstance(node, KeyResult) else self._key_of_set(node, base)
        said = _said(node, facts)
        known = self._now.get(key) or self._before.get(key) or self._older.get(key)
        if known is None or known[0] != said or not known[3]:
            found = tuple(find())
            known = said, base, found, not found or _is_inside(found, _extent(node))
        elif known[1] != base:
            by = base - known[1]
            known = said, base, tuple((number, _finding(one, by)) for number, one in known[2]), True
        self._now[key] = known
        return known[2]


def _said(node: KeyResult | Objective, facts: Facts) -> tuple[object, ...]:
    """What the classifier says of the sentences of an element; False for one that it has not read yet."""
    if isinstance(node, KeyResult):
        return (False if node.text in facts.pending else facts.labels.get(node.text),)
    texts = [one.text for one in node.key_results]
    own = False if node.text in facts.pending else facts.objective_labels.get(node.text)
    return own, *(False if text in facts.pending else facts.labels.get(text) for text in texts)
