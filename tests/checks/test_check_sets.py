"""Checks of sets and documents, on documents that are built by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from okrlint.analysis import analyse
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Cycle, Document, Field, Initiative, KeyResult, Objective
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.engine import bind, lint
from okrlint.packs import core_rules

RULES = {rule.code: bind(rule) for rule in core_rules()}


class Page:
    """A text that grows line by line, with the elements that stand in it."""

    def __init__(self) -> None:
        self.text = ""
        self.objectives: list[Objective] = []

    def line(self, words: str) -> Text:
        """Words on a line of their own."""
        text = Text.verbatim(words, len(self.text))
        self.text += words + "\n"
        return text

    def result(self, words: str, id: str = "", struck: bool = False, section: str = "", **fields: str) -> KeyResult:
        """A key result with its id and fields on lines of their own."""
        own = tuple(Field(name, self.line(value)) for name, value in fields.items())
        above = self.line(section) if section else None
        return KeyResult(self.line(words), self.line(id) if id else None, own, section=above, struck=struck)

    def objective(
        self,
        words: str,
        results: Sequence[str | KeyResult] = (),
        *,
        id: str = "",
        under: int | None = None,
        team: str = "",
        cycle: str = "",
        struck: bool = False,
    ) -> int:
        """Add an objective; its number."""
        text = self.line(words) if words else Text("", ())
        own = self.line(id) if id else None
        built = tuple(one if isinstance(one, KeyResult) else self.result(one) for one in results)
        self.objectives.append(
            Objective(
                text,
                own,
                key_results=built,
                cycle=Cycle(cycle, None) if cycle else None,
                team=self.line(team) if team else None,
                under=under,
                struck=struck,
            )
        )
        return len(self.objectives) - 1

    def said(self, code: str, path: str = "okrs.md", **options: int) -> list[Diagnostic]:
        """What a rule says."""
        rule = next(rule for rule in core_rules() if rule.code == code)
        document = Document(Source(path, self.text), "markdown", tuple(self.objectives))
        return lint([document], [bind(rule, options)], analyse=analyse)

    def marked(self, code: str, **options: int) -> list[str]:
        """What a rule marks."""
        return [one.source[one.span] for one in self.said(code, **options)]


@pytest.fixture
def page() -> Page:
    return Page()


# ------------------------------------------------------------------------------------------------ too-many-objectives


def test_the_sixth_objective_is_marked_once(page: Page) -> None:
    for number in range(8):
        page.objective(f"plan {number}", ["KR"])
    (found,) = page.said("OKR601")
    assert found.source[found.span] == "plan 5"
    assert found.message.startswith("Objective 6 of 8 ")
    assert page.marked("OKR601", most=8) == []
    assert page.marked("OKR601", most=2) == ["plan 2"]


def test_teams_periods_parents_struck_repeated_and_unstated_ones_count_apart(page: Page) -> None:
    for number in range(5):
        page.objective(f"plan {number}", team="Kitchen", cycle="2026-Q3")
        page.objective(f"plan {number}", team="Ward", cycle="2026-Q3")
        page.objective(f"plan {number}", team="Kitchen", cycle="2026-Q4")
        page.objective(f"nested {number}", under=0)
    page.objective("PLAN 0", team="Kitchen", cycle="2026-Q3")
    page.objective("struck", team="Kitchen", cycle="2026-Q3", struck=True)
    page.objective("", ["KR"], team="Kitchen", cycle="2026-Q3")
    assert page.marked("OKR601") == []
    page.objective("one more", team="Kitchen", cycle="2026-Q3")
    assert page.marked("OKR601") == ["one more"]


# --------------------------------------------------------------------------------------------------- key result counts


def test_key_results_are_counted_without_guardrails_and_struck_ones(page: Page) -> None:
    five = [page.result(f"KR {number}") for number in range(5)]
    more = [
        page.result("safe", type="health"),
        page.result("kept", section="Guardrails"),
        page.result("dropped", struck=True),
    ]
    page.objective("plan", [*five, *more])
    assert page.marked("OKR602") == []
    page.objective("too much", [*five, page.result("KR 5")])
    assert page.marked("OKR602") == ["too much"]
    assert page.marked("OKR602", most=6) == []


def test_a_flat_list_without_an_objective_is_no_set(page: Page) -> None:
    page.objective("", [f"KR {number}" for number in range(9)])
    assert page.marked("OKR602") == []


def test_one_key_result_is_few_but_not_with_guardrails_or_nested_objectives(page: Page) -> None:
    page.objective("alone", ["KR"])
    page.objective("guarded", [page.result("KR"), page.result("safe", type="guardrail")])
    outer = page.objective("outer", ["KR"])
    page.objective("inner", ["KR 1", "KR 2"], under=outer)
    page.objective("", ["KR"])
    page.objective("empty")
    assert page.marked("OKR603") == ["alone"]


def test_an_objective_without_key_results_is_marked_unless_it_encloses_others(page: Page) -> None:
    outer = page.objective("outer")
    page.objective("inner", ["KR"], under=outer)
    page.objective("bare")
    page.objective("also bare")
    page.objective("INNER")
    page.objective("struck", struck=True)
    page.objective("lost", [page.result("dropped", struck=True)])
    assert page.marked("OKR604") == ["bare", "also bare", "lost"]


def test_a_list_of_objectives_only_is_one_report(page: Page) -> None:
    page.objective("one")
    page.objective("two")
    (found,) = page.said("OKR604")
    assert found.message.startswith("None of these 2 objectives has key results")
    alone = Page()
    alone.objective("one")
    assert alone.said("OKR604")[0].message.startswith("This objective has no key results")


def test_initiatives_are_no_key_results(page: Page) -> None:
    text = page.line("plan")
    page.objectives.append(Objective(text, initiatives=(Initiative(page.line("paint the boat")),)))
    assert page.marked("OKR604") == ["plan"]


# ------------------------------------------------------------------------------------------------------------- repeats


def test_a_repeat_under_one_objective_is_found_whatever_its_length(page: Page) -> None:
    page.objective("plan", ["Fewer calls", "Fewer calls.", "More boats"])
    (found,) = page.said("OKR605")
    assert found.source[found.span] == "Fewer calls."
    assert "line 2" in found.message
    assert [found.source[one.span] for one in found.related] == ["Fewer calls"]


def test_a_repeat_elsewhere_is_found_only_where_it_is_telling(page: Page) -> None:
    long = "Harbour masters of all seven islands answer a question of a guest on the day it comes"
    page.objective("one", ["Map the guests", "Calls from 60 to 15", long])
    page.objective("two", ["Map the guests", "calls, from 60 to 15", long])
    assert page.marked("OKR605") == ["calls, from 60 to 15", long]
    assert page.marked("OKR605", fewest_words=30) == ["calls, from 60 to 15"]


def test_other_numbers_periods_teams_and_shared_objectives_make_no_repeat(page: Page) -> None:
    page.objective("one", ["Calls from 60 to 15", "Calls from 60 to 12"])
    page.objective("two", ["Calls from 60 to 15"], cycle="2026-Q4")
    page.objective("three", ["Calls from 60 to 15"], team="Ward")
    page.objective("ONE", ["Calls from 60 to 15"])
    page.objective("four", [page.result("Boats", target="4"), page.result("Boats", target="9")])
    page.objective("five", [page.result("Calls from 60 to 12", struck=True)])
    assert page.marked("OKR605") == []


# ---------------------------------------------------------------------------------------------------------------- ids


def with_ids(page: Page, *sets: tuple[str, Sequence[str]], **more: str) -> None:
    """Objectives with ids, and their key results with ids."""
    for own, ids in sets:
        results = [page.result(f"result {len(page.text)}", id=one) for one in ids]
        page.objective(f"plan {len(page.text)}", results, id=own, **more)  # type: ignore[arg-type]


def test_ids_given_twice_are_found(page: Page) -> None:
    with_ids(page, ("O1", ["KR1.1", "KR1.2"]), ("O1", ["KR2.1", "kr1.2"]), ("O3", ["KR3.1", "KR3.1"]))
    assert sorted(page.marked("OKR616")) == ["KR3.1", "O1", "kr1.2"]


def test_numbering_within_the_objective_is_the_usual_habit(page: Page) -> None:
    with_ids(page, ("O1", ["KR1", "KR2"]), ("O2", ["KR1", "KR2"]), ("O3", ["KR1"]))
    assert page.marked("OKR616") == []
    with_ids(page, ("O4", ["KR1", "KR2", "KR2"]))
    assert page.marked("OKR616") == ["KR2"]


def test_numbering_through_the_document_must_not_stumble(page: Page) -> None:
    with_ids(page, ("O1", ["KR1", "KR2"]), ("O2", ["KR3", "KR2"]))
    assert page.marked("OKR616") == ["KR2"]


def test_periods_teams_and_parents_number_for_themselves(page: Page) -> None:
    with_ids(page, ("O1", ["KR1.1"]), team="Ward")
    with_ids(page, ("O1", ["KR1.1"]), team="Kitchen")
    with_ids(page, ("O1", ["KR1.1"]), cycle="2026-Q4")
    page.objective("nested", id="O1", under=0)
    assert page.marked("OKR616") == []


def test_labels_are_no_ids(page: Page) -> None:
    with_ids(page, ("O", ["KR", "KR"]), ("O", ["KR"]))
    assert page.marked("OKR616") == []


def test_the_later_one_is_renumbered_where_nothing_speaks_of_it(page: Page) -> None:
    with_ids(page, ("O1", ["KR1"]), ("O2", ["KR1"]), ("O2", ["KR1"]))
    (found,) = page.said("OKR616")
    (fix,) = found.fixes
    assert fix.safe
    assert [(found.source[edit.span], edit.replacement) for edit in fix.edits] == [("2", "3")]


@pytest.mark.parametrize("line", ["see O2 for more", "O2.1 and O2-KR1", "parent: o2"])
def test_it_is_not_where_something_does(page: Page, line: str) -> None:
    with_ids(page, ("O1", ["KR1"]), ("O2", ["KR1"]), ("O2", ["KR1"]))
    page.line(line)
    assert [one.fixes for one in page.said("OKR616")] == [()]


# ------------------------------------------------------------------------------------------------------------- period


@pytest.mark.parametrize("line", ["# Goals for Q3", "**Summer 2026**", "October", "Last change: 2026-07-01"])
def test_a_period_at_the_top_or_in_a_heading_is_enough(page: Page, line: str) -> None:
    page.line(line)
    page.objective("plan", ["KR"])
    assert page.marked("OKR607") == []


def test_a_date_in_a_sentence_or_field_is_enough(page: Page) -> None:
    page.objective("plan", ["KR by 30 June"])
    assert page.marked("OKR607") == []
    other = Page()
    for number in range(20):
        other.line(f"word {number}")
    other.objective("plan", [other.result("KR", due="soon")])
    assert other.marked("OKR607") == []


def test_a_document_without_any_time_is_marked_once(page: Page) -> None:
    page.objective("", ["first"])
    page.objective("plan", ["KR"])
    assert page.marked("OKR607") == ["first"]
    assert Page().marked("OKR607") == []


# -------------------------------------------------------------------------------------------------------- no OKRs found


def test_only_a_readable_document_without_okrs_has_none(page: Page) -> None:
    page.line("Minutes")
    assert page.marked("OKR903") == ["Minutes"]
    page.objective("", ["KR"])
    assert page.marked("OKR903") == []
