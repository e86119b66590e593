"""What an objective is about."""

from __future__ import annotations

import pytest

from okrlint.engine import Advised
from okrlint.workspace.settings import Options
from okrlint.workspace.suggest import suggester


def suggested(text: str, objective: str) -> Advised:
    return suggester(Options(isolated=True))(text, objective)


def texts(text: str, objective: str) -> list[str]:
    return [one.text for one in suggested(text, objective).suggestions]


def test_a_title_is_its_topic() -> None:
    found = texts("Put a card reader at every till", "Checkout")
    assert any("checkout" in one.lower() for one in found)


def test_a_topic_that_is_mentioned_needs_words_of_its_field() -> None:
    assert texts("Buy new low beds and sensor mats for the ward", "Fewer falls of patients on the ward")
    assert not texts("Paint the hall", "Our trustworthy supply chain of colours and songs")


def test_a_deadline_stands_before_the_sentence() -> None:
    found = texts("Put a card reader at every till by the end of June", "Checkout")
    assert found
    assert all(one.startswith("By the end of June, ") for one in found)


def test_nothing_is_said_of_an_empty_objective() -> None:
    assert not texts("Write it up", "")


@pytest.mark.parametrize("objective", ["Newcomers read the map", "Help newcomers to read the map"])
def test_what_people_do_comes_first(objective: str) -> None:
    assert texts("Print a new legend", objective)[0] == "[target] % of newcomers read the map (now [baseline] %)"
