"""Run the trained classifier: a sentence and its objective become labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import groupby
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


class _Flags(NamedTuple):
    """The calibrators of all flags at once: each has one weight for its own logit."""

    weights: Array
    bias: Array

    def __call__(self, logits: Array) -> Array:
        """How likely each flag is."""
        return numpy.asarray(1 / (1 + numpy.exp(-(self.weights * logits + self.bias))))


def _calibrator(found: Mapping[str, Any]) -> Calibrator:
    return Calibrator(numpy.array(found["weights"]), numpy.array(found["bias"]))


def _shares(probabilities: Array) -> list[float]:
    """Probabilities with three decimals that still add up to 1."""
    shares = [round(float(one), DIGITS) for one in probabilities]
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
            flags = [self._calibrators[flag] for flag in FLAGS]
            self._flags = _Flags(*(numpy.concatenate([one[place].ravel() for one in flags]) for place in (0, 1)))
        except Exception as error:
            raise OkrlintError(f"the model {files.name} cannot be run: {error}") from error
        self._remembered = lru_cache(_REMEMBERED)(self._labels)
        self._remembered_objective = lru_cache(_REMEMBERED)(self._objective)

    def read(self, texts: Iterable[str]) -> None:
        """Run the encoder on texts that will be asked about, many at once; what is said of them stays the same."""
        self._encoder.read(texts)

    def _likelihoods(self, logits: Array) -> dict[str, float]:
        """How likely each flag is."""
        found = self._flags(logits[_FLAGS_FROM:])
        return {flag: round(one, DIGITS) for flag, one in zip(FLAGS, found.tolist(), strict=True)}

    def _personal(self, logits: Array, objective: str) -> dict[str, float]:
        """How likely a key result is about one person, with its objective in mind; nothing without one."""
        if not objective.strip():
            return {}
        both = numpy.append(logits[_FLAGS_FROM + FLAGS.index("individual")], self._encoder.hear(objective).objectives)
        return {"individual": round(float(self._calibrators[PERSONAL](both)[0]), DIGITS)}

    def _labels(self, text: str, objective: str) -> Labels:
        logits, _, tags, encoding = self._encoder.hear(text)
        shares = _shares(self._calibrators["kind"](logits[: len(KINDS)]))
        measured = self._calibrators["measured"](logits[len(KINDS) : len(KINDS) + len(MEASURED)])
        outcome = shares[0]
        likelier = 0 if outcome >= OUTCOME_FROM else 1 + shares[1:].index(max(shares[1:]))
        return Labels(
            kind=KINDS[likelier],
            uncertain=self._low < outcome < self._high,
            probabilities=dict(zip(KINDS, shares, strict=True)),
            measured=MEASURED[int(measured.argmax())],
            likelihoods=self._likelihoods(logits) | self._personal(logits, objective),
            parts=tuple(parts(text, encoding, tags)),
        )

    def _objective(self, objective: str) -> ObjectiveLabels:
        shares = _shares(self._calibrators["objective"](self._encoder.hear(objective).objectives))
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
