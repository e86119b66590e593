"""Run the trained classifier: a sentence and its objective become labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from threading import Lock
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

from okrlint.analysis.encoder import Encoder
from okrlint.analysis.model_files import ModelFiles, folders, load
from okrlint.core import lazy_re as re
from okrlint.core.errors import OkrlintError
from okrlint.core.labels import (
    DIGITS,
    FLAGS,
    KINDS,
    MEASURED,
    OBJECTIVE_KINDS,
    OUTCOME_FROM,
    PARTS,
    Labels,
    ObjectiveLabels,
    Part,
    PartName,
)

Array = NDArray[numpy.float64]
_REMEMBERED = 4096
"""Sentences whose labels are kept: an editor asks for the same ones after every key."""
_ARTICLE = re.compile(r"(?:the|an?)\b\s*", re.IGNORECASE)
_WORD = re.compile(r"\S++")
_LITTLE = frozenset(("the", "a", "an", "of", "for", "with", "in", "on", "to", "at", "by", "along", "from", "and", "or"))
PERSONAL = "individual_with_objective"
"""The calibrator that looks at the objective as well, in which it is said whose goals these are."""
_FLAGS_FROM = len(KINDS) + len(MEASURED)
"""Where the logits of the flags begin."""
_PERSON_AT = _FLAGS_FROM + FLAGS.index("individual")


class Calibrator(NamedTuple):
    """Probabilities are the softmax (of one row: the logistic function) of `weights @ logits + bias`."""

    weights: Array
    bias: Array

    def __call__(self, logits: Array) -> Array:
        """The probabilities of the classes; of one row, that of "yes" alone."""
        scores = self.weights @ logits + self.bias
        if len(scores) == 1:
            return numpy.asarray(1 / (1 + numpy.exp(-scores)))
        powers = numpy.exp(scores - scores.max())
        return numpy.asarray(powers / powers.sum())


def _together(calibrators: Sequence[Calibrator]) -> Calibrator:
    """Several calibrators as one: each for logits of its own, one behind the other."""
    weights = numpy.zeros([sum(one.weights.shape[side] for one in calibrators) for side in (0, 1)])
    row = column = 0
    for one in calibrators:
        rows, columns = one.weights.shape
        weights[row : row + rows, column : column + columns] = one.weights
        row, column = row + rows, column + columns
    return Calibrator(weights, numpy.concatenate([one.bias for one in calibrators]))


def _softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities that add up to 1. Of few numbers Python makes them sooner than numpy."""
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _logistic(score: float) -> float:
    """The probability of "yes"."""
    return 1 / (1 + exp(-score))


def _calibrator(found: Mapping[str, Any]) -> Calibrator:
    return Calibrator(numpy.array(found["weights"]), numpy.array(found["bias"]))


def _shares(probabilities: Iterable[float]) -> list[float]:
    """Probabilities with three decimals that still add up to 1."""
    shares = [round(one, DIGITS) for one in probabilities]
    largest = shares.index(max(shares))
    shares[largest] = round(1 - sum(shares[:largest] + shares[largest + 1 :]), DIGITS)
    return shares


class Classifier:
    """The trained classifier. Only sentences of as many tokens run together, and none is changed by its neighbours."""

    def __init__(self, files: ModelFiles) -> None:
        """Raises OkrlintError where the files do not fit together."""
        self.name = files.name
        try:
            self._encoder = Encoder(files.encoder, files.tokenizer)
            self._calibrators = {name: _calibrator(one) for name, one in files.description["calibration"].items()}
            self._low, self._high = files.description["uncertain"]
            absent = {"kind", "measured", *FLAGS, PERSONAL, "objective"} - self._calibrators.keys()
            if absent:
                raise ValueError(f"it lacks the calibration of {min(absent)}")
            self._all = _together([self._calibrators[name] for name in ("kind", "measured", *FLAGS)])
        except Exception as error:
            raise OkrlintError(f"the model {files.name} cannot be run: {error}") from error
        self._remembered = lru_cache(_REMEMBERED)(self._labels)
        self._remembered_objective = lru_cache(_REMEMBERED)(self._objective)

    def read(self, texts: Iterable[str]) -> None:
        """Run the encoder on texts that will be asked about, many at once; what is said of them stays the same."""
        self._encoder.read(texts)

    def _personal(self, logit: float, objective: str) -> dict[str, float]:
        """How likely a key result is about one person, with its objective in mind; nothing without one."""
        if not objective.strip():
            return {}
        both = numpy.append(logit, self._encoder.hear(objective).objectives)
        return {"individual": round(float(self._calibrators[PERSONAL](both)[0]), DIGITS)}

    def _labels(self, text: str, objective: str) -> Labels:
        logits, _, tags, encoding = self._encoder.hear(text)
        scores = (self._all.weights @ logits + self._all.bias).tolist()
        shares = _shares(_softmax(scores[: len(KINDS)]))
        measured = scores[len(KINDS) : _FLAGS_FROM]
        flags = [round(_logistic(score), DIGITS) for score in scores[_FLAGS_FROM:]]
        outcome = shares[0]
        likelier = 0 if outcome >= OUTCOME_FROM else 1 + shares[1:].index(max(shares[1:]))
        return Labels(
            kind=KINDS[likelier],
            uncertain=self._low < outcome < self._high,
            probabilities=dict(zip(KINDS, shares, strict=True)),
            measured=MEASURED[measured.index(max(measured))],
            likelihoods=dict(zip(FLAGS, flags, strict=True)) | self._personal(float(logits[_PERSON_AT]), objective),
            parts=tuple(parts(text, encoding, tags)),
        )

    def _objective(self, objective: str) -> ObjectiveLabels:
        shares = _shares(self._calibrators["objective"](self._encoder.hear(objective).objectives).tolist())
        kind = OBJECTIVE_KINDS[shares.index(max(shares))]
        return ObjectiveLabels(kind, dict(zip(OBJECTIVE_KINDS, shares, strict=True)))

    def exact(self, text: str) -> list[float]:
        """The probabilities of the kinds with all their decimals, for comparing a shipped model with a trained one."""
        logits = self._encoder.hear(text).labels
        return [float(one) for one in self._calibrators["kind"](logits[: len(KINDS)])]

    def labels(self, text: str, objective: str = "") -> Labels:
        """The labels of a key result; `objective` is the sentence of its objective, "" where there is none.

        Only "individual" depends on the objective: all other labels are better told from the sentence alone.
        """
        return self._remembered(text, objective)

    def objective(self, objective: str) -> ObjectiveLabels:
        """The labels of an objective."""
        return self._remembered_objective(objective)


def _part(name: PartName, text: str, start: int, end: int) -> Part | None:
    """A part without a leading article and trailing little words; None where nothing is left."""
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    words = [word.span() for word in _WORD.finditer(text, start, end)]
    while words and words[-1][0] > start and text[slice(*words[-1])].lower() in _LITTLE:
        words.pop()
    return Part(name, start, words[-1][1]) if words else None


def parts(text: str, encoding: Any, tags: Array) -> list[Part]:
    """The parts of a sentence from the scores of its tokens; what lies between two tokens of a part belongs to it.

    A word that is split into several tokens is what its first token is.
    """
    runs: list[list[int]] = []
    before, current = None, 0
    tokens = zip(encoding.word_ids, encoding.type_ids, encoding.offsets, tags.argmax(axis=1).tolist(), strict=True)
    for word, segment, (start, end), tag in tokens:
        if word is None or segment:
            continue
        if word == before or (runs and tag == current):
            runs[-1][1] = end
        else:
            runs.append([start, end, tag])
            current = tag
        before = word
    found = [_part(PARTS[tag - 1], text, start, min(end, len(text))) for start, end, tag in runs if tag]
    return [part for part in found if part]


@cache
def _shipped() -> Classifier | None:
    found = folders()
    return Classifier(load(found[0])) if found else None


_LOADING = Lock()
"""Held while the classifier is loaded: who asks while a thread is at it waits."""


def classifier() -> Classifier | None:
    """The classifier that okrlint ships, None where there is none. Raises OkrlintError where it is damaged."""
    with _LOADING:
        return _shipped()
