"""Checks of single sentences: what they find, and the traps that they leave alone."""

from __future__ import annotations

import pytest

from okrlint.analysis import analyse
from okrlint.core.model import Document, Field, KeyResult, Objective
from okrlint.core.rule import BoundRule
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.engine import bind, lint
from okrlint.packs import core_rules

RULES = {rule.code: bind(rule) for rule in core_rules()}


def found(rule: BoundRule, sentence: str, kind: str = "key_result", **fields: str) -> list[str]:
    """What a rule marks in one sentence with the fields beside it."""
    source = Source("okrs.md", "\n".join((sentence, *fields.values())))
    place = len(sentence) + 1
    texts = []
    for name, value in fields.items():
        texts.append(Field(name, Text.verbatim(value, place)))
        place += len(value) + 1
    text = Text.verbatim(sentence, 0)
    if kind == "key_result":
        objective = Objective(Text("", ()), key_results=(KeyResult(text, fields=tuple(texts)),))
    else:
        objective = Objective(text, fields=tuple(texts))
    return [source[one.span] for one in lint([Document(source, "markdown", (objective,))], [rule], analyse=analyse)]


# ------------------------------------------------------------------------------------------------------ vague-quantity


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Significantly fewer nurses stay late", "Significantly"),
        ("A lot more growers come back by 30 June", "A lot more"),
        ("MORE GUESTS, MANY OF THEM FAMILIES", "MANY"),
        ("Fewer calls. Many of them by mail", "Many"),
        ("Deliver as  fast\tas possible", "as  fast\tas possible"),
        ("Orders: several a day", "several"),
    ],
)
def test_a_vague_quantity_is_found(sentence: str, phrase: str) -> None:
    assert found(RULES["OKR304"], sentence) == [phrase]


@pytest.mark.parametrize(
    "sentence",
    [
        "Significantly fewer nurses stay late: 14 to 5 a week",
        "Half of the many callers need no second call",
        "The salve heals statistically significantly faster",
        "Know how many vans are free",
        "Anymore and severally are words",
        "Trips to Many Glacier are booked ahead",
        "The word “many” is gone from the form",
        'Nobody types "several" any more',
        "A many-sided offer",
        "Make the most of the harvest",
    ],
)
def test_a_vague_word_with_a_number_in_a_name_or_an_idiom_is_none(sentence: str) -> None:
    assert found(RULES["OKR304"], sentence) == []


def test_a_target_beside_the_sentence_makes_it_clear() -> None:
    assert found(RULES["OKR304"], "Many more guests", target="400") == []
    assert found(RULES["OKR304"], "Many more guests", owner="Ana") == ["Many"]


def test_phrases_of_ones_own() -> None:
    rule = next(rule for rule in core_rules() if rule.code == "OKR304")
    own = bind(rule, {"phrases": ["lots"], "except_in": ["parking lots"], "unless_measured": False})
    assert found(own, "Sell lots of 5 trees") == ["lots"]
    assert found(own, "Sweep the parking lots") == []
    assert found(bind(rule, {"phrases": []}), "many") == []


# -------------------------------------------------------------------------------------------------------- two-measures


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("Raise repeat visits to 40% and cut no-shows by 10%", "cut no-shows by 10%"),
        (
            "Raise repeat visits from 20% to 40% and also reduce waits from 30 to 12 minutes",
            "reduce waits from 30 to 12 minutes",
        ),
        ("Grow gifts to $2M as well as lower the cost of fund-raising to 8%", "lower the cost of fund-raising to 8%"),
        ("Meals on time above 95% and complaints below 2%", "complaints below 2%"),
        ("Cut costs by 10% and time by 20%", "time by 20%"),
        ("p95 of the shop < 400 ms; availability ≥ 99.8%", "availability ≥ 99.8%"),
        ("40 boats rented; 12 boats sold", "12 boats sold"),
        ("Lift repeat bookings to 35%, bring refunds down to 2%", "bring refunds down to 2%"),
        ("Double yield to 8 t and reach 300 shops", "reach 300"),
    ],
)
def test_a_second_number_is_found(sentence: str, second: str) -> None:
    assert found(RULES["OKR310"], sentence) == [second]


@pytest.mark.parametrize(
    "sentence",
    [
        "Raise repeat visits to 40% while keeping no-shows under 10%",
        "Raise repeat visits to 40% and keep no-shows under 10%",
        "Raise repeat visits to 40% and no-shows stay under 10%",
        "Between 5 and 8 of 100 meals come back",
        "From 2 and 3 days to 1",
        "R&D answers 9 of 10 questions in 2 days",
        "200 hosts accept the terms and conditions, 40 of them online",
        "Orders from 20 to 40 in Leeds and from 10 to 30 in York",
        "Trips in under 4 minutes in town and in under 6 minutes outside",
        "90% of claims paid within 5 days and 99% within 20",
        "90% of claims paid within 5 days and none takes more than 20",
        "p95 below 300 ms and p99 below 900 ms",
        "Print 5 guides and achieve a recall of at least 75%",
        "In 3 towns and 2 villages people vote by mail: 10% to 40%",
        "Cut the wait from 9 to 3 hours by sorting mail twice a day and writing down 40 cases",
        "Faster and cheaper repairs",
        "Raise repeat visits to 40% and make guests happy",
        "1 and 2, 3 and 4, 5 and 6, 7 and 8, 9 and 10, 11 and 12; 13",
    ],
)
def test_one_number_with_its_guardrail_scope_or_means_is_one(sentence: str) -> None:
    assert found(RULES["OKR310"], sentence) == []


# --------------------------------------------------------------------------------------------------------- placeholder


@pytest.mark.parametrize(
    ("sentence", "blank"),
    [
        ("TBD", "TBD"),
        ("Guests who return (tbd)", "tbd"),
        ("Raise gifts by X%", "X%"),
        ("Raise gifts by XX %", "XX %"),
        ("Raise gifts by Y percent", "Y percent"),
        ("Gifts from $X to $Y", "$X"),
        ("Guests from X to Y", "from X"),
        ("Reach N farms", "N"),
        ("XX farms sell online", "XX"),
        ("At least N riders a day", "N"),
        ("Wait ≤ ?? minutes", "??"),
        ("Wait: ?% to 10%", "?%"),
        ("Raise gifts to $XXM", "$XXM"),
        ("Cut waits to xx minutes", "xx"),
        ("Increase riders to N", "N"),
        ("Guests from <baseline> to <target>", "<baseline>"),
        ("Guests from [baseline] to 40", "[baseline]"),
        ("Guests with {metric} above 4", "{metric}"),
        ("Guests: ____ to 40", "____"),
        ("INSERT METRIC HERE", "INSERT METRIC"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("Key result 2", "Key result 2"),
        ("…", "…"),
        ("Target for boats to be decided", "to be decided"),
        ("Boats (to be defined)", "(to be defined)"),
        ("#% of boats are booked", "#%"),
        ("Sell X,XXX tickets", "X,XXX"),
    ],
)
@pytest.mark.parametrize("kind", ["key_result", "objective"])
def test_a_blank_is_found(sentence: str, blank: str, kind: str) -> None:
    (mark,) = found(RULES["OKR314"], sentence, kind)
    assert blank in mark
    assert mark in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Riders on Plan X and Line Y: 40 to 90",
        "Grow 3x, from 10X to 30X",
        "N+1 beds on every ward",
        "Answers on X within 2 hours",
        "Move followers from Facebook to X by June",
        "Gen X, Model X, Series X and X-rays",
        "Xmas orders: 30 to 60",
        "N95 masks on every ward",
        "XL and XXL shirts: 3 to 9",
        "N/A rows in the list: 40 to 3",
        "Who are our guests??",
        "Roles to be defined with the council: 4 of 6",
        "Rows with x<sub>1</sub> in them: 3 to 1",
        "H<sub>2</sub>O used: 9 to 4 litres",
        "Read < 5 minutes and > 3 pages",
        "Boats of [Ana] and of the [harbour office]",
        "Ana's y-axis is labelled on 9 of 10 charts",
        "Type X chairs, n of them",
        "Users of app{r} who return: 20% to 40%",
        "A key result of the audit",
        "Objectives of the school are read by 40 parents",
        "Example farms: 4 to 9",
    ],
)
def test_letters_in_names_idioms_and_formulas_are_no_blanks(sentence: str) -> None:
    assert found(RULES["OKR314"], sentence) == []


@pytest.mark.parametrize(
    "value", ["TBD", "[TBD]", "??", "X%", "< X", "<target>", "[threshold TBD]", "to be defined", "___"]
)
def test_a_blank_value_is_found_where_the_sentence_has_no_number(value: str) -> None:
    assert found(RULES["OKR314"], "Guests who return", target=value) == [value]
    assert found(RULES["OKR314"], "Guests who return: 20% to 40%", target=value) == []


@pytest.mark.parametrize("value", ["40", "-", "N/A", "", "unknown", "[TBD, asked in the survey]", "Xenia", "yes"])
def test_other_values_are_no_blanks(value: str) -> None:
    assert found(RULES["OKR314"], "Guests who return", baseline=value) == []


def test_letters_in_code_mean_themselves() -> None:
    rule = RULES["OKR314"]
    head = "# 2026 Q3\n\n## Objective: Pupils like algebra\n\n"
    text = f"{head}- KR: `by X` is read by 9 of 10\n- KR: from `<baseline>` to 9\n"
    found_here = lint([Source("okrs.md", text)], [rule], analyse=analyse)
    assert [text[slice(*one.span)] for one in found_here] == ["<baseline>"]


# ---------------------------------------------------------------------------------------------------- metric-objective


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Grow gifts by 25%", "25%"),
        ("Reach $2M in gifts", "$2M"),
        ("Triple the harvest to 9 t", "9 t"),
        ("NPS of 60", "60"),
        ("NPS: 60", "60"),
        ("Win 40 schools", "40"),
        ("Answer every call within 24 hours", "24 hours"),
        ("Serve 5k riders", "5k"),
        ("Plant 300 trees", "300"),
        ("10x the yield", "10x"),
    ],
)
def test_a_number_to_reach_is_found_in_an_objective(sentence: str, number: str) -> None:
    assert found(RULES["OKR501"], sentence, "objective") == [number]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reach our callers 24/7",
        "Be ready for 2027",
        "A top-3 choice, and top 3 for families",
        "Level 2 care without waiting",
        "Move to Office 365 without a lost day",
        "Patients feel at home in their first 90 days",
        "Our 1,200 volunteers know where to go",
        "All 14 wards speak one language",
        "From zero to one, from 0 to 1",
        "Double down on what guests love",
        "Help the largest farms (500+ hectares, 3 sites) to plan ahead",
        "Three towns feel like one",
        "The next 5 years are planned with our neighbours",
        "Windows 11 surprises nobody",
        "100% committed to our guests",
    ],
)
def test_a_number_that_describes_or_names_is_no_target(sentence: str) -> None:
    assert found(RULES["OKR501"], sentence, "objective") == []
