"""Measure a model on labelled files, and show the figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from okrlint.analysis.classifier import Classifier, classifier
from okrlint.analysis.model_files import load
from okrlint.core.errors import OkrlintError
from okrlint.training.corpus import read
from okrlint.training.evaluate import Judged, evaluate, group_of, mistakes

_DIGITS = 4


def _model(folder: Path | None) -> Classifier:
    """The model in a folder, else the one that is shipped. Raises OkrlintError."""
    found = Classifier(load(folder)) if folder else classifier()
    if found is None:
        raise OkrlintError("there is no model to measure: train one with `okrlint train`")
    return found


def _place(judged: Judged) -> str:
    """Where a sentence stands: its id, else its document and line."""
    line = judged.item.more.get("line")
    return judged.item.id or ":".join(str(one) for one in (group_of(judged.item, "document"), line) if one)


def _mistake(judged: Judged) -> dict[str, Any]:
    return {
        "place": _place(judged),
        "kind": judged.item.kind,
        "probabilities": dict(judged.labels.probabilities),
        "text": judged.item.text,
    }


def measure(files: Sequence[Path], by: str, folder: Path | None = None, worst: int = 0) -> dict[str, Any]:
    """The figures of a model (the shipped one where no folder is given) on the items of some files.

    `by` is the field that names groups; `worst` so many mistakes are listed. Raises OkrlintError.
    """
    items = [item for file in files for item in read(file)]
    model = _model(folder)
    try:
        found = rounded(evaluate(items, model, by))
    except ValueError as error:
        raise OkrlintError(f"{', '.join(map(str, files))}: {error}") from error
    if worst:
        found["mistakes"] = [_mistake(one) for one in mistakes(items, model)[:worst]]
    return dict(found)


def rounded(value: Any) -> Any:
    """Figures with four decimals, however deep they lie."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, Mapping):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list | tuple) else value


def as_json(found: Mapping[str, Any]) -> str:
    """The figures for programs."""
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _value(value: Any) -> str:
    """A figure in a line of text."""
    if isinstance(value, list):
        return " to ".join(_value(one) for one in value)
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _lines(found: Mapping[str, Any], indent: int) -> Iterator[str]:
    """Names with their figures, one a line; what has figures of its own is a heading."""
    for name, value in found.items():
        label = " " * indent + name.replace("_", " ")
        if isinstance(value, Mapping):
            yield label
            yield from _lines(value, indent + 2)
        elif value is not None:
            yield f"{label:44} {_value(value)}"


def as_text(found: Mapping[str, Any]) -> str:
    """The figures for people."""
    wrong = found.get("mistakes", ())
    lines = list(_lines({name: value for name, value in found.items() if name != "mistakes"}, 0))
    lines += [
        f"{one['place']}: {one['kind']}, judged {_value(one['probabilities']['outcome'])}: {one['text']}"
        for one in wrong
    ]
    return "\n".join(lines) + "\n"
