"""Objectives that were read before: a section with the same words, in a document of the same kind, reads the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from okrlint.core.model import Field, Initiative
from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.formats.prose.drafts import KeyResultDraft, ObjectiveDraft
from okrlint.formats.prose.nodes import Kind, Node, moved
from okrlint.formats.prose.scope import Reading, Scope

_MOST = 4096
_known: dict[Hashable, tuple[ObjectiveDraft, bool]] = {}
"""Objectives with places counted from the start of their sections, and whether they wait for key results."""


def forget() -> None:
    """Forget all that was read."""
    _known.clear()


def key_of(reading: Reading, node: Node, scope: Scope) -> Hashable:
    """All that the reading of an objective's section depends on; None where that is more than the section."""
    if not node.section or any(child.kind is Kind.HEADING or child.offset != node.offset for child in node.children):
        return None  # a line that looks like a heading may begin a section and be the head of a table
    survey = reading.survey
    marks = (survey.has_objectives, survey.has_key_results, survey.certain, survey.bullets, survey.targets)
    names = tuple(reading.names.items())
    return node.section, *marks, reading.okr, scope.okr, scope.cycle is None, scope.team is None, names


def _texts(draft: ObjectiveDraft) -> Iterator[Text]:
    """All texts of a draft."""
    nodes: tuple[ObjectiveDraft | KeyResultDraft, ...] = (draft, *draft.key_results)
    for one in nodes:
        yield from (text for text in (one.text, one.id) if text is not None)
        yield from (field.text for field in one.fields)
        yield from (work.text for work in one.initiatives)
    yield from (one.section for one in draft.key_results if one.section is not None)


def _text(text: Text | None, by: int) -> Text | None:
    return None if text is None else moved(text, by)


def _fields(fields: list[Field], by: int) -> list[Field]:
    return [Field(field.name, moved(field.text, by)) for field in fields]


def _initiatives(initiatives: list[Initiative], by: int) -> list[Initiative]:
    return [Initiative(moved(work.text, by)) for work in initiatives]


def _key_result(one: KeyResultDraft, by: int) -> KeyResultDraft:
    return KeyResultDraft(
        moved(one.text, by),
        _text(one.id, by),
        _fields(one.fields, by),
        one.struck,
        _text(one.section, by),
        _initiatives(one.initiatives, by),
    )


def _draft(one: ObjectiveDraft, by: int) -> ObjectiveDraft:
    """A copy of a draft that stands elsewhere; without what it has from around it."""
    return ObjectiveDraft(
        moved(one.text, by),
        _text(one.id, by),
        _fields(one.fields, by),
        one.struck,
        key_results=[_key_result(key_result, by) for key_result in one.key_results],
        initiatives=_initiatives(one.initiatives, by),
    )


def replayed(key: Hashable, reading: Reading, node: Node, scope: Scope) -> Scope | None:
    """Add an objective as it was read before; the scope behind it, None where it was not."""
    known = _known.get(key) if key is not None else None
    if known is None:
        return None
    draft = _draft(known[0], node.offset)
    draft.cycle, draft.team, draft.under = scope.cycle, scope.team, scope.objective
    reading.objectives.append(draft)
    return scope.closed()._replace(objective=draft, level=node.level, open=known[1], before=scope)


def record(key: Hashable, reading: Reading, scope: Scope, after: Scope, place: tuple[int, int]) -> None:
    """Remember an objective that was just read: the only one of its section, `place`, whose texts all stand there."""
    number, start = place
    if key is None or len(reading.objectives) != number + 1 or after.objective is not reading.objectives[-1]:
        return
    draft = after.objective
    if draft.cycle is not scope.cycle or draft.team is not scope.team or draft.under is not scope.objective:
        return
    within = Span(start, start + len(str(key[0] if isinstance(key, tuple) else "")))
    if not all(within.covers(origin.span) for text in _texts(draft) for origin in text.origins):
        return
    if len(_known) >= _MOST:
        _known.clear()
    _known[key] = _draft(draft, -start), after.open
