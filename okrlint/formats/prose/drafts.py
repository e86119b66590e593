"""Objectives and key results while a document is being read, and the finished ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from okrlint.core import lazy_re as re
from okrlint.core.model import Cycle, Field, Initiative, KeyResult, Objective
from okrlint.core.text import Text
from okrlint.formats.prose.nodes import Line
from okrlint.formats.prose.trim import tag_codes, trim, without_code

_TEAM = re.compile(r"^(?P<team>[A-Z][\w &/.'’+-]{1,30}(?:\([^()]{1,30}\))?)\s*:\s+(?=\S)")


@dataclass(slots=True, eq=False)
class KeyResultDraft:
    """A key result in the making."""

    text: Text
    id: Text | None
    fields: list[Field]
    struck: bool
    section: Text | None = None
    initiatives: list[Initiative] = field(default_factory=list)

    def finish(self, codes: frozenset[str]) -> KeyResult:
        """The finished key result; `codes` are the document's own tags."""
        text = without_code(self.text, codes)
        return KeyResult(text, self.id, tuple(self.fields), tuple(self.initiatives), self.section, self.struck)


@dataclass(slots=True, eq=False)
class ObjectiveDraft:
    """An objective in the making."""

    text: Text
    id: Text | None = None
    fields: list[Field] = field(default_factory=list)
    struck: bool = False
    cycle: Cycle | None = None
    team: Text | None = None
    under: ObjectiveDraft | None = None
    key_results: list[KeyResultDraft] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)


def key_result(line: Line, ident: Text | None = None, section: Text | None = None) -> KeyResultDraft | None:
    """A key result from its line, label taken off; None where there are no words."""
    trimmed = trim(line)
    if not re.search(r"\w", trimmed.line.value):
        return None
    return KeyResultDraft(trimmed.line.text, ident or trimmed.id, list(trimmed.fields), trimmed.struck, section)


def objective(line: Line, ident: Text | None = None) -> ObjectiveDraft:
    """An objective from its line, label taken off."""
    trimmed = trim(line)
    return ObjectiveDraft(trimmed.line.text, ident or trimmed.id, list(trimmed.fields), trimmed.struck)


def finish(drafts: list[ObjectiveDraft]) -> tuple[Objective, ...]:
    """The finished objectives; drafts with neither words nor key results are dropped."""
    drafts = [draft for draft in drafts if draft.text or draft.key_results]
    _part_teams(drafts)
    codes = tag_codes([kr.text.value for draft in drafts for kr in draft.key_results])
    places = {id(draft): place for place, draft in enumerate(drafts)}
    return tuple(
        Objective(
            draft.text,
            draft.id,
            tuple(draft.fields),
            tuple(kr.finish(codes) for kr in draft.key_results),
            tuple(draft.initiatives),
            draft.cycle,
            draft.team,
            places.get(id(draft.under)) if draft.under else None,
            draft.struck,
        )
        for draft in drafts
    )


def _part_teams(drafts: list[ObjectiveDraft]) -> None:
    """Take "Marketing: " off objectives where (nearly) all begin with a team, "Data team: " off any."""
    stated = [draft for draft in drafts if draft.text]
    matches = {id(draft): match for draft in stated if (match := _TEAM.match(draft.text.value))}
    usual = len(matches) >= 3 and len(matches) >= 0.8 * len(stated)
    for draft in stated:
        match = matches.get(id(draft))
        if match and (usual or match["team"].endswith((" team", " Team", " squad", " guild"))):
            draft.team = draft.text.slice(0, match.end("team"))
            draft.text = draft.text.slice(match.end())
