"""Patterns that are compiled late do what those of `re` do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okrlint.core import lazy_re


def test_a_pattern_finds_what_that_of_re_finds() -> None:
    late, real = (module.compile(r"(?P<word>a\w+)", re.IGNORECASE) for module in (lazy_re, re))
    assert late.pattern == real.pattern
    assert [match.span() for match in late.finditer("An ant ate")] == [(0, 2), (3, 6), (7, 10)]
    assert late.sub("x", "An ant") == real.sub("x", "An ant")
    assert late.groupindex == real.groupindex


def test_nothing_is_compiled_before_the_first_question() -> None:
    broken = lazy_re.compile("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("a")


def test_the_pattern_of_a_match_equals_the_one_that_made_it() -> None:
    one, other = lazy_re.compile("a"), lazy_re.compile("a", re.IGNORECASE)
    match = one.match("a")
    assert match is not None
    assert match.re == one
    assert match.re != other
    assert one == lazy_re.compile("a")
    assert hash(one) == hash(lazy_re.compile("a"))


def test_nobody_compares_the_pattern_of_a_match_by_identity() -> None:
    package = Path(lazy_re.__file__).parents[1]
    assert not [path for path in package.rglob("*.py") if ".re is " in path.read_text(encoding="utf-8")]
