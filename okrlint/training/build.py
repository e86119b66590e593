"""Build a model from the corpus: learn, calibrate, ship, measure."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy
import torch

from okrlint.analysis.classifier import PERSONAL, Calibrator, Classifier
from okrlint.analysis.model_files import DESCRIPTION, ENCODER, FORMAT, TOKENIZER, load
from okrlint.core.errors import OkrlintError
from okrlint.core.labels import FLAGS, KINDS, MEASURED, OBJECTIVE_KINDS, OUTCOME_FROM, PARTS
from okrlint.training import export
from okrlint.training.batches import objectives_of
from okrlint.training.corpus import Item
from okrlint.training.distil import train
from okrlint.training.encoder import Encoder, tokenizer_of
from okrlint.training.learn import Recipe
from okrlint.training.pretrained import LICENCE, NAME, ORIGIN, SHA256, pretrained
from okrlint.training.products import flows
from okrlint.training.scores import (
    Logits,
    calibrators,
    label_logits,
    label_probabilities,
    objective_calibrator,
    objective_logits,
    personal_calibrator,
)
from okrlint.training.split import Split, corpus_hash, corpus_split
from okrlint.training.thresholds import thresholds

PARITY = 1e-4
"""How far probabilities before quantisation may be from those of torch."""
SEEN_FLOWING = 1_000
"""Sentences of the training side by which it is known what flows into products."""
PARITY_FILE = "parity.json"
PARITY_ITEMS = 300
CHANGED = 0.01
"""Share of verdicts on the held-out items that quantisation may change."""

Progress = Callable[[str, float], None]
"""Gets the stage and the share of it that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Trained:
    """An encoder with its calibrators, and what it was trained on."""

    model: Encoder
    tokenizer: Any
    calibration: Mapping[str, Calibrator]
    uncertain: tuple[float, float]
    split: Split


def learn(split: Split, recipe: Recipe, progress: Progress) -> Trained:
    """Fine-tune the encoder on the training side and calibrate it on the other one."""
    folder = pretrained()
    model = train(split.train, folder, recipe, lambda done, loss: progress(f"learning (loss {loss:.2f})", done))
    tokenizer = tokenizer_of(folder)
    logits = _logits(model, tokenizer, split.dev)
    found = calibrators(logits, split.dev)
    found[PERSONAL] = personal_calibrator(
        logits, objective_logits(model, tokenizer, [item.objective for item in split.dev]), split.dev
    )
    objectives = objectives_of(split.dev)
    found["objective"] = objective_calibrator(
        objective_logits(model, tokenizer, [item.objective for item in objectives]), objectives
    )
    outcome = label_probabilities({"kind": found["kind"]}, logits)["kind"][:, 0]
    return Trained(model, tokenizer, found, thresholds(outcome, split.dev), split)


def _logits(model: Encoder, tokenizer: Any, items: Sequence[Item]) -> Logits:
    return label_logits(model, tokenizer, [item.text for item in items])


def _texts(split: Split) -> list[str]:
    return [text for side in split for item in side for text in (item.text, item.objective)]


def _some_texts(items: Sequence[Item]) -> list[str]:
    """About SEEN_FLOWING sentences and objectives, always the same ones of the same items."""
    texts = sorted({text for item in items for text in (item.text, item.objective) if text})
    return texts[:: max(1, len(texts) // SEEN_FLOWING)]


def _described(trained: Trained, recipe: Recipe, folder: Path) -> dict[str, Any]:
    """What the model says of itself."""
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (ENCODER, TOKENIZER)}
    made_with = {name: version(name) for name in ("torch", "transformers", "onnx", "onnxruntime", "scikit-learn")}
    return {
        "format": FORMAT,
        "sha256": sums,
        "uncertain": list(trained.uncertain),
        "outputs": {"kind": KINDS, "measured": MEASURED, "flags": FLAGS, "objective": OBJECTIVE_KINDS, "parts": PARTS},
        "pretrained": {"name": NAME, "sha256": SHA256, "licence": LICENCE, "origin": ORIGIN},
        "training": {
            "seed": recipe.seed,
            "runs": recipe.runs,
            "epochs": recipe.epochs,
            "kept": list(recipe.kept),
            "items": len(trained.split.train),
            "corpus_sha256": corpus_hash(trained.split.train),
            "made_with": {"python": platform.python_version(), **made_with},
        },
        "calibration": {
            name: {"weights": one.weights.tolist(), "bias": one.bias.tolist()}
            for name, one in trained.calibration.items()
        },
    }


def _difference(trained: Trained, items: Sequence[Item], shipped: Classifier) -> tuple[float, float]:
    """The largest difference between shipped probabilities and torch's, and the share of verdicts that differ."""
    logits = _logits(trained.model, trained.tokenizer, items)
    before = label_probabilities({"kind": trained.calibration["kind"]}, logits)["kind"]
    after = numpy.array([shipped.exact(item.text) for item in items])
    changed = (before[:, 0] >= OUTCOME_FROM) != (after[:, 0] >= OUTCOME_FROM)
    return float(numpy.abs(before - after).max()), float(changed.mean())


def _describe(folder: Path, trained: Trained, recipe: Recipe) -> None:
    text = json.dumps(_described(trained, recipe, folder), indent=1)
    (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")


def ship(trained: Trained, recipe: Recipe, folder: Path, progress: Progress) -> None:
    """Write the model that okrlint runs. Raises OkrlintError where it judges differently from the trained one."""
    folder.mkdir(parents=True, exist_ok=True)
    held_out = trained.split.test or trained.split.dev
    kept = export.kept_words(trained.tokenizer, _texts(trained.split))
    described = export.pruned_tokenizer(pretrained(), kept)
    (folder / TOKENIZER).write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    vectors = trained.model.body.embeddings.word_embeddings
    flowing = flows(trained.model, trained.tokenizer, _some_texts(trained.split.train))
    small = folder / "small.onnx"
    export.prune(trained.model, kept)
    export.write_exact(trained.model, folder / ENCODER)
    export.write_small(trained.model, flowing, small)
    trained.model.body.embeddings.word_embeddings = vectors
    progress("comparing before and after", 0.0)
    _compare(trained, recipe, folder, small, held_out)
    _write_parity(trained, held_out, folder)
    progress("comparing before and after", 1.0)


def _write_parity(trained: Trained, items: Sequence[Item], folder: Path) -> None:
    """Keep what torch says of some held-out items, so that the shipped model can be held against it without torch."""
    some = items[:: max(1, len(items) // PARITY_ITEMS)]
    found = label_probabilities({"kind": trained.calibration["kind"]}, _logits(trained.model, trained.tokenizer, some))
    rows = [
        {"text": item.text, "kind": [round(float(one), 6) for one in row]}
        for item, row in zip(some, found["kind"], strict=True)
    ]
    (folder / PARITY_FILE).write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _compare(trained: Trained, recipe: Recipe, folder: Path, small: Path, items: Sequence[Item]) -> None:
    """Hold the encoder in single precision against torch, then the small one, which takes its place.

    Raises OkrlintError where they differ too much.
    """
    _describe(folder, trained, recipe)
    largest, _ = _difference(trained, items, Classifier(load(folder)))
    if largest > PARITY:
        raise OkrlintError(f"the exported probabilities differ by {largest:.1e}, more than {PARITY}")
    small.replace(folder / ENCODER)
    _describe(folder, trained, recipe)
    _, changed = _difference(trained, items, Classifier(load(folder)))
    if changed > CHANGED:
        raise OkrlintError(f"quantisation changes {changed:.1%} of the verdicts, more than {CHANGED:.0%}")


def build(corpus: Path, folder: Path, recipe: Recipe, progress: Progress) -> Split:
    """Everything: read, learn, calibrate, ship. Returns the split, to measure the shipped model on."""
    torch.use_deterministic_algorithms(True)
    # Nothing here reads memory before it is written; filling it takes a sixth of the time.
    torch.utils.deterministic.fill_uninitialized_memory = False
    split = corpus_split(corpus)
    trained = learn(split, recipe, progress)
    ship(trained, recipe, folder, progress)
    return split
