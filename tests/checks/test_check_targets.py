"""Checks of dates, windows, averages and owners, with labels made up here, so that no model has a say."""

from __future__ import annotations

from typing import Any

import pytest

from okrlint.analysis.quantities import find_quantities
from okrlint.checks import all_or_nothing, date_milestone, hidden_tail, no_owner, not_visible_in_period, vague_metric
from okrlint.core.facts import Facts
from okrlint.core.labels import FLAGS, Kind, Labels, Measured
from okrlint.core.model import Cycle, Document, Field, KeyResult, Objective
from okrlint.core.source import Source
from okrlint.core.text import Text

NOTHING = Text("", ())


def labels(kind: Kind, measured: Measured, binary: float = 0.0, uncertain: bool = False, **flags: float) -> Labels:
    """Labels of a kind that is nearly sure."""
    shares: dict[Kind, float] = dict.fromkeys(("outcome", "output", "activity"), 0.05)
    return Labels(
        kind, uncertain, {**shares, kind: 0.9}, measured, {**dict.fromkeys(FLAGS, 0.0), "binary": binary, **flags}
    )


OUTCOME = labels("outcome", "full")
VAGUE = labels("outcome", "partial")
MILESTONE = labels("output", "none", binary=0.95)


def found(check: Any, sentence: str, given: Labels | None, **options: Any) -> list[str]:
    """What a check of key results marks in a sentence with some labels."""
    text = Text.verbatim(sentence, 0)
    facts = Facts(quantities={text: find_quantities(sentence)}, labels={text: given} if given else {})
    source = Source("okrs.md", sentence)
    return [source[one.span] for one in check(KeyResult(text), facts, **options)]


def found_in(
    check: Any, sentence: str, given: Labels | None, period: str = "", beside: str = "", **options: Any
) -> list[str]:
    """What a check of documents marks in a document of one sentence, with a line beside it."""
    text = Text.verbatim(sentence, 0)
    facts = Facts(quantities={text: find_quantities(sentence)}, labels={text: given} if given else {})
    cycle = Cycle(period, None) if period else None
    source = Source("okrs.md", f"{sentence}\n{beside}\n")
    document = Document(source, "markdown", (Objective(NOTHING, key_results=(KeyResult(text),)),), cycle=cycle)
    return [source[one.span] for one in check(document, facts, **options)]


# ------------------------------------------------------------------------------------------------------ date-milestone


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Launch the ferry app by the end of June", "by the end of June"),
        ("Second kitchen open no later than 3 May", "no later than 3 May"),
        ("Open the bath before the end of 2027", "before the end of 2027"),
        ("Ferry app out, 30 May 2027", "30 May 2027"),
        ("Ferry app out (by Q3)", "by Q3"),
        ("New counter – week 6", "week 6"),
        ("New counter open by 2027", "by 2027"),
        ("New counter open in early 2027", "in early 2027"),
        ("Roster published until 1 May", "until 1 May"),
        ("Open the bath in May with a brass band", "in May"),
    ],
)
def test_a_deadline_is_found(sentence: str, date: str) -> None:
    assert found(date_milestone.check, sentence, MILESTONE) == [date]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mend the roof that broke in May",
        "Write the report that we have owed since 2023",
        "Plan for 2027",
        "Open the counter at 7:30",
        "Buy the budget 2027 software",
        "Repair the lift (stuck since May)",
        "Move out before the lease ends on 30 June",
        "Sign the lease until 2041",
        "List the feasts until the end of May",
        "Honour the guests in 2027",
        "Buddy named before day 1",
        "Bring the May issue out",
        "Launch the ferry app",
    ],
)
def test_a_date_that_is_no_deadline_is_none(sentence: str) -> None:
    assert found(date_milestone.check, sentence, MILESTONE) == []


def test_a_date_beside_a_number_or_of_a_change_is_no_milestone() -> None:
    assert found(date_milestone.check, "Open 3 counters by 30 May", MILESTONE) == []
    assert found(date_milestone.check, "Guests come back by 30 May", labels("outcome", "none")) == []
    assert found(date_milestone.check, "Pass my exam by 30 May", labels("output", "none", 0.9, individual=0.9)) == []
    assert found(date_milestone.check, "Pass the audit by 30 May", MILESTONE, without=("audit",)) == []


def test_a_word_for_finishing_settles_what_is_uncertain() -> None:
    unsure = labels("outcome", "none", uncertain=True)
    assert found(date_milestone.check, "Move finished by 30 May", unsure) == ["by 30 May"]
    assert found(date_milestone.check, "Guests at ease by 30 May", unsure) == []


# ----------------------------------------------------------------------------------------------- all-or-nothing-target


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("All boats leave on time", "All"),
        ("There are no late boats", "no"),
        ("Have zero late boats", "zero"),
        ("100 % of boats leave on time", "100 % of"),
        ("0 late boats", "0"),
        ("Late boats: 0", "0"),
        ("Bring boats on time to 100% by 30 June", "100%"),
        ("No boat waits longer than 10 minutes", "No"),
    ],
)
def test_all_or_none_is_found(sentence: str, words: str) -> None:
    assert found(all_or_nothing.check, sentence, OUTCOME) == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "Late boats from 30 to 0",
        "Late boats: 0, now 14",
        "All 4 boats leave on time",
        "Every week 30 boats leave on time",
        "All-day tickets sell better",
        "0.5% of boats are late",
        "Revenue growth of 100%",
        "No. 1 among the ferries",
        "No more than 3 boats are late",
        "Waits from 3 days to zero",
    ],
)
def test_a_start_a_small_set_or_another_meaning_is_not_all_or_nothing(sentence: str) -> None:
    assert found(all_or_nothing.check, sentence, OUTCOME) == []


def test_work_habits_and_duties_are_left_to_others() -> None:
    assert found(all_or_nothing.check, "All boats painted", labels("output", "full")) == []
    assert found(all_or_nothing.check, "All hulls pass the test", labels("output", "full")) == ["All"]
    assert found(all_or_nothing.check, "All boats leave on time", labels("outcome", "full", health=0.9)) == []
    assert found(all_or_nothing.check, "All boats are safe", OUTCOME, without=("safe",)) == []


# -------------------------------------------------------------------------------------------------------- vague-metric

WORDS = ("quality", "engagement", "customer focus")


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Improve quality", "quality"),
        ("Better quality of our soups by a third", "quality"),
        ("Raise member engagement to 80%", "engagement"),
        ("Engagement of members increases", "Engagement"),
        ("Quality up by 10%", "Quality"),
        ("Increase the quality of our soups from 6 to 8", "quality"),
        ("Strengthen customer focus", "customer focus"),
    ],
)
def test_a_word_that_stands_for_the_metric_is_found(sentence: str, word: str) -> None:
    assert found_in(vague_metric.check, sentence, VAGUE, words=WORDS) == [word]


@pytest.mark.parametrize(
    "sentence",
    [
        "Improve quality: share of soups that come back",
        "Improve the quality score from 6 to 8",
        "Raise engagement as measured in the panel",
        "Hire a quality manager",
        "Guests praise the quality of 8 in 10 soups",
        "Increase the quality checks of 30 kitchens",
        "Cooks in quality and service stay",
    ],
)
def test_a_word_with_a_measure_or_another_part_is_none(sentence: str) -> None:
    assert found_in(vague_metric.check, sentence, VAGUE, words=WORDS) == []


@pytest.mark.parametrize(
    ("beside", "is_found"),
    [
        ("Quality: soups that nobody sends back", False),
        ("| **Meal quality** | soups that nobody sends back |", False),
        ("By quality we mean that nobody sends a soup back.", False),
        ("Quality is everything", True),
        ("Quality:", True),
    ],
)
def test_a_line_that_explains_the_word_settles_it(beside: str, is_found: bool) -> None:
    assert bool(found_in(vague_metric.check, "Improve quality", VAGUE, beside=beside, words=WORDS)) == is_found


# ----------------------------------------------------------------------------------------------- not-visible-in-period


@pytest.mark.parametrize(
    ("period", "is_found"),
    [
        ("2026-Q3", True),
        ("FY2026-Q3", True),
        ("Q3", True),
        ("2026-07", True),
        ("2026-H2", False),
        ("2026-T2", False),
        ("2026", False),
        ("Term 2", False),
        ("", False),
    ],
)
def test_a_window_must_fit_into_the_period(period: str, is_found: bool) -> None:
    window = found_in(not_visible_in_period.check, "90-day retention from 48% to 65%", OUTCOME, period)
    assert window == (["90-day retention"] if is_found else [])


@pytest.mark.parametrize(
    ("sentence", "window"),
    [
        ("Half a year later 60% still sing", "Half a year later"),
        ("60% still sing two quarters after the course", "two quarters after"),
        ("Survival at 12 months above 75%", "at 12 months"),
        ("30-day return of the September cohort: 40%", "30-day return"),
        ("Singers who joined in August and still sing after 60 days: 40%", "after 60 days"),
        ("60% of singers return within 180 days", "within 180 days"),
    ],
)
def test_windows_in_all_their_forms(sentence: str, window: str) -> None:
    assert found_in(not_visible_in_period.check, sentence, OUTCOME, "2026-Q3") == [window]


@pytest.mark.parametrize(
    "sentence",
    [
        "30-day retention to 65% by the end of September",
        "30-day return of the July cohort: 40%",
        "90-day retention of the April cohort: 40%",
        "Rolling 12-month retention: 40%",
        "Answer within 180 days",
        "60% of those who joined before May return after a year",
        "The inspector announces visits again after 18 months of surprise",
    ],
)
def test_shorter_and_earlier_windows_fit(sentence: str) -> None:
    assert found_in(not_visible_in_period.check, sentence, OUTCOME, "2026-Q3") == []


def test_nobody_can_follow_a_cohort_of_a_month_in_a_fiscal_quarter() -> None:
    sentence = "30-day return of the September cohort: 40%"
    assert found_in(not_visible_in_period.check, sentence, OUTCOME, "FY2026-Q3") == []


def test_the_limit_in_a_task_is_no_window() -> None:
    sentence = "Delete the photographs after 6 months"
    assert found_in(not_visible_in_period.check, sentence, MILESTONE, "2026-Q3") == []
    assert found_in(not_visible_in_period.check, sentence, None, "2026-Q3") == ["after 6 months"]


# --------------------------------------------------------------------------------------------------------- hidden-tail


def test_an_average_of_times_is_found_but_not_one_of_money() -> None:
    options = {"phrases": ("average",), "without": ("worst",)}
    assert found(hidden_tail.check, "Average wait 4 h", None, **options) == ["Average"]
    assert found(hidden_tail.check, "Wait of four minutes on average", None, **options) == ["average"]
    assert found(hidden_tail.check, "Average order 40 euros", None, **options) == []
    assert found(hidden_tail.check, "Average wait 4 h, at worst 9 h", None, **options) == []


# ------------------------------------------------------------------------------------------------------------ no-owner


@pytest.mark.parametrize("owner", ["everyone", "The whole team", "TBD", "@???", "-", "OWNER", "Ana, Ben, Cem"])
def test_an_owner_that_nobody_can_ask_is_found(owner: str) -> None:
    field = Field("owner", Text.verbatim(owner, 6))
    objective = Objective(NOTHING, key_results=(KeyResult(Text.verbatim("Boats", 0), fields=(field,)),))
    source = Source("okrs.md", f"Boats\n{owner}\n")
    assert [source[one.span] for one in no_owner.check(Document(source, "markdown", (objective,)), Facts())] == [owner]


@pytest.mark.parametrize(
    "owner", ["Ana", "Ana and Ben", "Finance & Accounting", "@ana", "All-hands crew", "Nobel team"]
)
def test_an_owner_that_one_can_ask_is_none(owner: str) -> None:
    field = Field("owner", Text.verbatim(owner, 6))
    objective = Objective(NOTHING, key_results=(KeyResult(Text.verbatim("Boats", 0), fields=(field,)),))
    source = Source("okrs.md", f"Boats\n{owner}\n")
    assert list(no_owner.check(Document(source, "markdown", (objective,)), Facts())) == []
