"""Wording for a collection of prompts, which were written without a look at the knowledge behind it."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from okrlint.engine import Advised
from okrlint.workspace.settings import Options
from okrlint.workspace.suggest import Suggester, suggester

PROMPTS = [json.loads(line) for line in Path(__file__).with_name("prompts.jsonl").read_text("utf-8").splitlines()]
CORPUS = Path(__file__).parents[2] / "corpus" / "natural" / "w20.jsonl"
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@cache
def _suggester() -> Suggester:
    return suggester(Options(isolated=True))


@cache
def suggested(text: str, objective: str) -> Advised:
    return _suggester()(text, objective)


def found() -> list[tuple[dict[str, Any], Advised]]:
    return [(prompt, suggested(prompt["text"], prompt["objective"])) for prompt in PROMPTS]


def check_figures(text: str, objective: str) -> None:
    known = set(FIGURE.findall(f"{text} {objective}"))
    for one in suggested(text, objective).suggestions:
        assert set(FIGURE.findall(one.text)) <= known, one.text


def test_the_collection_is_wide() -> None:
    assert len(PROMPTS) >= 400
    assert len({prompt["field"] for prompt in PROMPTS}) >= 40
    assert sum("expert" in prompt for prompt in PROMPTS) >= 100


def test_most_of_the_prompts_get_wording_and_all_others_a_question() -> None:
    answered = [advised for _, advised in found() if advised.suggestions]
    assert len(answered) >= 0.84 * len(PROMPTS)
    several = [one for one in answered if len({each.metric_family for each in one.suggestions}) > 1]
    assert len(several) >= 0.68 * len(answered)
    assert all(advised.question for _, advised in found() if not advised.suggestions)


def test_no_figure_is_invented() -> None:
    for prompt in PROMPTS:
        check_figures(prompt["text"], prompt["objective"])


def test_no_figure_is_invented_for_the_corpus() -> None:
    for row in [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()][::4]:
        check_figures(row["text"], row["objective"])


def test_no_figure_is_invented_for_real_documents() -> None:
    folder = os.environ.get("OKRLINT_REALWORLD")
    if not folder:
        pytest.skip("OKRLINT_REALWORLD names no folder of real documents")
    rows = [json.loads(line) for line in (Path(folder) / "labels.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        check_figures(row["text"], row.get("objective") or "")


def test_wording_says_whose_and_why_and_nothing_twice() -> None:
    for prompt, advised in found():
        texts = [one.text for one in advised.suggestions]
        assert len(set(texts)) == len(texts)
        assert prompt["text"] not in texts
        assert all(one.why and one.metric_family for one in advised.suggestions)


def test_the_same_sentence_gets_the_same_wording() -> None:
    again = suggester(Options(isolated=True))
    for prompt in PROMPTS[::10]:
        assert again(prompt["text"], prompt["objective"]) == suggested(prompt["text"], prompt["objective"])
