"""Figures by hand, and what they are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy
import pytest
from click.testing import CliRunner

from okrlint.cli import main
from okrlint.core.labels import FLAGS, Kind, Labels, ObjectiveLabels
from okrlint.training import metrics
from okrlint.training.corpus import Item
from okrlint.training.evaluate import evaluate, mistakes
from okrlint.training.thresholds import thresholds

YES_NO = numpy.array([True, True, False, False])
NO: Mapping[str, bool] = dict.fromkeys(FLAGS, False)


def test_f1() -> None:
    said = numpy.array([True, False, True, False])
    assert metrics.f1(YES_NO, said) == 0.5
    assert metrics.f1(~YES_NO & False, said & False) == 0.0
    assert metrics.macro_f1(YES_NO, YES_NO) == 1.0
    # Yes: precision 2/3, recall 1, F1 0.8; no: precision 1, recall 1/2, F1 2/3.
    assert metrics.macro_f1(YES_NO, numpy.array([True, True, True, False])) == pytest.approx((0.8 + 2 / 3) / 2)


def test_calibration_error() -> None:
    assert metrics.calibration_error(YES_NO, numpy.array([1.0, 1.0, 0.0, 0.0])) == 0.0
    assert metrics.calibration_error(YES_NO, numpy.array([0.75] * 4)) == pytest.approx(0.25)


def test_kappa() -> None:
    # Cohen's own kind of table: 20 + 15 agreements of 50, chance 0.5: (0.7 - 0.5) / 0.5.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert metrics.kappa(first, second) == pytest.approx(0.4)
    assert metrics.kappa(["a", "b"], ["a", "b"]) == 1.0
    assert metrics.kappa(["a", "a"], ["a", "a"]) == 1.0


def test_groups_count_alike() -> None:
    said = numpy.array([True, True, True, True])
    assert metrics.group_accuracy(YES_NO, said, ["a", "a", "a", "b"]) == pytest.approx((2 / 3 + 0) / 2)
    assert metrics.by_group(YES_NO, said, ["a", "b", "b", "b"]) == {"b": (3, pytest.approx(1 / 3)), "a": (1, 1.0)}


def test_an_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    random = numpy.random.default_rng(3)
    true = random.random(200) < 0.4
    said = true ^ (random.random(200) < 0.2)
    groups = [str(number % 20) for number in range(200)]

    def share(rows: Any) -> float:
        """The accuracy of some rows."""
        return metrics.accuracy(true[rows], said[rows])

    found = metrics.bootstrap(groups, share)
    assert found.low < metrics.accuracy(true, said) < found.high
    assert found == metrics.bootstrap(groups, share)


def item(kind: str, **more: Any) -> Item:
    """An item of a kind."""
    return Item(text=f"a {kind}", objective="", kind=kind, measured="none", flags=NO, **more)


def test_thresholds_open_where_verdicts_are_wrong() -> None:
    outcome, output = item("outcome"), item("output")
    sure = [0.02] * 50 + [0.98] * 50
    items = [output] * 50 + [outcome] * 50
    assert thresholds(numpy.array(sure), items) == (0.5, 0.5)
    mixed = [*sure, *[0.47] * 10, *[0.53] * 10]
    low, high = thresholds(numpy.array(mixed), [*items, *[outcome, output] * 10])
    assert low < 0.47 < 0.53 < high


class Says:
    """A judge that calls everything with an "o" an outcome, and everything an objective that is good."""

    def labels(self, text: str, objective: str = "") -> Labels:
        """The labels of a sentence."""
        share = 0.9 if "out" in text else 0.1
        shares: dict[Kind, float] = {"outcome": share, "output": 1 - share, "activity": 0.0}
        kind: Kind = "outcome" if share > 0.5 else "output"
        return Labels(kind, False, shares, "none", dict.fromkeys(FLAGS, 0.0))

    def objective(self, objective: str) -> ObjectiveLabels:
        """The labels of an objective."""
        return ObjectiveLabels("good")


def test_evaluation_leaves_out_what_nobody_agrees_on() -> None:
    items = [item("outcome"), item("activity"), item("unclear"), item("output", more={"unanimous": False})]
    found = evaluate(items, Says())
    assert (found["items"], found["left_out"]) == (2, 2)
    assert found["outcome"]["macro_f1"] == 1.0
    assert found["kind"]["accuracy"] == 0.5
    assert found["pairs"] is None
    with pytest.raises(ValueError, match="nothing to evaluate"):
        evaluate([item("unclear")], Says())


def test_pairs_count_where_both_are_right() -> None:
    right = [item("outcome", pair="p1"), item("activity", pair="p1")]
    wrong = [item("outcome", pair="p2"), item("output", pair="p2")]
    found = evaluate([*right, *wrong], Says())
    assert found["pairs"] == {"pairs": 2, "both_right": 0.5}
    assert [one.item.kind for one in mistakes([*right, *wrong], Says())] == ["output"]


def line(**more: Any) -> str:
    """A labelled line of a file."""
    flags = dict.fromkeys(FLAGS, False)
    return json.dumps(
        {"text": "Launch the portal", "objective": "", "kind": "output", "measured": "none", **flags, **more}
    )


def test_evaluate_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(
        f"{line()}\n{line(text='40 % of guests come back within a year', kind='outcome', measured='full')}\n"
    )
    result = CliRunner().invoke(main, ["evaluate", str(path), "--format", "json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["items"], found["outcome"]["macro_f1"]) == (2, 1.0)
    text = CliRunner().invoke(main, ["evaluate", str(path), "--mistakes", "3"]).stdout
    assert "macro f1" in text


def test_evaluate_names_a_wrong_line(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(f"{line()}\n{line(kind='good')}\n")
    result = CliRunner().invoke(main, ["evaluate", str(path)])
    assert result.exit_code == 2
    assert result.stderr.startswith(f'okrlint: {path}:2: "kind" must be one of')


def test_training_says_what_it_needs() -> None:
    if find_spec("torch"):
        pytest.skip("torch is installed")
    result = CliRunner().invoke(main, ["train"])
    assert result.exit_code == 2
    assert result.stderr == 'okrlint: training needs torch: pip install "okrlint[train]"\n'
