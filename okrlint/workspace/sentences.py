"""Sentences from a file: JSONL with text and objective, CSV with such columns, or one a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from okrlint.core.errors import OkrlintError
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.workspace.decode import read_source, read_stdin

LONGEST_FIELD = 2**31 - 1
"""Characters of a CSV field; the reader's own limit would be an error for a long sentence."""


def _mistake(path: str, line: int, reason: str) -> OkrlintError:
    return OkrlintError(f"{path}:{line}: {reason}")


def _checked(row: Mapping[str, Any], path: str, line: int) -> dict[str, Any]:
    """A row with a text, and an objective that is a text or missing. Raises OkrlintError."""
    if not isinstance(row.get("text"), str):
        raise _mistake(path, line, 'the field "text" is missing or no text')
    if row.get("objective") is not None and not isinstance(row["objective"], str):
        raise _mistake(path, line, 'the field "objective" is no text')
    return dict(row)


def _of_jsonl(source: Source) -> Iterator[dict[str, Any]]:
    """One JSON object a line; empty lines are left out. Raises OkrlintError at the line of a mistake."""
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _mistake(source.path, number, f"this is no JSON: {error}") from error
        if not isinstance(row, dict):
            raise _mistake(source.path, number, "a JSON object is expected")
        yield _checked(row, source.path, number)


def _of_csv(source: Source) -> Iterator[dict[str, Any]]:
    """Rows below a header that has "text". Raises OkrlintError at the line of a mistake."""
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.DictReader(io.StringIO(source.text, newline=""), strict=True)
    try:
        if "text" not in (rows.fieldnames or ()):
            raise _mistake(source.path, 1, 'the header has no column "text"')
        for row in rows:
            named = {name: value for name, value in row.items() if isinstance(name, str)}
            yield _checked(named, source.path, rows.line_num)
    except csv.Error as error:
        raise _mistake(source.path, rows.reader.line_num, f"this is no CSV: {error}") from error


def _of_lines(source: Source) -> Iterator[dict[str, Any]]:
    """One sentence a line; empty lines are left out."""
    for line in io.StringIO(source.text):
        if line.strip():
            yield {"text": line.strip()}


_READERS = {".jsonl": _of_jsonl, ".ndjson": _of_jsonl, ".csv": _of_csv}


def read_sentences(path: str, encoding: str = "utf-8") -> list[dict[str, Any]]:
    """The rows of a file, or of standard input ("-"), in order; each has "text", and "objective" where it is given.

    Standard input that starts with a brace is JSONL, else one sentence a line. Raises OkrlintError.
    """
    if path != "-":
        source = read_source(path, path, encoding)
        reader = next((found for end, found in _READERS.items() if path.lower().endswith(end)), _of_lines)
    else:
        source = read_stdin("<stdin>", encoding)
        reader = _of_jsonl if source.text.lstrip().startswith("{") else _of_lines
    return list(reader(source))


def document_of(text: str, objective: str) -> Document:
    """One objective ("" where there is none) with one key result, as a document; each is put on one line."""
    text, objective = " ".join(text.split()), " ".join(objective.split())
    source = Source("sentence.md", f"{objective}\n{text}\n")
    below = (KeyResult(Text.verbatim(text, len(objective) + 1)),)
    return Document(source, "markdown", (Objective(Text.verbatim(objective, 0), key_results=below),))
