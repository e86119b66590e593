"""The scorecard as Markdown, for a pull request or a wiki."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.report.markup import MADE, code, link, plain, row
from okrlint.report.safe import well_formed
from okrlint.report.scorecard.cards import (
    Counts,
    KeyResultCard,
    Note,
    ObjectiveCard,
    PeriodCard,
    Scorecard,
    Share,
    TeamCard,
    counted_kind,
)
from okrlint.report.scorecard.pictures import Branch
from okrlint.report.summary import counted

_WORDS = {"error": "Error", "warning": "Warning", "info": "Note"}


def _percent(share: Share) -> str:
    return "–" if share.percent is None else f"{share.percent} %"


def _found(counts: Counts) -> str:
    """Findings by severity, in words."""
    pairs = ((counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "note"))
    return ", ".join(counted(number, noun) for number, noun in pairs if number) or "nothing to report"


def _overview(report: Scorecard) -> Iterator[str]:
    """All in a few lines."""
    day = f", as of {report.today}" if report.today else ""
    yield from ("# OKR review", "", MADE, "")
    size = f"{counted(report.objectives, 'objective')}, {counted(report.share.total, 'key result')}"
    yield f"{counted(report.files, 'file')}, {size}{day}: {report.share.told}."
    if report.share.judged:
        yield f"**{_percent(report.share)} of the key results that were judged are outcomes.**"
    yield f"okrlint found {_found(report.counts)}."
    if report.score is not None:
        yield from ("", f"Score: {report.score} of 100. {report.formula}")


def _table(report: Scorecard) -> Iterator[str]:
    """The table by team and period."""
    if not report.teams:
        return
    yield from ("", "## By team and period", "")
    yield row("Team", "Period", "Outcomes", "Key results", "Errors", "Warnings", "Notes")
    yield row("---", "---", "---:", "---", "---:", "---:", "---:")
    for team in report.teams:
        for period in team.periods:
            found = period.counts
            sums = (found.errors, found.warnings, found.infos)
            kinds = ", ".join(counted_kind(part.kind, part.count) for part in period.share.parts)
            yield row(plain(team.name), plain(period.label) or "none", _percent(period.share), kinds or "none", *sums)


def _defects(report: Scorecard) -> Iterator[str]:
    """The most frequent findings."""
    if not report.defects:
        return
    names = {team.anchor: team.name for team in report.teams}
    yield from ("", "## Where the defects are", "")
    yield row("Rule", "What it finds", "Findings", "Most of them in")
    yield row("---", "---", "---:", "---")
    for one in report.defects:
        most = ", ".join(f"{plain(names[anchor])} ({times})" for anchor, times in list(one.by_team.items())[:3])
        yield row(link(one.code, one.url), plain(one.summary or one.name), one.count, most)


def _branch(branch: Branch, depth: int) -> Iterator[str]:
    """An objective with what supports it, below it."""
    others = "".join(f"; also supports: {plain(other)}" for other in branch.others)
    yield f"{'  ' * depth}- {plain(branch.text)} ({plain(branch.head)}{others})"
    for below in branch.below:
        yield from _branch(below, depth + 1)


def _alignment(report: Scorecard) -> Iterator[str]:
    """What supports what: below an objective stands what supports it."""
    if not report.pictures:
        return
    yield from ("", "## What supports what", "")
    for picture in report.pictures:
        yield from _branch(picture.root, 0)


def _note(note: Note, indent: str, with_place: bool = False) -> Iterator[str]:
    """A finding with other wordings or a question below it."""
    place = f" {code(f'{note.path}:{note.place}')}" if with_place else ""
    yield f"{indent}- {_WORDS[note.severity]} {link(note.code, note.url)}{place}: {plain(note.message)}"
    for wording in note.wordings:
        why = f" ({plain(wording.why)})" if wording.why else ""
        yield f"{indent}  - Perhaps: {plain(wording.text)}{why}"
    if note.question:
        yield f"{indent}  - To ask: {plain(note.question)}"


def _key_result(card: KeyResultCard) -> Iterator[str]:
    """A key result with its kind, what it measures and the findings."""
    share = "" if card.probability is None else f" {card.probability} %"
    kind = f"uncertain,{share} outcome" if card.kind == "uncertain" else f"{card.kind}{share}"
    facts = "".join(f"; {plain(fact)}" for fact in card.facts)
    text = f"~~{plain(card.text)}~~" if card.struck else plain(card.text)
    yield f"- {text} ({kind}{facts})"
    for note in card.notes:
        yield from _note(note, "  ")


def _objective(card: ObjectiveCard) -> Iterator[str]:
    """An objective with its key results."""
    words = plain(card.text) or "No objective is stated"
    yield from ("", f"**{words}** {code(f'{card.path}:{card.place}')}", "")
    for note in card.notes:
        yield from _note(note, "")
    for key_result in card.key_results:
        yield from _key_result(key_result)


def _questions(team: TeamCard) -> Iterator[str]:
    """What the team should talk about."""
    if team.questions:
        yield from ("", "Questions to talk about:", "")
    for number, one in enumerate(team.questions, 1):
        more = f" and {counted(one.times - 1, 'other place')}" if one.times > 1 else ""
        about = f" About: {plain(one.about)}{more}." if one.about else ""
        yield f"{number}. **{plain(one.text)}**{about} {plain(one.why)} ({link(one.note.code, one.note.url)})"


def _periods(periods: Sequence[PeriodCard]) -> Iterator[str]:
    for period in periods:
        yield from ("", f"#### {plain(period.label) or 'No period is stated'}")
        for objective in period.objectives:
            yield from _objective(objective)


def _team(team: TeamCard) -> Iterator[str]:
    """A team, folded away on GitHub."""
    score = f", score {team.score} of 100" if team.score is not None else ""
    size = f"{counted(team.stated, 'objective')}, {counted(team.share.total, 'key result')}"
    yield from ("", f"### {plain(team.name)}", "", "<details>")
    yield f"<summary>{size}; {team.share.told}; {_found(team.counts)}{score}</summary>"
    yield from _questions(team)
    yield from ("",) * bool(team.notes)
    for note in team.notes:
        yield from _note(note, "", with_place=True)
    yield from _periods(team.periods)
    yield from ("", "</details>")


def _lines(report: Scorecard) -> Iterator[str]:
    yield from _overview(report)
    yield from _table(report)
    yield from _defects(report)
    yield from _alignment(report)
    if report.teams:
        yield from ("", "## Team by team")
    for team in report.teams:
        yield from _team(team)
    if report.empty or report.unreadable:
        yield from ("", "## What is not in here", "")
        yield from (f"- {plain(line)}" for line in report.unreadable)
        yield from (f"- {code(path)} has no objectives or key results" for path in report.empty)


def render(report: Scorecard) -> str:
    """The scorecard as Markdown of GitHub."""
    return well_formed("".join(f"{line}\n" for line in _lines(report)))
