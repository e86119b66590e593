"""What the classifier said of sentences, kept between runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from okrlint.core.labels import FLAGS, KINDS, OBJECTIVE_KINDS, Labels, ObjectiveLabels, Part, Unjudged
from okrlint.core.said import Answer, Said
from okrlint.workspace.ingredients import program
from okrlint.workspace.store import Store, digest, opened


def _shares(probabilities: Any, names: tuple[str, ...]) -> list[float]:
    return [probabilities[name] for name in names]


def packed(answer: Answer) -> list[Any]:
    """An answer as JSON has it."""
    if isinstance(answer, Unjudged):
        return [answer.reason]
    if isinstance(answer, ObjectiveLabels):
        return [answer.kind, _shares(answer.probabilities, OBJECTIVE_KINDS)]
    return [
        answer.kind,
        answer.uncertain,
        _shares(answer.probabilities, KINDS),
        answer.measured,
        _shares(answer.likelihoods, FLAGS),
        [[part.name, part.start, part.end] for part in answer.parts],
    ]


def unpacked(found: list[Any]) -> Answer:
    """The answer that was packed."""
    if len(found) == 1:
        return Unjudged(found[0])
    if len(found) == 2:
        return ObjectiveLabels(found[0], dict(zip(OBJECTIVE_KINDS, found[1], strict=True)))
    kind, uncertain, shares, measured, likelihoods, parts = found
    return Labels(
        kind=kind,
        uncertain=uncertain,
        probabilities=dict(zip(KINDS, shares, strict=True)),
        measured=measured,
        likelihoods=dict(zip(FLAGS, likelihoods, strict=True)),
        parts=tuple(Part(*part) for part in parts),
    )


@contextmanager
def remembered(folder: str | None) -> Iterator[Said | None]:
    """What the classifier said before, in the store of a folder; None where there is no folder."""
    with opened(folder) as store:
        yield KeptSaid(store) if store else None


class KeptSaid:
    """Answers of the classifier, by sentence and objective, in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _key(self, text: str, objective: str | None) -> bytes:
        asked = (b"objective",) if objective is None else (b"key result", objective.encode("utf-8", "surrogatepass"))
        return digest(b"sentence", program(), text.encode("utf-8", "surrogatepass"), *asked)

    def get(self, text: str, objective: str | None) -> Answer | None:
        """What was said of a key result with its objective, or (with None) of an objective; None where nothing was."""
        found = self._store.get(self._key(text, objective))
        return None if found is None else unpacked(json.loads(found))

    def put(self, text: str, objective: str | None, answer: Answer) -> None:
        """Keep what was said."""
        value = json.dumps(packed(answer), separators=(",", ":")).encode()
        self._store.put("sentences", self._key(text, objective), value)
