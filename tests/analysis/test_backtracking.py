"""Regular expressions of users end: those that might not are refused, and words have a length."""

from __future__ import annotations

import re
import time

import pytest

from okrlint.analysis.backtracking import may_never_end
from okrlint.analysis.patterns import find_patterns
from okrlint.core.errors import OkrlintError

ENDLESS = [
    "(a+)+b",
    "(a|a)*b",
    r"(\w+\s?)*x",
    "(?:a|ab|b)*c",
    "((a{2,})*)*",
    r"(?:\wb|a\w)*x",
    "(?=(a+)+b)a",
    "(a*?)*?b",
]
HARMLESS = [
    "^laun.*",
    "colou?rs?",
    r"\d+(?:\.\d+)?",
    "(?:ab)+",
    "(?:a{2})*",
    "(?>a+)+b",
    "(?:a++)+b",
    "(a+){1,3}",
    "(?:x|y)+",
]


@pytest.mark.parametrize("expression", ENDLESS)
def test_what_might_never_end_is_refused(expression: str) -> None:
    assert may_never_end(expression)
    with pytest.raises(OkrlintError, match="might never end"):
        find_patterns("get aaa", [[{"LOWER": {"REGEX": expression}}]])
    with pytest.raises(OkrlintError, match="might never end"):
        find_patterns("get aaa", [[{"LOWER": {"REGEX": {"IN": ["x", expression]}}}]])


@pytest.mark.parametrize("expression", HARMLESS)
def test_what_ends_is_taken(expression: str) -> None:
    assert not may_never_end(expression)
    began = time.thread_time()
    re.search(expression, "a" * 2_000 + "!")
    assert time.thread_time() - began < 5


def test_what_is_no_expression_is_said() -> None:
    for wrong in ("(", "(" * 50_000):
        with pytest.raises(re.error):
            may_never_end(wrong)


def test_a_word_that_nobody_wrote_takes_no_time() -> None:
    patterns = [[{"LOWER": {"REGEX": "a*a*a*a*b"}}]]
    began = time.thread_time()
    assert find_patterns("get " + "a" * 1_900, patterns) == ()
    assert time.thread_time() - began < 10
    assert find_patterns("get aab", patterns) == ((4, 7),)
