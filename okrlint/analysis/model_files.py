"""The files of a classifier model: what must be there, and whether it is what was trained."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okrlint.core.errors import OkrlintError
from okrlint.resources import models_folder

FORMAT = 1
"""The layout that this version of okrlint reads."""
DESCRIPTION = "model.json"
ENCODER = "encoder.onnx"
TOKENIZER = "tokenizer.json"
_AGAIN = "install okrlint again, or train it with `okrlint train`"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model that was checked: the bytes of its encoder, the JSON of its tokeniser, and its description."""

    name: str
    encoder: bytes
    tokenizer: str
    description: Mapping[str, Any]


def _bytes(path: Path) -> bytes:
    """The content of a file. Raises OkrlintError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise OkrlintError(f"the model lacks {path}: {_AGAIN}") from error


def _description(folder: Path) -> dict[str, Any]:
    """What the model says of itself. Raises OkrlintError."""
    path = folder / DESCRIPTION
    try:
        found = json.loads(_bytes(path))
        layout = found["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise OkrlintError(f"{path} is damaged: {_AGAIN}") from error
    if layout != FORMAT:
        raise OkrlintError(f"{path} has the format {layout}, and this okrlint reads format {FORMAT}: {_AGAIN}")
    return dict(found)


def _checked(folder: Path, name: str, wanted: Any) -> bytes:
    """The content of a file, which must have the checksum that the model names. Raises OkrlintError."""
    content = _bytes(folder / name)
    if hashlib.sha256(content).hexdigest() != wanted:
        raise OkrlintError(f"{folder / name} is damaged: its checksum differs; {_AGAIN}")
    return content


def load(folder: Path) -> ModelFiles:
    """The files of a model. Raises OkrlintError, one line, where something is missing, damaged or of another format."""
    description = _description(folder)
    sums = description.get("sha256")
    if not isinstance(sums, dict):
        raise OkrlintError(f"{folder / DESCRIPTION} is damaged: {_AGAIN}")
    encoder, tokenizer = (_checked(folder, name, sums.get(name)) for name in (ENCODER, TOKENIZER))
    return ModelFiles(folder.name, encoder, tokenizer.decode("utf-8"), description)


def folders() -> list[Path]:
    """The folders of the models that okrlint ships, by name."""
    return sorted(path.parent for path in models_folder().glob(f"*/{DESCRIPTION}"))
