"""What the scorecard says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from okrlint.core.finding import Diagnostic, Severity, Suggestion
from okrlint.core.labels import Labelled, Labels, Unjudged
from okrlint.core.linking import graph_of
from okrlint.core.model import Document
from okrlint.core.rule import Described, Rule, RulePage
from okrlint.core.source import Source, Span
from okrlint.formats import read
from okrlint.report.run import Run
from okrlint.report.scorecard.build import Asked, scorecard
from okrlint.report.scorecard.cards import Note, Scorecard, Share
from okrlint.report.scorecard.questions import asked
from okrlint.report.scorecard.support import support_of

TOWN = """\
---
team: Town
period: 2026-Q3
---

# Town

## O1: Cyclists feel safe

- KR1: Raise trips by bike from 9% to 15%
- KR2: Build four lanes
- KR3: Rad und Tat
- ~~KR4: Paint lanes~~
"""
PARK = """\
---
team: park
---

# Park, 2026-Q3

## O2: People linger in the park

Supports: O1

- KR1: Plant 40 trees
"""
LOOSE = "# Loose ends\n\n## Objective: Dogs are welcome\n\n- KR1: Dogs a day: 3 to 9\n"


def doc(path: str, text: str) -> Document:
    """A document."""
    return read(Source(path, text))


def labels(documents: Sequence[Document]) -> Labelled:
    """Labels by a word of the sentence."""
    found: dict[object, Labels | Unjudged] = {}
    for document in documents:
        for one in document.key_results:
            kind = "outcome" if " to " in one.text.value else "output"
            sure = {"outcome": 0.9, "output": 0.05, "activity": 0.05} if kind == "outcome" else {kind: 0.876}
            flags = dict.fromkeys(("binary", "individual", "gameable", "health"), 0.0)
            judged = Labels(kind, "Plant" in one.text.value, {"outcome": 0.4, **sure}, "full", flags)
            found[one.text] = Unjudged("this is not English") if "Rad" in one.text.value else judged
    return found  # type: ignore[return-value]


def about(document: Document, words: str, code: str = "OKR101", severity: Severity = Severity.WARNING) -> Diagnostic:
    """A diagnostic about some words of a document."""
    start = document.source.text.index(words)
    span = Span(start, start + len(words))
    message = f"{words} is work: what comes of it, and for whom?"
    wordings = (Suggestion("More trips", "says what changes"),)
    return Diagnostic(code, "a-rule", severity, 1.0, message, span, document.source, suggestions=wordings)


def made(documents: Sequence[Document], found: Sequence[Diagnostic] = (), score: bool = False) -> Scorecard:
    """The scorecard of some documents."""
    rule = Rule("OKR101", "a-rule", "Work.", Severity.WARNING, "key_result", "judged", "…")
    rules = {"OKR101": Described(rule, RulePage("Nobody may notice. So ask.", (), (), ()))}
    return scorecard(Run(found, documents, (), rules), Asked(labels(documents), {}, date(2026, 8, 1), score))


TOWN_DOC, PARK_DOC, LOOSE_DOC = doc("town.md", TOWN), doc("park.md", PARK), doc("loose.md", LOOSE)
ALL = (PARK_DOC, LOOSE_DOC, TOWN_DOC)


def test_teams_stand_before_files_by_name() -> None:
    assert [(team.name, team.is_file) for team in made(ALL).teams] == [
        ("park", False),
        ("Town", False),
        ("loose.md", True),
    ]


def test_one_team_in_two_spellings_is_one() -> None:
    other = doc("b.md", PARK.replace("team: park", "team: TOWN ").replace("2026-Q3", "2026-Q2").replace("O2", "O7"))
    (team,) = made((TOWN_DOC, other)).teams
    assert team.name == "Town"
    assert [period.label for period in team.periods] == ["2026-Q3", "2026-Q2"]


def test_the_company_comes_first() -> None:
    other = doc("z.md", PARK.replace("team: park", "team: Whole company"))
    assert [team.name for team in made((*ALL, other)).teams][:2] == ["Whole company", "park"]


def test_files_are_named_without_the_folders_that_they_share() -> None:
    documents = [doc(f"plans/2026/{name}.md", LOOSE) for name in ("a/x", "b/y")]
    assert [team.name for team in made(documents).teams] == ["a/x.md", "b/y.md"]
    assert [team.name for team in made(documents[:1]).teams] == ["plans/2026/a/x.md"]


def test_what_is_struck_out_or_not_judged_is_told_apart() -> None:
    (team,) = made([TOWN_DOC]).teams
    assert team.share == Share((1, 1, 0, 0, 1))
    assert (team.share.percent, team.share.total) == (50, 3)
    assert team.share.told == "1 outcome, 1 output, 1 not judged"
    cards = team.periods[0].objectives[0].key_results
    assert [(card.kind, card.probability, card.reason, card.struck) for card in cards] == [
        ("outcome", 90, "", False),
        ("output", 88, "", False),
        ("not judged", None, "this is not English", False),
        ("output", 88, "", True),
    ]


def test_an_uncertain_one_shows_how_likely_it_is_an_outcome() -> None:
    card = made([PARK_DOC]).teams[0].periods[0].objectives[0].key_results[0]
    assert (card.kind, card.probability) == ("uncertain", 40)


def test_findings_stand_where_they_belong() -> None:
    found = [about(TOWN_DOC, "Build four"), about(TOWN_DOC, "Cyclists", "OKR502"), about(TOWN_DOC, "# Town", "OKR607")]
    card = made(ALL, found)
    team = card.teams[1]
    objective = team.periods[0].objectives[0]
    assert [note.code for note in team.notes] == ["OKR607"]
    assert [note.code for note in objective.notes] == ["OKR502"]
    assert [[note.code for note in one.notes] for one in objective.key_results] == [[], ["OKR101"], [], []]
    note = objective.key_results[1].notes[0]
    assert (note.place, note.wordings[0].text) == ("11:8", "More trips")
    assert (card.counts.warnings, team.counts.warnings, card.teams[0].counts.total) == (3, 3, 0)


def test_defects_are_counted_by_rule_and_team() -> None:
    found = [
        about(TOWN_DOC, "Build"),
        about(TOWN_DOC, "Cyclists"),
        about(PARK_DOC, "Plant"),
        about(PARK_DOC, "People", "X1"),
    ]
    first, second = made(ALL, found).defects
    assert (first.code, first.count, first.summary, first.by_team) == ("OKR101", 3, "Work.", {"t2": 2, "t1": 1})
    assert (second.code, second.count) == ("X1", 1)


def test_three_questions_from_three_rules_the_heaviest_first() -> None:
    found = [
        about(TOWN_DOC, "Build", "OKR304", Severity.INFO),
        about(TOWN_DOC, "Build four", "OKR101"),
        about(TOWN_DOC, "Raise", "OKR101"),
        about(TOWN_DOC, "Cyclists", "OKR502", Severity.ERROR),
        about(TOWN_DOC, "Rad", "OKR105"),
        about(TOWN_DOC, "Rad und", "OKR616", Severity.ERROR),
    ]
    questions = made([TOWN_DOC], found).teams[0].questions
    assert [(one.note.code, one.times) for one in questions] == [("OKR502", 1), ("OKR101", 2), ("OKR304", 1)]
    assert questions[1].text == "What comes of it, and for whom?"
    assert questions[1].why == "Nobody may notice."
    assert questions[1].about == "Raise trips by bike from 9% to 15%"
    assert made([TOWN_DOC]).teams[0].questions == ()


@pytest.mark.parametrize(
    ("code", "message", "question"),
    [
        ("OKR102", '"Join" is work: what will be different?', "What will be different?"),
        (
            "OKR102",
            "No question here",
            "Once this is there, who will do what differently, and which figure would show it?",
        ),
        ("OKR506", "For whom? Name the people", "For whom? Name the people"),
        ("OKR307", '"4" of whom?', '"4" of whom?'),
        (
            "OKR310",
            "Two: which is it really, in the end?",
            "If only one of the two numbers came true, which one should it be?",
        ),
        ("ACME1", "Nothing asked", "What would you write in its place?"),
        ("ACME1", 'Say "a: b" or not, what do you think?', 'Say "a: b" or not, what do you think?'),
    ],
)
def test_a_question_is_taken_from_a_message(code: str, message: str, question: str) -> None:
    assert asked(Note(code, "x", "info", message, "a.md", "1:1")) == question


def test_the_graph_as_picture_and_as_list() -> None:
    card = made(ALL)
    (picture,) = card.pictures
    assert [box.text for box in picture.boxes] == ["Cyclists feel safe", "People linger in the park"]
    left, right = picture.boxes
    assert left.x + 256 < right.x
    assert (left.head, left.anchor) == ("Town · O1", "o3")
    assert [one.text for one in picture.root.below] == ["People linger in the park"]
    assert len(picture.links) == 1
    assert card.unlinked == 1
    assert picture.width >= right.x + 256


def test_circles_and_long_chains_end() -> None:
    def chain(length: int, last: int) -> Document:
        """Objectives, each of which supports the next."""
        lines = [
            f"## O{n}: Goal number {n}\n\nSupports: O{n + 1 if n < length else last}\n" for n in range(1, length + 1)
        ]
        return doc("chain.md", "# Chain 2026-Q3\n\n" + "\n".join(lines))

    circle = support_of(graph_of([chain(3, 1)]))
    assert len(circle.depth) == 3
    assert len(circle.roots) == 1
    long = made([chain(2000, 0)])
    assert sum(len(picture.boxes) for picture in long.pictures) == 2000
    assert max(len(picture.boxes) for picture in long.pictures) <= 7


def test_a_score_only_where_somebody_asks() -> None:
    found = [about(TOWN_DOC, "Build", severity=Severity.ERROR)]
    assert made(ALL, found).score is None
    assert made(ALL, found).formula == ""
    card = made(ALL, found, score=True)
    assert (card.score, [team.score for team in card.teams]) == (50, [0, 50, 100])
    spoiled = made(ALL, [*found, about(TOWN_DOC, "Raise")], score=True)
    assert spoiled.score == 25
    assert "÷" in card.formula


def test_nothing_at_all() -> None:
    card = scorecard(Run(documents=[doc("a.md", "# Notes\n")]), Asked(score=True))
    assert (card.teams, card.empty, card.score, card.share.percent) == ((), ("a.md",), None, None)
