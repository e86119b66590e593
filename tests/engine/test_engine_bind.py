"""A rule is bound to its check, and its options are what the check takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

import pytest

from okrlint.core.errors import ConfigError
from okrlint.core.finding import Severity
from okrlint.core.rule import Rule
from okrlint.engine import bind
from okrlint.engine.bind import option_types

PHRASE = Rule(
    "OKR999",
    "shouting",
    "Shouts.",
    Severity.INFO,
    "key_result",
    "phrase",
    "{phrase}!",
    {"phrases": ["no"]},
    origin="r.yaml",
)


def test_a_check_is_found_by_its_name() -> None:
    bound = bind(PHRASE)
    assert bound.check.__module__ == "okrlint.checks.phrase"
    assert bound.needs == {"quantities"}
    assert bound.severity is Severity.INFO


def test_options_go_over_those_of_the_rule_and_lists_become_tuples() -> None:
    bound = bind(PHRASE, {"unless_measured": True}, Severity.ERROR, True, ("a/",), "/root")
    assert bound.options == {"phrases": ("no",), "unless_measured": True}
    assert (bound.severity, bound.muted, bound.ignored_in, bound.root) == (Severity.ERROR, True, ("a/",), "/root")
    assert bind(PHRASE, {"phrases": ["yes"]}).options == {"phrases": ("yes",)}


def test_an_unknown_check_is_refused() -> None:
    with pytest.raises(
        ConfigError, match=r'r\.yaml: OKR999 names the check "phrse", which .* \(did you mean "phrase"\?\)'
    ):
        bind(replace(PHRASE, check="phrse"))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"phrase": ["no"]}, r'OKR999 shouting has no option "phrase" \(did you mean "phrases"\?\)'),
        ({"phrases": "no"}, r'the option "phrases" of OKR999 shouting must be a list'),
        ({"phrases": ["no", 1]}, "must be a list"),
        ({"unless_measured": "yes"}, "must be true or false"),
        ({"unless_measured": 1}, "must be true or false"),
    ],
)
def test_a_wrong_option_is_refused(options: Mapping[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        bind(PHRASE, options)


def test_a_wrong_option_in_the_rule_file_names_the_file() -> None:
    with pytest.raises(ConfigError, match=r'^r\.yaml: .*no option "words"'):
        bind(replace(PHRASE, options={"words": ["no"]}))


def test_numbers_and_what_may_be_missing() -> None:
    counted = replace(PHRASE, check="key_result_count", options={})
    assert bind(counted, {"most": 4}).options == {"most": 4}
    for wrong in (4.5, True, "4"):
        with pytest.raises(ConfigError, match="must be a whole number or nothing"):
            bind(counted, {"most": wrong})


def test_the_types_of_options_are_their_annotations() -> None:
    def check(
        node: object, facts: object, *, a: float = 1, b: Literal["x", "y"] = "x", c: Mapping[str, int] = {}
    ) -> None:
        """A check."""

    assert option_types(check) == {"a": float, "b": Literal["x", "y"], "c": Mapping[str, int]}


@pytest.mark.parametrize(
    ("value", "hint", "fits"),
    [
        (1, float, True),
        (True, float, False),
        ("x", Literal["x", "y"], True),
        ("z", Literal["x", "y"], False),
        ({"a": 1}, Mapping[str, int], True),
        ({"a": "1"}, Mapping[str, int], False),
        ([1], Mapping[str, int], False),
        ([["a"]], tuple[tuple[str, ...], ...], True),
    ],
)
def test_what_fits_a_type(value: object, hint: object, fits: bool) -> None:
    from okrlint.engine.bind import _fitted

    assert _fitted(value, hint)[0] is fits
