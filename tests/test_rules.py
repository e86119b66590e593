"""Every rule is tried on the examples of its own page."""

from __future__ import annotations

import inspect
import string
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import get_type_hints

import pytest

import okrlint.checks
from okrlint.core.finding import Fix
from okrlint.core.rule import Example, Rule
from okrlint.core.settings import Settings
from okrlint.engine import bind, rules_for
from okrlint.packs import core_rules, load_page, profiles
from okrlint.workspace.trial import Bench, failure, is_found, judge, reported

RULES = core_rules()
PAGES = {rule.code: load_page(Path(rule.origin)) for rule in RULES}
BENCH = Bench.of(RULES)
FOR_PACKS = {"pattern"}
"""Checks that are there for the rules of others: this one imports spaCy."""
CHECKS = sorted(module.name for module in iter_modules(okrlint.checks.__path__))

by_code = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def examples(kind: str) -> list[object]:
    """Every example of a kind with its rule, as parameters."""
    return [
        pytest.param(rule, example, id=f"{rule.code}-{kind}{number}")
        for rule in RULES
        for number, example in enumerate(getattr(PAGES[rule.code], kind))
    ]


def shown(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Spans with their words, so that a failure can be read."""
    return [f"{start}: {text[start:end]}" for start, end in sorted(spans)]


def applied(text: str, fix: Fix) -> str:
    """A text with a fix in it."""
    for edit in sorted(fix.edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_a_bad_example_is_found_exactly_where_it_is_marked(rule: Rule, example: Example) -> None:
    assert failure(rule, "bad", 1, example, BENCH) is None


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_a_good_example_trips_no_rule_that_a_team_hears(rule: Rule, example: Example) -> None:
    assert failure(rule, "good", 1, example, BENCH) is None


@pytest.mark.parametrize(("rule", "example"), examples("silent"))
def test_a_near_miss_leaves_its_rule_silent(rule: Rule, example: Example) -> None:
    assert failure(rule, "silent", 1, example, BENCH) is None


@by_code
def test_a_rule_has_enough_examples_and_they_differ(rule: Rule) -> None:
    page = PAGES[rule.code]
    assert len(page.bad) >= 2
    assert len(page.good) >= 2
    every = Counter(
        (example.text, example.before and example.before.text)
        for example in (*page.bad, *page.good, *page.silent)
        if example.path.startswith("okrs.")
    )
    assert set(every.values()) <= {1}


@by_code
def test_a_rule_explains_itself(rule: Rule) -> None:
    page = PAGES[rule.code]
    sentences = page.why.count(". ") + page.why.count(".\n") + page.why.count("? ") + 1
    assert 2 <= sentences <= 6
    assert rule.summary.endswith(".")
    assert len(rule.message) <= 140


@by_code
def test_what_a_rule_silences_exists_and_does_not_silence_it_back(rule: Rule) -> None:
    known = {one.name: one for one in RULES} | {one.code: one for one in RULES}
    assert set(rule.adds) <= set(known)
    for name in rule.silences:
        assert name in known
        assert rule.name not in known[name].silences
        assert rule.code not in known[name].silences


@by_code
def test_a_rule_binds_and_its_message_has_fields_of_the_check(rule: Rule) -> None:
    bound = bind(rule)
    assert bound.severity == rule.severity
    fields = {name for _, name, _, _ in string.Formatter().parse(rule.message) if name}
    source = inspect.getsource(inspect.getmodule(bound.check))
    assert all(f'"{field}"' in source for field in fields)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_used_and_takes_node_facts_and_options(name: str) -> None:
    assert name in {rule.check for rule in RULES} | FOR_PACKS
    module = import_module(f"okrlint.checks.{name}")
    kinds = [parameter.kind for parameter in inspect.signature(module.check).parameters.values()]
    assert kinds[:2] == [inspect.Parameter.POSITIONAL_OR_KEYWORD] * 2
    assert all(kind is inspect.Parameter.KEYWORD_ONLY for kind in kinds[2:])
    hints = get_type_hints(module.check)
    options = [one for one in inspect.signature(module.check).parameters.values() if one.kind is one.KEYWORD_ONLY]
    assert all(option.name in hints and option.default is not option.empty for option in options)
    assert isinstance(getattr(module, "NEEDS", frozenset()), frozenset)


FIXABLE = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(PAGES[rule.code].bad)
    if any(one.fixes for one in judge(example, BENCH.everything) if one.code == rule.code)
]


@pytest.mark.parametrize(("rule", "example"), FIXABLE)
def test_fixes_make_their_own_reports_go_away_and_then_have_nothing_to_do(rule: Rule, example: Example) -> None:
    text = example.text
    counts = []
    while fixable := [one for one in judge(example, BENCH.everything, text) if one.code == rule.code and one.fixes]:
        counts.append(len(fixable))
        text = applied(text, fixable[0].fixes[0])
    assert counts == list(range(len(counts), 0, -1)), "each fix mends one report"
    assert text != example.text
    assert (
        shown(text, [one.span for one in judge(example, BENCH.everything, text) if one.code == rule.code and one.fixes])
        == []
    )


def test_the_rules_that_promise_fixes_have_them() -> None:
    assert {parameter.values[0].code for parameter in FIXABLE} == {"OKR312", "OKR616", "OKR902"}


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.applies_to != "suppression"], ids=lambda rule: rule.code
)
def test_a_rule_finds_its_bad_examples_when_it_runs_alone(rule: Rule) -> None:
    alone = rules_for(Settings(select=(rule.code,)), RULES, profiles())
    for example in PAGES[rule.code].bad:
        assert is_found(example, judge(example, alone)), reported(example, judge(example, alone))
