"""The figures that stand beside the shipped model, held against what it says today."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from okrlint.analysis.classifier import Classifier
from okrlint.analysis.model_files import folders, load
from okrlint.core.errors import OkrlintError
from okrlint.resources import rules_folder
from okrlint.training.card import CARD, METRICS, card, figures, table
from okrlint.training.corpus import REALWORLD
from okrlint.training.split import corpus_split

TOLERANCE = 0.006
"""How far a figure may be off: two of 359 real key results, since processors add up what is rounded differently."""


def folder() -> Path:
    """The folder of the shipped model. Raises OkrlintError where there is none."""
    found = folders()
    if not found:
        raise OkrlintError("there is no model: train one with `okrlint train`")
    return found[0]


def _measured(place: Path) -> dict[str, Any]:
    """The figures of the model today, on the test side of the corpus and on real documents where they are at hand."""
    split = corpus_split(rules_folder().parent / "corpus")
    return figures(Classifier(load(place)), split.test)


def stated(place: Path) -> dict[str, Any]:
    """The figures that stand beside the model."""
    found: dict[str, Any] = json.loads((place / METRICS).read_text(encoding="utf-8"))
    return found


def _unlike(name: str, before: Any, now: Any) -> Iterator[str]:
    """The figures that are not as they were, however deep they lie."""
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in (*before, *(key for key in now if key not in before)):
            yield from _unlike(f"{name}.{key}", before.get(key), now.get(key))
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, pair in enumerate(zip(before, now, strict=True)):
            yield from _unlike(f"{name}[{number}]", *pair)
    elif isinstance(before, float) and isinstance(now, int | float):
        if abs(before - now) > TOLERANCE:
            yield f"{name}: {before}, now {now}"
    elif before != now:
        yield f"{name}: {before}, now {now}"


def differences() -> list[str]:
    """What is not as it stands there: figures, and the card. Real documents count where they are at hand."""
    place = folder()
    before, now = stated(place), _measured(place)
    if not os.environ.get(REALWORLD):
        before.pop("real", None)
    found = list(_unlike("metrics", before, now))
    if (place / CARD).read_text(encoding="utf-8") != card(place):
        found.append(f"{CARD} does not show {METRICS}")
    return found


def write() -> list[str]:
    """Measure, and write figures and card; the files that were written. Raises OkrlintError."""
    place = folder()
    if not os.environ.get(REALWORLD):
        raise OkrlintError(f"name the folder of the real documents with {REALWORLD}: the figures would lack them")
    (place / METRICS).write_text(json.dumps(_measured(place), indent=1) + "\n", encoding="utf-8")
    (place / CARD).write_text(card(place), encoding="utf-8")
    return [str(place / METRICS), str(place / CARD)]


def figures_table() -> str:
    """The headline figures of the shipped model for README.md."""
    return table(stated(folder()))
