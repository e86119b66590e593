"""Findings become diagnostics: silenced, stamped and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from okrlint.core.errors import ConfigError
from okrlint.core.facts import Facts
from okrlint.core.finding import Diagnostic, Finding, Severity
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.rule import BoundRule, Rule
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.engine import bind, lint
from okrlint.packs import core_rules

Make = Callable[..., BoundRule]
Judge = Callable[..., list[Diagnostic]]

TEXT = """\
# Ferry, 2026 Q3

## Objective: Islanders plan with apples

- KR: Calls about apples and pears
- KR: ~~Crews without apples and pears~~

## Objective: ~~Crews see apples~~

- KR: Interruptions by pears
"""


def no_facts(document: Document, needs: frozenset[str]) -> Facts:
    """An analyser that finds nothing."""
    return Facts()


def codes(judge: Judge, *rules: BoundRule, text: str = TEXT) -> list[str]:
    """Codes in the order of their diagnostics."""
    return [one.code for one in judge(text, rules)]


def test_a_diagnostic_has_what_its_rule_says(make: Make, judge: Judge) -> None:
    (found,) = judge(TEXT, [make("OKR304", "apples", message="{word} and {word}", severity=Severity.ERROR)])
    assert (found.code, found.name, found.severity) == ("OKR304", "apples-rule", Severity.ERROR)
    assert found.message == "apples and apples"
    assert found.url == "https://okrlint.readthedocs.io/rules/apples-rule/"
    assert TEXT[slice(*found.span)] == "apples"
    assert found.path == "okrs.md"


def test_diagnostics_come_by_path_order_given_then_position_then_code(make: Make) -> None:
    rules = [make("OKR304", "pears"), make("OKR310", "apples"), make("OKR101", "apples", "document")]
    sources = [Source(path, TEXT) for path in ("b.md", "a.md")]
    found = [(one.path, one.code) for one in lint(sources, rules, analyse=no_facts)]
    own = ["OKR101", "OKR101", "OKR310", "OKR304"]
    assert found == [(path, code) for path in ("b.md", "a.md") for code in own]


def test_what_is_struck_out_is_not_judged(make: Make, judge: Judge) -> None:
    assert codes(judge, make("OKR304", "pears")) == ["OKR304"]
    assert codes(judge, make("OKR501", "apples", "objective")) == ["OKR501"]
    assert codes(judge, make("OKR601", "e", "document")) == ["OKR601"] * 2


def test_objectives_below_a_struck_one_stay_where_they_belong() -> None:
    text = Text.verbatim("plan", 0)
    nested = [Objective(text), Objective(text, struck=True), Objective(text, under=1), Objective(text, under=0)]
    seen: list[int | None] = []

    def check(document: Document, _facts: Facts) -> Iterator[Finding]:
        seen.extend(objective.under for objective in document.objectives)
        yield from ()

    rule = Rule("OKR601", "many", "Many.", Severity.INFO, "document", "many", "many")
    document = Document(Source("okrs.md", "plan"), "markdown", tuple(nested))
    lint([document], [BoundRule(rule, check, frozenset(), {}, Severity.INFO)], analyse=no_facts)
    assert seen == [None, None, 0]


@pytest.mark.parametrize("name", ["OKR304", "pears-rule", "OKR3"])
def test_a_rule_silences_others_on_the_same_element(name: str, make: Make, judge: Judge) -> None:
    speaker, other = make("OKR101", "apples", silences=(name,)), make("OKR304", "pears")
    assert codes(judge, speaker, other) == ["OKR101"]
    text = TEXT.replace("apples and pears", "apples\n- KR: Ships with pears", 1)
    assert codes(judge, speaker, other, text=text) == ["OKR101", "OKR304"]


def test_it_does_so_where_it_is_muted_suppressed_or_silenced_itself(make: Make, judge: Judge) -> None:
    speaker, other = make("OKR101", "apples", silences=("OKR304",)), make("OKR304", "pears")
    assert codes(judge, speaker._replace(muted=True), other) == []
    hidden = TEXT.replace("apples and pears", "apples and pears <!-- okrlint: ignore OKR101 -->")
    assert codes(judge, speaker, other, text=hidden) == []
    first = make("OKR100", "Calls", silences=("OKR101",))
    assert codes(judge, first, speaker, other) == ["OKR100"]


def test_a_finding_about_the_document_belongs_to_the_element_where_it_stands(make: Make, judge: Judge) -> None:
    speaker, other = make("OKR605", "pears", "document", silences=("OKR304",)), make("OKR304", "apples")
    assert codes(judge, speaker, other) == ["OKR605"]
    objective = make("OKR501", "apples", "objective")
    assert codes(judge, make("OKR601", "Islanders", "document", silences=("OKR501",)), objective) == ["OKR601"]


@pytest.mark.parametrize("name", ["OKR101", "apples-rule"])
def test_a_rule_adds_to_the_message_of_another(name: str, make: Make, judge: Judge) -> None:
    speaker = make("OKR101", "apples", silences=("OKR201",))
    adding = make("OKR201", "pears", adds={name: "Done or not done."})
    assert [one.message for one in judge(TEXT, [speaker, adding])] == ["apples! Done or not done."]
    assert [one.message for one in judge(TEXT, [speaker, adding._replace(muted=True)])] == ["apples!"]
    assert [one.message for one in judge(TEXT.replace(" and pears", ""), [speaker, adding])] == ["apples!"]


def test_a_rule_keeps_quiet_in_some_files_and_still_silences(
    make: Make, judge: Judge, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    speaker = make("OKR101", "apples", silences=("OKR304",), ignored_in=("drafts/",))
    rules = [speaker, make("OKR304", "pears")]
    assert [one.code for one in judge(TEXT, rules, "okrs.md")] == ["OKR101"]
    assert judge(TEXT, rules, "drafts/okrs.md") == []


def test_a_document_is_taken_as_it_is(make: Make) -> None:
    text = Text.verbatim("apples", 0)
    document = Document(
        Source("x.md", "apples"), "markdown", (Objective(Text("", ()), key_results=(KeyResult(text),)),)
    )
    assert [one.span for one in lint([document], [make("OKR304", "apples")], analyse=no_facts)] == [(0, 6)]
    assert lint([document], [make("OKR501", "", "objective")], analyse=no_facts) == []


def test_checks_get_facts_for_all_needs_with_today_and_the_version_before() -> None:
    asked: list[frozenset[str]] = []
    got: list[Facts] = []

    def analyse(document: Document, needs: frozenset[str]) -> Facts:
        asked.append(needs)
        return Facts()

    def check(_document: Document, facts: Facts) -> Iterator[Finding]:
        got.append(facts)
        yield from ()

    rule = Rule("OKR601", "many", "Many.", Severity.INFO, "document", "many", "many")
    bound = [BoundRule(rule, check, frozenset({need}), {}, Severity.INFO) for need in ("quantities", "labels")]
    before = Document(Source("okrs.md", ""), "markdown")
    base = {"okrs.md": before}
    lint([Source("okrs.md", TEXT)], bound, analyse=analyse, base=base, today=date(2026, 7, 1))
    assert asked == [{"quantities", "labels"}]
    assert [(facts.today, facts.before) for facts in got] == [(date(2026, 7, 1), before)] * 2


def test_a_rule_about_documents_knows_all_of_them_and_speaks_about_one() -> None:
    def check(document: Document, facts: Facts) -> Iterator[Finding]:
        assert facts.together is not None
        place = facts.together.place_of(document)
        known = [one.source.path for one in facts.together.documents]
        yield Finding(document.objectives[0].text.span(), {"known": f"{place} of {known}"})

    rule = Rule("OKR611", "many", "Many.", Severity.INFO, "documents", "many", "{known}")
    bound = BoundRule(rule, check, frozenset(), {}, Severity.INFO)
    other = Document(Source("c.md", ""), "markdown")
    sources = [Source("a.md", TEXT), Source("b.md", TEXT)]
    found = lint(sources, [bound], analyse=no_facts, others=[other, Document(sources[0], "markdown")])
    assert [(one.path, one.message) for one in found] == [
        ("a.md", "0 of ['a.md', 'b.md', 'c.md']"),
        ("b.md", "1 of ['a.md', 'b.md', 'c.md']"),
    ]


def test_without_such_a_rule_nothing_is_looked_at_together(make: Make) -> None:
    seen: list[object] = []

    def check(_document: Document, facts: Facts) -> Iterator[Finding]:
        seen.append(facts.together)
        yield from ()

    lint([Source("a.md", TEXT)], [make("OKR601", "x", "document")._replace(check=check)], analyse=no_facts)
    assert seen == [None]


def test_own_names_of_columns_are_passed_on(make: Make) -> None:
    text = "# 2026 Q3\n\n## Objective: Islanders plan\n\n| Ergebnis |\n| --- |\n| Calls about apples |\n"
    rules = [make("OKR304", "apples")]
    assert lint([Source("okrs.md", text)], rules, analyse=no_facts, fields={"Ergebnis": "key_result"})


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [("okrs.yaml", "objectives:\n- title: [a\n", 2), ("okrs.json", '{\n"a": oops}', 2), ("okrs.docx", "x\ny", 1)],
)
def test_a_file_that_cannot_be_read_is_a_finding(path: str, text: str, line: int, judge: Judge) -> None:
    rules = [bind(rule) for rule in core_rules()]
    found = judge(text, rules, path)
    assert [(one.code, one.severity) for one in found] == [("OKR901", Severity.ERROR)]
    assert found[0].source.line_column(found[0].span.start)[0] == line


def test_a_check_that_fails_is_not_hidden(make: Make, judge: Judge) -> None:
    def check(_node: object, _facts: Facts) -> Iterator[Finding]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        judge(TEXT, [make("OKR304", "apples")._replace(check=check)])


def test_a_message_with_a_field_that_the_check_does_not_give_is_a_mistake_in_the_rule(make: Make, judge: Judge) -> None:
    with pytest.raises(ConfigError, match=r"the message has a field \{phrase\}, which the check word does not give"):
        judge(TEXT, [make("OKR304", "apples", message="{phrase}!")])


def test_the_same_input_gives_the_same_output(make: Make, judge: Judge) -> None:
    rules = [make("OKR304", "pears"), make("OKR310", "apples")]
    assert judge(TEXT, rules) == judge(TEXT, rules)
