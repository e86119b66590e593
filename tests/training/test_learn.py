"""From a few sentences to a model that runs; needs the extra `train`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra train")
pytest.importorskip("onnx")

import numpy

from okrlint.analysis.classifier import Classifier
from okrlint.analysis.model_files import load
from okrlint.core.errors import OkrlintError
from okrlint.training import build, pretrained
from okrlint.training.corpus import Item, read_all
from okrlint.training.learn import Recipe
from okrlint.training.split import Split, corpus_hash

pytestmark = pytest.mark.filterwarnings("ignore")

CORPUS = Path(__file__).parents[2] / "corpus"
RECIPE = Recipe(epochs=1, runs=2, layers=2, kept=(1,))


def quiet(stage: str, done: float) -> None:
    """Show nothing."""


@pytest.fixture(scope="module")
def split() -> Split:
    """A few items for every side."""
    items = read_all(CORPUS, ("natural",))
    return Split(items[:160], items[400:460], items[800:860])


@pytest.fixture(scope="module")
def trained(split: Split) -> build.Trained:
    """A model that has seen little."""
    return build.learn(split, RECIPE, quiet)


def test_a_seed_gives_the_same_model_again(split: Split, trained: build.Trained) -> None:
    again = build.learn(split, RECIPE, quiet)
    assert all(
        numpy.array_equal(one.weights, again.calibration[name].weights) for name, one in trained.calibration.items()
    )


def test_what_is_shipped_says_what_was_trained(
    trained: build.Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "CHANGED", 0.1)
    build.ship(trained, RECIPE, tmp_path, quiet)
    assert {path.name for path in tmp_path.iterdir()} == {"encoder.onnx", "tokenizer.json", "model.json", "parity.json"}
    shipped = Classifier(load(tmp_path))
    rows = json.loads((tmp_path / "parity.json").read_text())
    after = numpy.array([shipped.exact(row["text"]) for row in rows])
    assert float(numpy.abs(after - numpy.array([row["kind"] for row in rows])).max()) < 0.05
    described = json.loads((tmp_path / "model.json").read_text())
    assert described["training"]["corpus_sha256"] == corpus_hash(trained.split.train)


def test_a_hash_tells_one_corpus_from_another(split: Split) -> None:
    items: list[Item] = split.train
    assert corpus_hash(items) == corpus_hash(items[::-1])
    assert corpus_hash(items) != corpus_hash(items[1:])


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pretrained, "SHA256", "0" * 64)
    with pytest.raises(OkrlintError, match="its checksum differs"):
        pretrained.pretrained()
    monkeypatch.setattr(pretrained, "PACKAGE", "no_such_package")
    with pytest.raises(OkrlintError, match="is not installed"):
        pretrained.pretrained()
