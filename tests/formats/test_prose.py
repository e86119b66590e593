"""The small decisions by which prose becomes an outline."""

from __future__ import annotations

import pytest

from okrlint.core.purpose import purposes
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.formats import read
from okrlint.formats.periods import find_period, period_of_path
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import Line, Run, Style
from okrlint.formats.prose.runs import key_results
from okrlint.formats.prose.trim import trim


def plain(value: str) -> Line:
    return Line(Text.verbatim(value, 0), (Run(0, len(value), Style.PLAIN),))


def outline(text: str, path: str = "okrs.md") -> list[tuple[str, list[str]]]:
    document = read(Source(path, text))
    return [(o.text.value, [kr.text.value for kr in o.key_results]) for o in document.objectives]


@pytest.mark.parametrize(
    ("value", "label", "rest"),
    [
        ("Objective 2: Rooms that patients sleep in", Label.OBJECTIVE, "Rooms that patients sleep in"),
        ("O1 — Farmers are paid on time", Label.OBJECTIVE, "Farmers are paid on time"),
        ("🎯 Objective 3 - Farmers are paid on time", Label.OBJECTIVE, "Farmers are paid on time"),
        ("Team objective: Farmers are paid on time", Label.OBJECTIVE, "Farmers are paid on time"),
        ("Objective #4", Label.OBJECTIVE, ""),
        ("O-G2: Farmers are paid on time", Label.OBJECTIVE, "Farmers are paid on time"),
        ("KR1.2: 40 stalls reopen", Label.KEY_RESULT, "40 stalls reopen"),
        ("KR 3 – 40 stalls reopen", Label.KEY_RESULT, "40 stalls reopen"),
        ("Key Result 2 - 40 stalls reopen", Label.KEY_RESULT, "40 stalls reopen"),
        ("Ward 7 (Nights) KR: 40 stalls reopen", Label.KEY_RESULT, "40 stalls reopen"),
        ("KR 2 or fewer complaints a week", Label.KEY_RESULT, "2 or fewer complaints a week"),
        ("KR2 was missed by a day", Label.NONE, None),
        ("2. Key Results (KRs)", Label.KEY_RESULTS, ""),
        ("Annual KRs:", Label.KEY_RESULTS, ""),
        ("Key results for the second objective", Label.KEY_RESULTS, ""),
        ("Objectives and Key Results", Label.OBJECTIVES, None),
        ("Initiatives", Label.WORK, None),
        ("Non-goals", Label.ASIDE, None),
        ("Guardrails", Label.HEALTH, None),
        ("Owner: Ana", Label.FIELD, "Ana"),
        ("Objective setting is hard", Label.NONE, None),
        ("KRone prices rise", Label.NONE, None),
        ("O2 levels stay above 95 %", Label.NONE, None),
        ("Our key results were read aloud.", Label.NONE, None),
    ],
)
def test_labels(value: str, label: Label, rest: str | None) -> None:
    found = label_of(plain(value))
    assert found.label is label
    if rest is not None:
        assert value[found.end :] == rest


@pytest.mark.parametrize(
    ("value", "sentence", "fields"),
    [
        ("[P0] 40 stalls reopen", "40 stalls reopen", {"priority": "P0"}),
        ("P1, @ana: 40 stalls reopen", "40 stalls reopen", {"priority": "P1", "owner": "@ana"}),
        ("40 stalls reopen [P2][FIELD]", "40 stalls reopen", {"priority": "P2"}),
        ("40 stalls reopen (0.7)", "40 stalls reopen", {"score": "0.7"}),
        ("40 stalls reopen (12/40)", "40 stalls reopen", {"score": "12/40"}),
        ("40 stalls reopen => 70 %", "40 stalls reopen", {"status": "70 %"}),
        ("40 stalls reopen → In progress, 12 so far", "40 stalls reopen", {"status": "In progress, 12 so far"}),
        ("Stalls open: 12 → 40", "Stalls open: 12 → 40", {}),
        ("Stalls open 12 => 40", "Stalls open 12 => 40", {}),
        ("Reopen stalls (12 → 40)", "Reopen stalls (12 → 40)", {}),
        ("40 stalls reopen ✅", "40 stalls reopen", {}),
        ("40 stalls reopen (WIP: roof missing)", "40 stalls reopen", {"status": "WIP: roof missing"}),
        ("40 stalls reopen (now 12)", "40 stalls reopen (now 12)", {}),
        ("40 stalls reopen (Owner: Ana)", "40 stalls reopen", {"owner": "Ana"}),
        ("40 stalls reopen | Ana | 0,4", "40 stalls reopen", {}),
        ("[Stretch] 40 stalls reopen", "40 stalls reopen", {"type": "Stretch"}),
        ("[ana] 40 stalls reopen", "40 stalls reopen", {"owner": "ana"}),
        ("[Number] of stalls reopen", "[Number] of stalls reopen", {}),
        ("[X] % of stalls reopen", "[X] % of stalls reopen", {}),
        ("“40 stalls reopen”", "40 stalls reopen", {}),
    ],
)
def test_what_hangs_on_a_sentence_is_taken_off(value: str, sentence: str, fields: dict[str, str]) -> None:
    trimmed = trim(plain(value))
    assert trimmed.line.value == sentence
    assert {field.name: field.text.value for field in trimmed.fields} == fields


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("40 stalls reopen; rents stay; nobody leaves", ["40 stalls reopen", "rents stay", "nobody leaves"]),
        ("(i) 40 stalls reopen; (ii) rents stay.", ["40 stalls reopen", "rents stay."]),
        ("We believe it when (a) 40 stalls reopen (b) rents stay", ["40 stalls reopen", "rents stay"]),
        ("40 stalls reopen", ["40 stalls reopen"]),
    ],
)
def test_several_key_results_on_one_line(value: str, parts: list[str]) -> None:
    assert [part.value for part in key_results(plain(value))] == parts


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("Q3 2026", "2026-Q3"),
        ("2026-q3", "2026-Q3"),
        ("FY27 H1", "FY2027-H1"),
        ("CY26-Q4 OKRs", "2026-Q4"),
        ("Q4/26", "2026-Q4"),
        ("July 2026", "2026-07"),
        ("Our OKRs for 2026", "2026"),
        ("Q2", "Q2"),
        ("OKRs", None),
        ("Serve 2000 meals", None),
        ("ISO 27001", None),
        ("Q5 2026", "2026"),
    ],
)
def test_periods(value: str, label: str | None) -> None:
    found = find_period(Text.verbatim(value, 0))
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("okrs/2026-q3.md", "2026-Q3"),
        ("okrs/2026/q3/ward.md", "2026-Q3"),
        ("okrs/FY27/h1.md", "FY2027-H1"),
        ("okrs/2026/ward.md", "2026"),
        ("q3.md", "Q3"),
        ("t1.md", None),
        ("ward.md", None),
    ],
)
def test_periods_in_paths(path: str, label: str | None) -> None:
    found = period_of_path(path)
    assert (found.label if found else None) == label


def test_lists_in_cells_are_several_key_results() -> None:
    text = (
        "| Objective | Key results |\n|---|---|\n| Walkers stay | - 8 plots<br>- 40 nests |\n"
        "| Birds | 9 kinds<br>(in May) |\n"
    )
    assert outline(text) == [("Walkers stay", ["8 plots", "40 nests"]), ("Birds", ["9 kinds"])]


def test_headings_with_lists_are_okrs_only_where_a_period_and_the_word_say_so() -> None:
    shape = (
        "## Wards are quiet at night\n\n- Alarms after 22:00 fall from 90 to 30\n- Sleep of six hours: 40 % to 60 %\n"
    )
    expected = [
        (
            "Wards are quiet at night",
            ["Alarms after 22:00 fall from 90 to 30", "Sleep of six hours: 40 % to 60 %"],
        )
    ]
    assert outline(f"# Night shift OKRs, Q3 2026\n\n{shape}", "night.md") == expected
    assert outline(f"# Night shift, Q3 2026\n\n{shape}", "night.md") == []
    assert outline(f"# Night shift OKRs\n\n{shape}", "night.md") == []


def test_lists_of_lists_are_objectives_with_key_results() -> None:
    text = (
        "# OKRs 2026 Q3\n\n## Kitchen\n\n- Guests taste the garden\n  - 12 dishes from our own beds\n"
        "  - 4.6 stars for freshness\n- Nothing is thrown away\n  - Waste per meal from 90 g to 40 g\n"
        "    - weigh the bins\n\n[Last quarter](q2.md)\n"
    )
    document = read(Source("kitchen.md", text))
    titles = [objective.text.value for objective in document.objectives]
    assert titles == ["Guests taste the garden", "Nothing is thrown away"]
    assert [kr.text.value for kr in document.objectives[1].key_results] == ["Waste per meal from 90 g to 40 g"]
    assert document.objectives[1].key_results[0].initiatives[0].text.value == "weigh the bins"
    assert document.objectives[0].team is not None
    assert document.objectives[0].team.value == "Kitchen"
    assert document.objectives[0].cycle is not None
    assert document.objectives[0].cycle.label == "2026-Q3"


def test_tables_carry_fields() -> None:
    text = (
        "## O1: Parents hear from us first\n\n| Key result | Baseline | Target | Owner |\n|---|---|---|---|\n"
        "| KR1 Letters answered in two days | 40 % | 90 \\| 95 % | Ines |\n"
    )
    [key_result] = read(Source("school.md", text)).key_results
    assert key_result.text.value == "Letters answered in two days"
    assert key_result.id is not None
    assert key_result.id.value == "KR1"
    assert {field.name: field.text.value for field in key_result.fields} == {
        "baseline": "40 %",
        "target": "90 | 95 %",
        "owner": "Ines",
    }


def test_names_of_columns_can_be_mapped() -> None:
    text = "## O1: Parents hear from us first\n\n| Messgröße | Zielwert |\n|---|---|\n| Letters answered | 90 % |\n"
    source = Source("school.md", text)
    assert not list(read(source).key_results)
    [key_result] = read(source, {"Messgröße": "key_result", "Zielwert": "target"}).key_results
    assert key_result.field("target") is not None


def test_front_matter_gives_the_period_and_the_team() -> None:
    text = "---\nperiod: Q3 2026\nteam: Dunes\n---\n\nObjective: Walkers stay\n\n- KR: Plots from 30 to 8\n"
    document = read(Source("dunes.md", text))
    assert document.cycle is not None
    assert document.cycle.label == "2026-Q3"
    assert [field.name for field in document.fields] == ["period", "team"]


def test_code_quotes_comments_and_guides_are_not_read() -> None:
    text = (
        "Objective: Walkers stay on the paths\n\n```\nObjective: in a fence\n- KR1: no\n```\n\n> - KR1: quoted\n\n"
        "<!--\n- KR2: in a comment\n-->\n\n- KR: Trampled plots from 30 to 8\n\n"
        "## Example\n\nObjective: Be great\n\n- KR: 3 things\n"
    )
    assert outline(text) == [("Walkers stay on the paths", ["Trampled plots from 30 to 8"])]


def test_what_is_struck_out_is_marked() -> None:
    [kept, struck] = read(
        Source("o.md", "Objective: Walkers stay\n\n- KR1: 8 plots\n- KR2: ~~Build a fence~~ (too dear)\n")
    ).key_results
    assert not kept.struck
    assert struck.struck
    assert struck.text.value == "Build a fence"


def test_health_metrics_are_a_section_of_their_own() -> None:
    text = (
        "# OKRs\n\n## Objective: Walkers stay on the paths\n\n### Key results\n\n- Trampled plots from 30 to 8\n\n"
        "### Guardrails\n\n- Visitors stay above 900 a week\n"
    )
    [first, second] = read(Source("o.md", text)).key_results
    assert first.section is None
    assert second.section is not None
    assert second.section.value == "Guardrails"


def test_key_results_without_an_objective_hang_on_an_empty_one() -> None:
    [objective] = read(Source("o.md", "KR1: Trampled plots from 30 to 8\n")).objectives
    assert not objective.stated
    assert len(objective.key_results) == 1


def test_a_text_too_long_to_be_a_sentence_is_a_problem() -> None:
    document = read(Source("o.md", "Objective: Walkers stay\n\n- KR1: " + "word " * 5000 + "\n- KR2: 8 plots\n"))
    assert [kr.text.value for kr in document.key_results] == ["8 plots"]
    assert document.source.line_column(document.problems[0].span.start) == (3, 1)


def test_comments_speak_to_okrlint_but_not_from_within_code() -> None:
    text = (
        "Objective: Walkers stay\n\n<!-- okrlint: ignore OKR603 one is enough -->\n\n"
        "```\n<!-- okrlint: ignore-file -->\n```\n"
    )
    [comment] = read(Source("o.md", text)).comments
    assert comment.body.value == "ignore OKR603 one is enough"
    assert text[comment.span.start : comment.span.end].endswith("-->")


def test_objectives_in_objectives_know_their_place() -> None:
    text = (
        "- Objective: Walkers stay\n  - KR: 8 plots\n  - Objective: Dogs stay too\n    - KR: 90 % on a lead\n"
        "- Objective: Birds return\n  - KR: 40 nests\n"
    )
    objectives = read(Source("o.md", text)).objectives
    assert [objective.under for objective in objectives] == [None, 0, None]
    assert [len(objective.key_results) for objective in objectives] == [1, 1, 1]


def test_the_rest_of_a_wrapped_sentence_is_no_label() -> None:
    assert (
        outline("# Output\n\nCoverage is written as an array of objects under the\nkey result:\n\n- `a`\n- `b`\n") == []
    )


def test_a_report_with_an_objective_and_key_results_holds_no_okrs() -> None:
    report = (
        "# Churn model\n\n## Objective\n\nPredict who leaves.\n\n## Key results\n\n- Accuracy 92 %\n- Recall 81 %\n"
    )
    assert outline(report, "README.md") == []
    assert outline(report, "okr.md") == [("Predict who leaves.", ["Accuracy 92 %", "Recall 81 %"])]
    assert outline(report + "\nPart of our OKRs.\n", "README.md") != []
    assert outline(report.replace("# Churn model", "# Churn, Q3 2026"), "README.md") != []


@pytest.mark.parametrize("mark", ["", "Objective: "])
def test_headings_below_an_objective_hang_under_it(mark: str) -> None:
    items = "- 8 plots\n- 40 nests\n"
    text = (
        f"# OKRs 2026 Q3\n\n## {mark}Walkers stay\n\n### {mark}Dogs stay too\n\n{items}\n"
        f"### {mark}Riders stay too\n\n{items}\n## {mark}Birds return\n\n### {mark}Terns breed\n\n{items}"
    )
    objectives = read(Source("dunes.md", text)).objectives
    assert [objective.under for objective in objectives] == [None, 0, 0, None, 3]
    assert [len(objective.key_results) for objective in objectives] == [0, 2, 2, 0, 2]


def test_kpis_beside_key_results_are_a_section_of_their_own() -> None:
    text = "# OKRs 2026 Q3\n\n## Objective: Walkers stay\n\n- 8 plots\n\n### KPIs\n\n- Nests stay above 40\n"
    (objective,) = read(Source("dunes.md", text)).objectives
    found = [(str(one.text), str(one.section or ""), sorted(purposes(one))) for one in objective.key_results]
    assert found == [("8 plots", "", []), ("Nests stay above 40", "KPIs", ["health"])]


@pytest.mark.parametrize("tag", ["[health]", "(health)", "(type: health)", "[Type: Health]"])
def test_a_type_in_brackets_is_a_field(tag: str) -> None:
    text = f"# OKRs 2026 Q3\n\n## Objective: Walkers stay\n\n- Nests stay above 40 {tag}\n"
    (key_result,) = read(Source("dunes.md", text)).key_results
    assert (str(key_result.text), purposes(key_result)) == ("Nests stay above 40", {"health"})
