"""What a trained encoder says of items, and what its heads become once they are calibrated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from okrlint.analysis.classifier import Calibrator
from okrlint.core.labels import FLAGS, KINDS, MEASURED, OBJECTIVE_KINDS
from okrlint.training.corpus import Item
from okrlint.training.encoder import Encoder, encode

Logits = NDArray[numpy.float64]
_TOGETHER = 64
_SOFT = 1.0
"""Strength of the penalty on the calibrators, scikit-learn's default."""


def label_logits(model: Encoder, tokenizer: Any, texts: Sequence[str]) -> Logits:
    """The logits of the labels, [items, kinds + measured + flags]."""
    found = []
    with torch.inference_mode():
        for start in range(0, len(texts), _TOGETHER):
            batch, _ = encode(tokenizer, texts[start : start + _TOGETHER])
            found.append(model(batch).labels.double().numpy())
    return numpy.concatenate(found)


def objective_logits(model: Encoder, tokenizer: Any, objectives: Sequence[str]) -> Logits:
    """The logits of the kinds of objectives, [items, kinds]."""
    found = []
    with torch.inference_mode():
        for start in range(0, len(objectives), _TOGETHER):
            texts = objectives[start : start + _TOGETHER]
            found.append(model(encode(tokenizer, texts)[0]).objectives.double().numpy())
    return numpy.concatenate(found)


def _fitted(logits: Logits, wanted: Sequence[Any], classes: int) -> Calibrator:
    """Platt scaling (Platt, 1999), for several classes as matrix scaling (Guo et al., 2017); as it was without data."""
    if len(set(wanted)) < classes:
        return Calibrator(numpy.eye(logits.shape[1]), numpy.zeros(logits.shape[1]))
    found = LogisticRegression(C=_SOFT, max_iter=1000).fit(logits, wanted)
    return Calibrator(found.coef_, found.intercept_)


def _columns(name: str) -> slice:
    """Where the logits of a label stand."""
    if name == "kind":
        return slice(0, len(KINDS))
    if name == "measured":
        return slice(len(KINDS), len(KINDS) + len(MEASURED))
    place = len(KINDS) + len(MEASURED) + FLAGS.index(name)
    return slice(place, place + 1)


def _wanted(item: Item, name: str) -> int | None:
    """The number of the right class of an item; None where nobody knows."""
    if name in FLAGS:
        return int(item.flags[name])
    words: tuple[str | None, ...] = KINDS if name == "kind" else MEASURED
    word = item.kind if name == "kind" else item.measured
    return words.index(word) if word in words else None


def calibrators(logits: Logits, items: Sequence[Item]) -> dict[str, Calibrator]:
    """A calibrator for every label, fitted to items that the encoder has not learnt from."""
    found = {}
    for name in ("kind", "measured", *FLAGS):
        wanted = [_wanted(item, name) for item in items]
        known = [at for at, one in enumerate(wanted) if one is not None]
        classes = 2 if name in FLAGS else 3
        found[name] = _fitted(logits[known][:, _columns(name)], [wanted[at] for at in known], classes)
    return found


def personal_calibrator(logits: Logits, objectives: Logits, items: Sequence[Item]) -> Calibrator:
    """The calibrator of "individual" for key results whose objective is known.

    `logits` are those of the labels, [items, …], `objectives` those of the objectives' kinds, [items, kinds].
    """
    both = numpy.hstack([logits[:, _columns("individual")], objectives])
    return _fitted(both, [_wanted(item, "individual") for item in items], 2)


def objective_calibrator(logits: Logits, items: Sequence[Item]) -> Calibrator:
    """The calibrator of the kinds of objectives."""
    words: tuple[str | None, ...] = OBJECTIVE_KINDS
    return _fitted(logits, [words.index(item.objective_kind) for item in items], len(OBJECTIVE_KINDS))


def probabilities(calibrator: Calibrator, logits: Logits) -> Logits:
    """Calibrated probabilities, [items, classes]; of a label that is yes or no, those of yes, [items, 1]."""
    return numpy.stack([calibrator(row) for row in logits])


def label_probabilities(found: dict[str, Calibrator], logits: Logits) -> dict[str, Logits]:
    """Calibrated probabilities of every label."""
    return {name: probabilities(one, logits[:, _columns(name)]) for name, one in found.items()}
