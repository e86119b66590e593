"""Comments keep rules quiet exactly where they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from okrlint.core.finding import Diagnostic
from okrlint.core.rule import BoundRule

Make = Callable[..., BoundRule]
Judge = Callable[..., list[Diagnostic]]

TEXT = """\
# Ferry, 2026 Q3
{top}
## Objective: Islanders plan apples without phoning us{after_objective}
{before_first}
- KR: Calls about apples and pears: 60 to 15 a day{after_first}
{between}
- KR: Passengers with apples or pears: 20% to 65%

## Objective: Crews see apples at sea

- KR: Interruptions by apples: 9 to 2
"""


@pytest.fixture
def rules(make: Make, reporter: BoundRule) -> list[BoundRule]:
    apples = make("OKR304", "apples", name="apple-count")
    both = make("OKR501", "apples", "objective", name="apple-objective")
    return [apples, make("OKR310", "pears", name="pear-count"), both, reporter]


def with_comments(**places: str) -> str:
    """The text with comments in some places."""
    blanks = dict.fromkeys(("top", "after_objective", "before_first", "after_first", "between"), "")
    return TEXT.format(**(blanks | {name: f"<!-- okrlint: {body} -->" for name, body in places.items()}))


def said(text: str, rules: list[BoundRule], judge: Judge) -> list[str]:
    """Codes with their lines, by the first words of the line."""
    found = []
    for one in judge(text, rules):
        line, _ = one.source.line_column(one.span.start)
        words = one.source[one.source.line_span(line)].split()
        found.append(f"{one.code} {next((word for word in words if word[0].isupper() and word != 'KR:'), '')}")
    return found


EVERYTHING = [
    "OKR501 Objective:",
    "OKR304 Calls",
    "OKR310 Calls",
    "OKR304 Passengers",
    "OKR310 Passengers",
    "OKR501 Objective:",
    "OKR304 Interruptions",
]


def without(*gone: str) -> list[str]:
    """Everything but some findings; each name takes the first one of its kind out."""
    left = list(EVERYTHING)
    for one in gone:
        left.remove(one)
    return left


def test_nothing_is_hidden_without_a_comment(rules: list[BoundRule], judge: Judge) -> None:
    assert said(with_comments(), rules, judge) == EVERYTHING


@pytest.mark.parametrize("body", ["ignore OKR304", "ignore apple-count", "ignore okr304", "ignore OKR30 we know"])
def test_a_comment_on_the_line_hides_what_it_names_there(body: str, rules: list[BoundRule], judge: Judge) -> None:
    assert said(with_comments(after_first=body), rules, judge) == without("OKR304 Calls")


@pytest.mark.parametrize("body", ["ignore", "ignore the harbour office counts", "ignore ALL", "ignore OKR304, OKR310"])
def test_a_comment_may_mean_several_rules_or_all(body: str, rules: list[BoundRule], judge: Judge) -> None:
    assert said(with_comments(after_first=body), rules, judge) == without("OKR304 Calls", "OKR310 Calls")


@pytest.mark.parametrize("place", ["before_first", "after_objective"])
def test_a_comment_counts_for_its_own_line_or_the_next_one_that_has_something(
    place: str, rules: list[BoundRule], judge: Judge
) -> None:
    gone = {"before_first": ("OKR304 Calls", "OKR310 Calls"), "after_objective": ("OKR501 Objective:",)}
    assert said(with_comments(**{place: "ignore"}), rules, judge) == without(*gone[place])


def test_a_comment_between_two_key_results_means_the_next_one(rules: list[BoundRule], judge: Judge) -> None:
    text = with_comments(between="ignore OKR310")
    assert said(text, rules, judge) == without("OKR310 Passengers")


def test_a_block_is_the_objective_with_all_its_key_results(rules: list[BoundRule], judge: Judge) -> None:
    text = with_comments(top="ignore-block OKR304, OKR501 until July")
    assert said(text, rules, judge) == without("OKR501 Objective:", "OKR304 Calls", "OKR304 Passengers")
    text = with_comments(after_objective="ignore-block OKR304")
    assert said(text, rules, judge) == without("OKR304 Calls", "OKR304 Passengers")


def test_a_block_is_one_key_result_with_all_its_lines(make: Make, judge: Judge) -> None:
    text = (
        "# 2026 Q3\n\n## Objective: Islanders plan\n\n<!-- okrlint: ignore-block -->\n"
        "- KR: Calls about\n  apples\n  and pears\n- KR: More apples\n"
    )
    assert said(text, [make("OKR304", "apples"), make("OKR310", "pears")], judge) == ["OKR304 More"]


def test_a_line_counts_with_the_whole_of_a_wrapped_sentence(make: Make, judge: Judge) -> None:
    text = (
        "# 2026 Q3\n\n## Objective: Islanders plan\n\n- KR: Calls about apples\n  and pears <!-- okrlint: ignore -->\n"
    )
    assert judge(text, [make("OKR304", "apples"), make("OKR310", "pears")]) == []


def test_a_file_is_the_whole_file_from_anywhere(rules: list[BoundRule], judge: Judge) -> None:
    for place in ("top", "between"):
        text = with_comments(**{place: "ignore-file OKR304, apple-objective"})
        assert said(text, rules, judge) == ["OKR310 Calls", "OKR310 Passengers"]


def test_findings_about_the_document_are_hidden_where_they_stand(make: Make, judge: Judge) -> None:
    whole = make("OKR601", "apples", "document")
    assert len(judge(with_comments(), [whole])) == 5
    assert len(judge(with_comments(after_first="ignore OKR601"), [whole])) == 4


def test_a_yaml_comment_counts_in_the_same_way(make: Make, judge: Judge) -> None:
    text = (
        "period: 2026 Q3\nobjectives:\n- title: Islanders plan\n  key_results:\n  # okrlint: ignore OKR304\n"
        "  - Calls about apples\n  - Passengers with apples  # okrlint: ignore\n  - Crews with apples\n"
    )
    found = judge(text, [make("OKR304", "apples")], "okrs.yaml")
    assert [one.source.line_column(one.span.start)[0] for one in found] == [8]


def test_a_comment_in_a_json_object_counts_for_the_object(make: Make, judge: Judge) -> None:
    text = (
        '{"objectives": [{"title": "Islanders plan", "keyResults": ['
        '{"title": "Calls about apples", "okrlint": "ignore OKR304"}, {"title": "Crews with apples"}]}]}'
    )
    found = judge(text, [make("OKR304", "apples")], "okrs.json")
    assert [text[one.span.start - 11 : one.span.end] for one in found] == ["Crews with apples"]


# ------------------------------------------------------------------------------------------------- unused and unknown


@pytest.mark.parametrize(
    ("body", "marked", "says"),
    [
        ("ignore OKR501", None, 'has no effect: nothing here needs "OKR501"'),
        ("ignore OKR304, OKR501 reason", "OKR501", 'nothing here needs "OKR501"'),
        ("ignore OKR5, OKR501", None, 'nothing here needs "OKR5, OKR501"'),
        ("ignore OKR31O", "OKR31O", '(did you mean "OKR310"?)'),
        ("ignore OKR3O4", "OKR3O4", 'names "OKR3O4", which is no rule (did you mean "OKR304"?)'),
        ("ignore OKR304, aple-count", "aple-count", '(did you mean "apple-count"?)'),
        ("ignore OKR304, long-standing", "long-standing", 'names "long-standing", which is no rule'),
        (
            "ignre OKR304",
            "ignre",
            'begins with "ignre", which is unknown: write "ignore", "ignore-block" or "ignore-file"',
        ),
        ("", "", 'begins with ""'),
    ],
)
def test_what_is_unused_or_unknown_is_reported(
    body: str, marked: str | None, says: str, rules: list[BoundRule], judge: Judge
) -> None:
    text = with_comments(after_first=body)
    found = [one for one in judge(text, rules) if one.code == "OKR902"]
    assert len(found) == 1
    assert text[slice(*found[0].span)] == (f"<!-- okrlint: {body} -->" if marked is None else marked)
    assert says in found[0].message


@pytest.mark.parametrize(
    "body",
    [
        "ignore OKR304 OKR310",
        "ignore OKR304: the harbour office counts",
        "ignore OKR304, because the harbour office counts",
        "ignore OKR304 (long-standing agreement)",
        "ignore-file OKR902, OKR501",
        "ignore OKR902, OKR501",
        "ignore OKR902",
    ],
)
def test_a_reason_is_no_rule_and_the_rule_about_comments_may_be_named(
    body: str, rules: list[BoundRule], judge: Judge
) -> None:
    assert [one.message for one in judge(with_comments(after_first=body), rules) if one.code == "OKR902"] == []


def test_a_rule_that_is_off_leaves_its_comments_alone(rules: list[BoundRule], judge: Judge) -> None:
    text = with_comments(after_first="ignore OKR309, missing-window")
    told = [*rules[:-1], rules[-1]._replace(known=("OKR309", "missing-window"))]
    assert "OKR902" in {one.code for one in judge(text, rules)}
    assert "OKR902" not in {one.code for one in judge(text, told)}


def test_a_muted_rule_still_uses_its_comment(rules: list[BoundRule], judge: Judge) -> None:
    muted = [rules[0]._replace(muted=True), *rules[1:]]
    assert "OKR902" not in {one.code for one in judge(with_comments(after_first="ignore OKR304"), muted)}


def test_a_comment_that_means_everything_is_unused_where_nothing_speaks(rules: list[BoundRule], judge: Judge) -> None:
    text = "# 2026 Q3\n\n## Objective: Islanders plan\n\n- KR: Calls: 60 to 15 <!-- okrlint: ignore -->\n"
    found = judge(text, rules)
    assert [one.code for one in found] == ["OKR902"]
    assert 'needs "ignore"' in found[0].message


def test_nothing_is_said_of_comments_where_their_rule_is_muted_or_missing(rules: list[BoundRule], judge: Judge) -> None:
    text = with_comments(after_first="ignore OKR501")
    assert "OKR902" not in {one.code for one in judge(text, rules[:-1])}
    assert "OKR902" not in {one.code for one in judge(text, [*rules[:-1], rules[-1]._replace(muted=True)])}


# --------------------------------------------------------------------------------------------------------------- fixes


def fixed(text: str, rules: list[BoundRule], judge: Judge, path: str = "okrs.md") -> str:
    """The text with the safe fixes of the rule about comments."""
    for one in reversed(judge(text, rules, path)):
        for fix in (fix for fix in one.fixes if fix.safe):
            for edit in fix.edits:
                text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


HEAD = "# 2026 Q3\n\n## Objective: Islanders plan\n\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- KR: Calls: 60 to 15 <!-- okrlint: ignore -->\n", "- KR: Calls: 60 to 15\n"),
        ("- KR: Calls: 60 to 15  <!-- okrlint: ignore -->  \n", "- KR: Calls: 60 to 15\n"),
        ("<!-- okrlint: ignore -->\n- KR: Calls: 60 to 15\n", "- KR: Calls: 60 to 15\n"),
        (
            "- KR: Calls: 60 to 15\n  <!-- okrlint: ignore -->\n- KR: Crews: 4 to 9\n",
            "- KR: Calls: 60 to 15\n- KR: Crews: 4 to 9\n",
        ),
        ("- KR: Calls: 60 to 15\n\n<!-- okrlint: ignore -->", "- KR: Calls: 60 to 15\n\n"),
        ("- KR: Calls <!-- okrlint: ignore --> a day: 60 to 15\n", "- KR: Calls a day: 60 to 15\n"),
        (
            "- KR: Calls about apples <!-- okrlint: ignore OKR304, OKR310 x -->\n",
            "- KR: Calls about apples <!-- okrlint: ignore OKR304 x -->\n",
        ),
        (
            "- KR: Calls about apples <!-- okrlint: ignore OKR310, apple-count -->\n",
            "- KR: Calls about apples <!-- okrlint: ignore apple-count -->\n",
        ),
    ],
)
def test_what_has_no_effect_is_removed(before: str, after: str, rules: list[BoundRule], judge: Judge) -> None:
    assert fixed(HEAD + before, rules, judge) == HEAD + after
    assert fixed(HEAD + after, rules, judge) == HEAD + after


def test_line_ends_of_windows_go_with_the_comment(rules: list[BoundRule], judge: Judge) -> None:
    text = (HEAD + "<!-- okrlint: ignore -->\n- KR: Calls: 60 to 15\n").replace("\n", "\r\n")
    assert fixed(text, rules, judge) == (HEAD + "- KR: Calls: 60 to 15\n").replace("\n", "\r\n")


def test_a_comment_in_json_is_removed_with_its_comma(rules: list[BoundRule], judge: Judge) -> None:
    text = '{"objectives": [{"title": "Islanders plan", "keyResults": [{"title": "Calls", "okrlint": "ignore"}]}]}'
    assert fixed(text, rules, judge, "okrs.json") == text.replace(', "okrlint": "ignore"', "")
