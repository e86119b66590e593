"""From what was read and found to the scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from okrlint.core.alignment import company_wide
from okrlint.core.finding import Diagnostic
from okrlint.core.labels import NO_LABELS, Labelled
from okrlint.core.linking import graph_of
from okrlint.core.measure import NO_MEASURES, Measures
from okrlint.core.model import Document
from okrlint.core.periods import days_of
from okrlint.report.run import Run
from okrlint.report.safe import one_line
from okrlint.report.scorecard import figures
from okrlint.report.scorecard.cards import Counts, Note, ObjectiveCard, PeriodCard, Scorecard, Share, TeamCard
from okrlint.report.scorecard.elements import notes, objective_card
from okrlint.report.scorecard.layout import pictures
from okrlint.report.scorecard.places import sorted_out
from okrlint.report.scorecard.questions import questions, seen
from okrlint.report.scorecard.support import support_of


class Asked(NamedTuple):
    """What a scorecard is made of besides the run: labels and measures, the day, and whether there is a score."""

    labels: Labelled = NO_LABELS
    measures: Measures = NO_MEASURES
    today: date | None = None
    score: bool = False


@dataclass(slots=True)
class _Team:
    """A team while it is collected."""

    name: str
    is_file: bool
    company: bool = False
    periods: dict[str, list[ObjectiveCard]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


Teams = dict[tuple[bool, str], _Team]


def _team_of(teams: Teams, document: Document, number: int) -> _Team:
    """The team of an objective; its file where none is named. Spaces and capitals make no other team."""
    objective = document.objectives[number]
    name = " ".join(one_line(document.team_of(objective)).split())
    is_file = not name
    shown = name or one_line(document.source.path)
    team = teams.setdefault((is_file, shown.casefold()), _Team(shown, is_file))
    team.company = team.company or (not is_file and company_wide(document, objective))
    return team


def _collected(run: Run, asked: Asked) -> tuple[Teams, dict[tuple[str, int], str]]:
    """The objectives of all teams, and their anchors by file and place."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in run.diagnostics:
        by_path.setdefault(one.path, []).append(one)
    teams: Teams = {}
    anchors: dict[tuple[str, int], str] = {}
    for document in run.documents:
        found = sorted_out(document, by_path.get(document.source.path, ()))
        for number, objective in enumerate(document.objectives):
            team = _team_of(teams, document, number)
            anchor = f"o{len(anchors) + 1}"
            anchors[document.source.path, number] = anchor
            card = objective_card(document, number, anchor, (asked.labels, asked.measures), found)
            team.periods.setdefault(document.period_of(objective), []).append(card)
        if document.objectives:
            _team_of(teams, document, 0).notes.extend(notes(found.get(None, ())))
    return teams, anchors


def _period_order(label: str) -> tuple[int, int, str]:
    """The latest period first, then those of which nobody knows when they are, then none at all."""
    days = days_of(label)
    return (0, -days.last.toordinal(), label) if days else (2 if not label else 1, 0, label)


def _period(label: str, anchor: str, cards: Sequence[ObjectiveCard]) -> PeriodCard:
    return PeriodCard(one_line(label), anchor, figures.share(cards), figures.counts(cards), tuple(cards))


def _team(team: _Team, number: int, run: Run, with_score: bool) -> TeamCard:
    """A team with its periods, the latest first."""
    anchor = f"t{number}"
    labels = sorted(team.periods, key=_period_order)
    periods = tuple(_period(label, f"{anchor}p{place}", team.periods[label]) for place, label in enumerate(labels, 1))
    objectives = [card for cards in team.periods.values() for card in cards]
    return TeamCard(
        name=team.name,
        anchor=anchor,
        is_file=team.is_file,
        periods=periods,
        share=sum((period.share for period in periods), Share()),
        counts=sum((period.counts for period in periods), figures.counted(team.notes)),
        notes=tuple(team.notes),
        questions=questions(seen(periods), run.rules),
        score=figures.score(objectives) if with_score else None,
    )


def _shorten(files: Sequence[_Team]) -> None:
    """Leave out the folders that all files have in common."""
    parts = [team.name.split("/")[:-1] for team in files]
    same = next((place for place, names in enumerate(zip(*parts, strict=False)) if len(set(names)) > 1), None)
    shared = min(map(len, parts), default=0) if same is None else same
    for team in files if len(files) > 1 else ():
        team.name = "/".join(team.name.split("/")[shared:])


def _teams(found: Teams, run: Run, with_score: bool) -> tuple[TeamCard, ...]:
    """The whole company first, then teams by name, then files where no team is named."""
    _shorten([team for team in found.values() if team.is_file])
    ordered = sorted(found.values(), key=lambda one: (one.is_file, not one.company, one.name.casefold()))
    return tuple(_team(team, number, run, with_score) for number, team in enumerate(ordered, 1))


def _nodes(run: Run, anchors: Mapping[tuple[str, int], str]) -> Iterator[str]:
    """The anchors of the nodes of the graph, in its order: a key result has that of its objective."""
    for document in run.documents:
        for number, objective in enumerate(document.objectives):
            if objective.struck:
                continue
            anchor = anchors[document.source.path, number]
            yield from (anchor,) * objective.stated
            yield from (anchor for one in objective.key_results if one.text and not one.struck)


def _overall(teams: Sequence[TeamCard]) -> int | None:
    """The score over all teams."""
    return figures.score(card for team in teams for period in team.periods for card in period.objectives)


def scorecard(run: Run, asked: Asked) -> Scorecard:
    """The scorecard of a run."""
    found, anchors = _collected(run, asked)
    teams = _teams(found, run, asked.score)
    support = support_of(graph_of(run.documents))
    objectives = [node for node in support.graph.nodes if node.is_objective]
    card = Scorecard(
        today=asked.today.isoformat() if asked.today else "",
        version=run.version,
        files=len(run.documents),
        objectives=sum(team.stated for team in teams),
        teams=teams,
        share=sum((team.share for team in teams), Share()),
        counts=sum((team.counts for team in teams), Counts()),
        defects=figures.defects(teams, run.rules),
        pictures=pictures(support, dict(enumerate(_nodes(run, anchors)))),
        unlinked=sum(node.number not in support.depth for node in objectives),
        empty=tuple(one_line(one.source.path) for one in run.documents if not one.objectives),
        unreadable=tuple(one_line(str(error)) for error in run.unreadable),
    )
    return replace(card, score=_overall(teams), formula=figures.FORMULA) if asked.score else card
