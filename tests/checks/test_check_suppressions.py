"""Comments that keep nothing quiet are taken out without a trace, in every format."""

from __future__ import annotations

import json

import pytest

from okrlint.analysis import analyse
from okrlint.core.settings import Settings
from okrlint.core.source import Source
from okrlint.engine import fix, lint, rules_for
from okrlint.formats import read
from okrlint.packs import core_rules, profiles

RULES = rules_for(Settings(select=("OKR304", "OKR902")), core_rules(), profiles())
JSON = """\
{"objectives": [{
  %s
}]}
"""
TITLE, RESULTS = '"title": "Islanders plan a day"', '"key_results": ["Calls about the timetable: 60 to 15 a day"]'
COMMENT = '"okrlint": "ignore vague-quantity"'
YAML = """\
objectives:
- title: Islanders plan a day  # okrlint: ignore vague-quantity
  # okrlint: ignore vague-quantity
  key_results:  # okrlint: ignore OKR304 and a reason
  - "Calls about the # timetable: 60 to 15 a day"
"""


def fixed(name: str, text: str) -> str:
    document = read(Source(name, text))
    return fix.apply(document, fix.fixes(lint([document], RULES, analyse=analyse)), read).document.source.text


@pytest.mark.parametrize("between", [", ", ",\n  ", ",\r\n\t", " , "])
@pytest.mark.parametrize("parts", [(COMMENT, TITLE, RESULTS), (TITLE, COMMENT, RESULTS), (TITLE, RESULTS, COMMENT)])
def test_a_property_goes_with_its_comma(between: str, parts: tuple[str, ...]) -> None:
    after = fixed("okrs.json", JSON % between.join(parts))
    assert json.loads(after) == json.loads(JSON % f"{TITLE}, {RESULTS}")
    assert after.count(between) == 1
    assert JSON.split("%s")[0] in after


def test_a_property_that_keeps_something_quiet_stays() -> None:
    text = JSON % ", ".join([TITLE, COMMENT, '"key_results": ["Significantly fewer calls about the timetable"]'])
    assert fixed("okrs.json", text) == text


def test_a_list_of_comments_is_left_to_its_author() -> None:
    text = JSON % ", ".join([TITLE, '"okrlint": ["ignore vague-quantity"]', RESULTS])
    assert fixed("okrs.json", text) == text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_yaml_loses_comments_and_nothing_else(ending: str) -> None:
    lines = ["objectives:", "- title: Islanders plan a day", "  key_results:", YAML.splitlines()[-1], ""]
    assert fixed("okrs.yaml", YAML.replace("\n", ending)) == ending.join(lines)
