"""Run the trained classifier: a sentence and its objective become labels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import groupby
from threading import Lock
from typing import Any, NamedTuple

import numpy
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

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
LONGEST = 2_000
"""Characters of a sentence that are looked at; more than the tokens that the encoder takes."""


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


def _calibrator(found: Mapping[str, Any]) -> Calibrator:
    return Calibrator(numpy.array(found["weights"]), numpy.array(found["bias"]))


def _shares(probabilities: Array) -> list[float]:
    """Probabilities with three decimals that still add up to 1."""
    shares = [round(float(one), DIGITS) for one in probabilities]
    largest = shares.index(max(shares))
    shares[largest] = round(1 - sum(shares[:largest] + shares[largest + 1 :]), DIGITS)
    return shares


def _well_formed(text: str) -> str:
    """A text without halves of surrogate pairs, which no UTF-8 has; its length stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _session(encoder: bytes) -> onnxruntime.InferenceSession:
    """The encoder ready to run, on one thread, so that its sums are always added up in one order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])


class Classifier:
    """The trained classifier. One sentence runs at a time, so that no neighbour can change what is said of it."""

    def __init__(self, files: ModelFiles) -> None:
        """Raises OkrlintError where the files do not fit together."""
        self.name = files.name
        try:
            self._tokenizer = Tokenizer.from_str(files.tokenizer)
            self._encoder = _session(files.encoder)
            self._calibrators = {name: _calibrator(one) for name, one in files.description["calibration"].items()}
            self._low, self._high = files.description["uncertain"]
            absent = {"kind", "measured", *FLAGS, PERSONAL, "objective"} - self._calibrators.keys()
            if absent:
                raise ValueError(f"it lacks the calibration of {min(absent)}")
        except Exception as error:
            raise OkrlintError(f"the model {files.name} cannot be run: {error}") from error
        self._remembered_run = lru_cache(_REMEMBERED)(self._run)
        self._remembered = lru_cache(_REMEMBERED)(self._labels)
        self._remembered_objective = lru_cache(_REMEMBERED)(self._objective)

    def _run(self, text: str, output: str) -> tuple[Array, Any]:
        """One output of the encoder and how it split the text into tokens."""
        encoding = self._tokenizer.encode(_well_formed(text[:LONGEST]))
        given = {"input_ids": [encoding.ids], "token_type_ids": [encoding.type_ids]}
        inputs = {name: numpy.array(numbers, numpy.int64) for name, numbers in given.items()}
        outputs = self._encoder.run([output] if output == "objectives" else [output, "tags"], inputs)
        return outputs[0][0].astype(numpy.float64), (encoding, outputs[-1][0])

    def _likelihood(self, flag: str, logits: Array) -> float:
        place = len(KINDS) + len(MEASURED) + FLAGS.index(flag)
        return round(float(self._calibrators[flag](logits[place : place + 1])[0]), DIGITS)

    def _personal(self, logits: Array, objective: str) -> dict[str, float]:
        """How likely a key result is about one person, with its objective in mind; nothing without one."""
        if not objective.strip():
            return {}
        place = len(KINDS) + len(MEASURED) + FLAGS.index("individual")
        both = numpy.append(logits[place], self._remembered_run(objective, "objectives")[0])
        return {"individual": round(float(self._calibrators[PERSONAL](both)[0]), DIGITS)}

    def _labels(self, text: str, objective: str) -> Labels:
        logits, (encoding, tags) = self._remembered_run(text, "labels")
        shares = _shares(self._calibrators["kind"](logits[: len(KINDS)]))
        measured = self._calibrators["measured"](logits[len(KINDS) : len(KINDS) + len(MEASURED)])
        outcome = shares[0]
        likelier = 0 if outcome >= OUTCOME_FROM else 1 + shares[1:].index(max(shares[1:]))
        return Labels(
            kind=KINDS[likelier],
            uncertain=self._low < outcome < self._high,
            probabilities=dict(zip(KINDS, shares, strict=True)),
            measured=MEASURED[int(measured.argmax())],
            likelihoods={flag: self._likelihood(flag, logits) for flag in FLAGS} | self._personal(logits, objective),
            parts=tuple(parts(text, encoding, tags)),
        )

    def _objective(self, objective: str) -> ObjectiveLabels:
        logits, _ = self._remembered_run(objective, "objectives")
        shares = _shares(self._calibrators["objective"](logits))
        kind = OBJECTIVE_KINDS[shares.index(max(shares))]
        return ObjectiveLabels(kind, dict(zip(OBJECTIVE_KINDS, shares, strict=True)))

    def exact(self, text: str) -> list[float]:
        """The probabilities of the kinds with all their decimals, for comparing a shipped model with a trained one."""
        logits, _ = self._run(text, "labels")
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
    words: dict[int, list[tuple[int, int, int]]] = {}
    likeliest, offsets = tags.argmax(axis=1).tolist(), encoding.offsets
    for place, (word, segment) in enumerate(zip(encoding.word_ids, encoding.type_ids, strict=True)):
        if word is not None and segment == 0:
            words.setdefault(word, []).append((*offsets[place], likeliest[place]))
    runs = groupby(((tokens[0][0], tokens[-1][1], tokens[0][2]) for tokens in words.values()), key=lambda one: one[2])
    found = []
    for tag, run in runs:
        stretch = list(run)
        if tag:
            found.append(_part(PARTS[tag - 1], text, stretch[0][0], min(stretch[-1][1], len(text))))
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
