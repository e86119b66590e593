"""Sets of key results that all measure the same kind of thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding, Related
from okrlint.core.metric_kinds import kind_of
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.phrases import first
from okrlint.core.purpose import purposes

NEEDS = frozenset({"measures"})

_TITLE = re.compile(r"^#{1,2}[ \t]+(.+)$", re.MULTILINE)
_TEAM = re.compile(r"\b(?:teams?|squads?|crew|tribe|chapter|guild|department|dept|unit|desk|studio)\b", re.IGNORECASE)
_NAMES = {
    "money": "money",
    "cost": "cost",
    "speed": "speed",
    "volume": "how much is done",
    "growth": "growth",
    "quality": "quality",
    "satisfaction": "satisfaction",
    "retention": "who stays",
    "reliability": "reliability",
}


def _whose(document: Document, objective: Objective) -> str:
    """Whose objective it is: its team, and the title of the document where that is one of a team."""
    title = _TITLE.search(document.source.text) if document.format == "markdown" else None
    words = title[1] if title and _TEAM.search(title[1]) else ""
    return f"{document.team_of(objective)} {words}".strip()


def _kind(key_result: KeyResult, facts: Facts) -> str:
    measure = facts.measures.get(key_result.text)
    if measure is None or measure.direction == "keep" or not (measure.target or measure.change):
        return ""
    return kind_of(measure, key_result.text.value)


def _kinds(key_results: Sequence[KeyResult], facts: Facts) -> set[str]:
    """The kinds of a set; none where that of one is not known."""
    found: set[str] = set()
    for one in key_results:
        kind = _kind(one, facts)
        if not kind:
            return set()
        found.add(kind)
    return found


def check(
    document: Document,
    facts: Facts,
    *,
    kinds: tuple[str, ...] = (),
    fewest: int = 3,
    unless_team: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """Sets of at least `fewest` key results that are all of one kind, or all of the `kinds` that are given.

    With `unless_team` only sets of teams that are named and have none of these words in their name.
    """
    for objective in document.objectives:
        key_results = [one for one in objective.key_results if "health" not in purposes(one)]
        if not objective.stated or len(key_results) < max(fewest, 1):
            continue
        found = _kinds(key_results, facts)
        if not found:
            continue
        whose = _whose(document, objective) if unless_team else ""
        if unless_team and (not whose or first(f"{whose} {document.source.path}", unless_team)):
            continue
        if len(key_results) == len(objective.key_results) and (found <= set(kinds) if kinds else len(found) == 1):
            related = tuple(Related(one.text.span(), "the same kind of measure") for one in key_results)
            fields = {"count": str(len(key_results)), "kind": _NAMES[min(found)]}
            yield Finding(objective.text.span(), fields, related=related)
