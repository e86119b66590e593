"""Read the corpus: key results with their objective and labels, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from okrlint.core.errors import OkrlintError
from okrlint.core.labels import FLAGS, KINDS, MEASURED, OBJECTIVE_KINDS, PARTS, Part

REALWORLD = "OKRLINT_REALWORLD"
"""The variable that names the folder of the real documents, where they are at hand."""
UNCLEAR = "unclear"
"""The kind of a fragment that nobody can read; nothing is learnt from it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled key result. `measured` and the kind of the objective are None where nobody has labelled them.

    `flags` has the labels that are yes or no, `parts` the labelled stretches of the text (None: not labelled).
    `part` is the part of the corpus, `document` and `pair` are what may not be split between training and test.
    """

    text: str
    objective: str
    kind: str
    measured: str | None
    flags: Mapping[str, bool]
    id: str = ""
    part: str = ""
    document: str = ""
    pair: str = ""
    domain: str = ""
    style: str = ""
    objective_kind: str | None = None
    parts: tuple[Part, ...] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def writer(self) -> str:
        """Who wrote it: the start of its id, up to the first hyphen."""
        return self.id.partition("-")[0]


class CorpusError(OkrlintError):
    """A line that is no labelled key result, with its place."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


def _choice(row: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    """A value that must be one of some words. Raises ValueError."""
    value = row.get(key)
    if value not in choices:
        raise ValueError(f'"{key}" must be one of {", ".join(choices)}, not {json.dumps(value)}')
    return str(value)


def _flag(row: Mapping[str, Any], key: str) -> bool:
    """A value that must be true or false. Raises ValueError."""
    value = row.get(key)
    if not isinstance(value, bool):
        raise ValueError(f'"{key}" must be true or false, not {json.dumps(value)}')
    return value


def _text(row: Mapping[str, Any], key: str) -> str:
    """A text, "" where there is none. Raises ValueError."""
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{key}" must be a text, not {json.dumps(value)[:40]}')
    return value or ""


def _part(value: Any, text: str) -> Part:
    """A labelled stretch, written as [start, end, name]. Raises ValueError."""
    start, end, name = value
    if name not in PARTS or not 0 <= start < end <= len(text):
        raise ValueError(f"{json.dumps(value)} is no part of the text")
    return Part(name, start, end)


def _parts(row: Mapping[str, Any], text: str) -> tuple[Part, ...] | None:
    if "spans" not in row:
        return None
    try:
        return tuple(_part(value, text) for value in row["spans"])
    except TypeError as error:
        raise ValueError('"spans" must be a list of [start, end, name]') from error


_KNOWN = frozenset(
    ("id", "part", "document", "pair", "domain", "style", "objective", "objective_label", "text", "kind", "measured")
) | {*FLAGS, "spans"}


def item(row: Any) -> Item:
    """One line of the corpus. Raises ValueError with what is wrong."""
    if not isinstance(row, dict):
        raise ValueError("a JSON object is expected")
    text = _text(row, "text")
    if not text.strip():
        raise ValueError('"text" is missing or empty')
    measured = row.get("measured")
    label = row.get("objective_label")
    return Item(
        text=text,
        objective=_text(row, "objective"),
        kind=_choice(row, "kind", (*KINDS, UNCLEAR)),
        measured=None if measured is None else _choice(row, "measured", MEASURED),
        flags={flag: _flag(row, flag) for flag in FLAGS},
        objective_kind=None if label is None else _choice(row, "objective_label", OBJECTIVE_KINDS),
        parts=_parts(row, text),
        more={key: value for key, value in row.items() if key not in _KNOWN},
        **{key: _text(row, key) for key in ("id", "part", "document", "pair", "domain", "style")},
    )


def _rows(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that have something, with their numbers. Raises OkrlintError."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise OkrlintError(f"{path}: cannot be read: {error}") from error
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def read(path: Path) -> Iterator[Item]:
    """The items of a JSONL file. Raises OkrlintError, at its line where one is wrong."""
    for number, line in _rows(path):
        try:
            yield item(json.loads(line))
        except ValueError as error:
            reason = f"this is no JSON: {error}" if isinstance(error, json.JSONDecodeError) else str(error)
            raise CorpusError(path, number, reason) from error


def read_all(folder: Path, parts: Iterable[str]) -> list[Item]:
    """The items of some parts of a corpus, in the order of the names of their files. Raises OkrlintError."""
    files = [path for part in parts for path in sorted((folder / part).glob("*.jsonl"))]
    if not files:
        raise OkrlintError(f"{folder} has no corpus: *.jsonl below {', '.join(parts)}")
    return [one for path in files for one in read(path)]
