"""The shipped model: checked before it runs, the same for every batch, close to what was trained."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
import pytest

from okrlint.analysis import analyse, label_all
from okrlint.analysis.classifier import Classifier, classifier
from okrlint.analysis.model_files import DESCRIPTION, folders, load
from okrlint.core.errors import OkrlintError
from okrlint.core.labels import (
    FLAGS,
    KINDS,
    OUTCOME_FROM,
    Labels,
)
from okrlint.core.source import Source
from okrlint.formats import read

FOLDER = folders()[0]
MEGABYTES = 25


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the model that may be damaged."""
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def described(folder: Path, **changes: Any) -> None:
    """Change what a model says of itself."""
    path = folder / DESCRIPTION
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def refused(folder: Path) -> str:
    """The error of a model that is refused: one line."""
    with pytest.raises(OkrlintError) as error:
        Classifier(load(folder))
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_missing_file(copy: Path) -> None:
    (copy / "encoder.onnx").unlink()
    assert "the model lacks" in refused(copy)
    (copy / DESCRIPTION).unlink()
    assert "the model lacks" in refused(copy)


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json"])
def test_a_damaged_file(copy: Path, name: str) -> None:
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    assert f"{name} is damaged: its checksum differs" in refused(copy)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}', '{"format": 1, "sha256": []}'])
def test_a_damaged_description(copy: Path, text: str) -> None:
    (copy / DESCRIPTION).write_text(text)
    assert "model.json is damaged" in refused(copy)


def test_another_format(copy: Path) -> None:
    described(copy, format=99)
    assert "has the format 99, and this okrlint reads format 1" in refused(copy)


def test_a_description_that_does_not_fit(copy: Path) -> None:
    described(copy, calibration={})
    assert "it lacks the calibration of binary" in refused(copy)
    described(copy, calibration={"kind": 3})
    assert "cannot be run" in refused(copy)


def test_there_is_no_pickle_and_it_is_small() -> None:
    found = [path for path in FOLDER.iterdir() if path.is_file()]
    assert {path.suffix for path in found} <= {".onnx", ".json", ".md"}
    assert sum(path.stat().st_size for path in found) < MEGABYTES * 1e6


def test_the_shipped_model_says_what_the_trained_one_said() -> None:
    rows = json.loads((FOLDER / "parity.json").read_text(encoding="utf-8"))
    model = Classifier(load(FOLDER))
    trained = numpy.array([row["kind"] for row in rows])
    shipped = numpy.array([model.exact(row["text"]) for row in rows])
    assert len(rows) >= 200
    assert float(numpy.abs(trained - shipped).mean()) < 0.01
    assert float(((trained[:, 0] >= OUTCOME_FROM) != (shipped[:, 0] >= OUTCOME_FROM)).mean()) <= 0.01


def test_labels_are_probabilities() -> None:
    model = classifier()
    assert model is not None
    found = model.labels("Guests who come back within a month: 20 % to 35 %", "Guests feel at home")
    assert tuple(found.probabilities) == KINDS
    assert tuple(found.likelihoods) == FLAGS
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in (*found.probabilities.values(), *found.likelihoods.values()))
    assert found == Classifier(load(FOLDER)).labels(
        "Guests who come back within a month: 20 % to 35 %", "Guests feel at home"
    )


def test_parts_are_stretches_of_the_sentence_in_order() -> None:
    model = classifier()
    assert model is not None
    for text in ("Café “Zoë” 🥐: repeat orders from 31 % → 45 % by June", "Ship it", "…a", "ﬁnish the ﬂat"):
        places = [(part.start, part.end) for part in model.labels(text).parts]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(before[1] <= after[0] for before, after in pairwise(places))


def test_facts_have_labels_only_where_they_are_needed() -> None:
    document = read(
        Source(
            "okrs.md",
            "# OKRs 2026 Q3\n\n## Objective: Guests\n\n- Launch the menu\n- Más mesas para los clientes\n",
            "markdown",
        )
    )
    assert not analyse(document, frozenset()).labels
    facts = analyse(document, frozenset({"labels", "objective_labels"}))
    assert [(str(text), found.kind) for text, found in facts.labels.items()] == [("Launch the menu", "output")]
    assert [str(text) for text in facts.objective_labels] == ["Guests"]
    assert [isinstance(found, Labels) for found in label_all([document]).values()] == [True, False]


def test_without_a_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from okrlint.analysis import judgement

    monkeypatch.setattr(judgement, "classifier", lambda: None)
    with pytest.raises(OkrlintError, match="there is no model"):
        judgement.judge("Ship it")
    with pytest.raises(OkrlintError, match="there is no model"):
        judgement.judge_objective("Guests")


def test_where_the_classifier_cannot_run_the_other_rules_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from okrlint import analysis
    from okrlint.cli import main

    path = tmp_path / "okrs.md"
    path.write_text("# OKRs 2026 Q3\n\n## Objective: Guests\n\n- Launch the menu\n- Several more guests\n")
    monkeypatch.setattr(analysis, "missing", lambda: "the classifier needs onnxruntime")
    result = CliRunner().invoke(main, ["check", str(path)])
    assert "OKR304" in result.stdout
    assert "OKR101" not in result.stdout
    assert result.stderr == "okrlint: the classifier needs onnxruntime\n"
    assert CliRunner().invoke(main, ["check", str(path), "--select", "OKR304"]).stderr == ""
    assert '"kind": null' in CliRunner().invoke(main, ["outline", "--format", "json", str(path)]).stdout


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import util

    from okrlint.analysis import missing

    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "onnxruntime" else name)
    assert missing.__wrapped__().startswith("the classifier needs onnxruntime, not installed here")


def test_a_sentence_is_judged_in_company_as_it_is_alone() -> None:
    rows = json.loads((FOLDER / "parity.json").read_text())
    texts = [row["text"] for row in rows][:120]
    files = load(FOLDER)
    alone, together = Classifier(files), Classifier(files)
    together.read(texts)
    assert [together.labels(text) for text in texts] == [alone.labels(text) for text in texts]
    assert [together.objective(text) for text in texts] == [alone.objective(text) for text in texts]
