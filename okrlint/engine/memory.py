"""What rules found in key results and objectives, remembered by what these say: an edit elsewhere changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date

from okrlint.core.facts import Facts
from okrlint.core.finding import Edit, Finding, Fix, Related
from okrlint.core.model import KeyResult, Objective
from okrlint.core.rule import BoundRule
from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.engine.beside import Beside

_MOST = 8192
"""Elements of one document that are remembered."""

Found = tuple[tuple[int, Finding], ...]
"""Findings with the number of the rule that each is from."""

_Looked = tuple[Found, bool]
"""What was found, and whether all of it stands in the element that it is about."""

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
    return fix._replace(edits=tuple(Edit(_moved(edit.span, by), edit.replacement) for edit in fix.edits))


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


def _set(node: Objective, base: int) -> Hashable:
    """What an objective and its set say, and how far from each other."""
    starts = [one.text.span().start for one in node.key_results]
    pairs = zip(node.key_results, starts, strict=True)
    return _objective(node, base, tuple([(start - base, _key_result(one, start)) for one, start in pairs]))


Find = Callable[[KeyResult | Objective], Iterable[tuple[int, Finding]]]
"""Looks at one element with all rules that are about such."""


class Memory:
    """What was found in the elements of one document before, under the same rules and on the same day.

    The check of a key result or an objective sees nothing but the element and facts about its own sentences. So what it
    finds depends on these alone, except for the place. `beside` is what is known of other documents.
    """

    def __init__(self) -> None:
        self.beside = Beside()
        self._rules: Sequence[BoundRule] = ()
        self._today: date | None = None
        self._known: dict[Hashable, _Known] = {}

    def begin(self, rules: Sequence[BoundRule], facts: Facts) -> None:
        """Start to look at a document; what was found by other rules, or is much too much, is forgotten."""
        if rules is not self._rules or facts.today != self._today or len(self._known) > _MOST:
            self._known.clear()
        self._rules, self._today = rules, facts.today

    def of_set(self, node: Objective, facts: Facts, find: Find) -> Found:
        """What rules find in an objective and its key results."""
        base = node.text.span().start

        def anew() -> _Looked:
            """Look at each of them."""
            own = _looked(node, find) if node.stated else ((), True)
            parts = [*(self._of_key_result(one, facts, find) for one in node.key_results), own]
            return tuple(one for found, _ in parts for one in found), all(inside for _, inside in parts)

        return self._recalled(_set(node, base), base, _said(node, facts), anew)[0]

    def _of_key_result(self, node: KeyResult, facts: Facts, find: Find) -> _Looked:
        base = node.text.span().start
        return self._recalled(_key_result(node, base), base, _said(node, facts), lambda: _looked(node, find))

    def _recalled(self, key: Hashable, base: int, said: tuple[object, ...], anew: Callable[[], _Looked]) -> _Looked:
        """What is known by a key; `anew` looks where it was not seen before, or is judged otherwise now."""
        known = self._known.get(key)
        if known is None or known[0] != said or not known[3]:
            found, inside = anew()
            self._known[key] = said, base, found, inside
            return found, inside
        by = base - known[1]
        return (tuple([(number, _finding(one, by)) for number, one in known[2]]) if by else known[2]), True


def _looked(node: KeyResult | Objective, find: Find) -> _Looked:
    found = tuple(find(node))
    return found, not found or _is_inside(found, _extent(node))


def _said(node: KeyResult | Objective, facts: Facts) -> tuple[object, ...]:
    """What the classifier says of the sentences of an element; False for one that it has not read yet."""
    if isinstance(node, KeyResult):
        return (False if node.text in facts.pending else facts.labels.get(node.text),)
    texts = [one.text for one in node.key_results]
    own = False if node.text in facts.pending else facts.objective_labels.get(node.text)
    return own, *(False if text in facts.pending else facts.labels.get(text) for text in texts)
