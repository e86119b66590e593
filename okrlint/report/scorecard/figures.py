"""Figures of a scorecard: shares, counts, a score for those who ask for one, and where the defects are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from okrlint.core.rule import Described
from okrlint.report.scorecard.cards import KINDS, Counts, Defect, KeyResultCard, Note, ObjectiveCard, Share, TeamCard

FORMULA = (
    "Score = 100 × key results that are outcomes and have no error and no warning ÷ all key results that were judged "
    "(uncertain ones count below the line)."
)


def _standing(objectives: Iterable[ObjectiveCard]) -> Iterator[KeyResultCard]:
    """The key results that are not struck out."""
    for objective in objectives:
        if not objective.struck:
            yield from (card for card in objective.key_results if not card.struck)


def share(objectives: Iterable[ObjectiveCard]) -> Share:
    """How many key results are of which kind; what is struck out does not count."""
    kinds = Counter(card.kind for card in _standing(objectives))
    return Share(tuple(kinds[kind] for kind in KINDS))


def _notes(objectives: Iterable[ObjectiveCard]) -> Iterator[Note]:
    for objective in objectives:
        yield from objective.notes
        for card in objective.key_results:
            yield from card.notes


def counted(notes: Iterable[Note]) -> Counts:
    """Findings by severity."""
    found = Counter(one.severity for one in notes)
    return Counts(found["error"], found["warning"], found["info"])


def counts(objectives: Sequence[ObjectiveCard]) -> Counts:
    """The findings about some objectives and their key results."""
    return counted(_notes(objectives))


def score(objectives: Iterable[ObjectiveCard]) -> int | None:
    """The score that `FORMULA` describes; None where no key result was judged."""
    judged = [card for card in _standing(objectives) if card.kind != "not judged"]
    good = [card for card in judged if card.kind == "outcome" and all(one.severity == "info" for one in card.notes)]
    return round(100 * len(good) / len(judged)) if judged else None


def _team_notes(team: TeamCard) -> Iterator[Note]:
    yield from team.notes
    for period in team.periods:
        yield from _notes(period.objectives)


def defects(teams: Sequence[TeamCard], rules: Mapping[str, Described]) -> tuple[Defect, ...]:
    """The rules that spoke, the most frequent first."""
    by_rule: dict[str, Counter[str]] = {}
    first: dict[str, Note] = {}
    for team in teams:
        for one in _team_notes(team):
            by_rule.setdefault(one.code, Counter())[team.anchor] += 1
            first.setdefault(one.code, one)
    found = [
        Defect(
            code=code,
            name=first[code].name,
            severity=first[code].severity,
            summary=rules[code].rule.summary if code in rules else "",
            url=first[code].url,
            count=times.total(),
            by_team=dict(times.most_common()),
        )
        for code, times in by_rule.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.code)))
