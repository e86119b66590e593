"""Arrow record batches: each distinct pair of sentence and objective is judged once, and taken where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from okrlint.core.errors import OkrlintError
from okrlint.frames.columns import Task, Type

if TYPE_CHECKING:
    import pyarrow

ROWS = 65_536
"""Rows of a batch that is cut from a table."""


def _types() -> dict[Type, pyarrow.DataType]:
    """The Arrow types of the columns that are appended."""
    import pyarrow

    text = pyarrow.string()
    return {"text": text, "flag": pyarrow.bool_(), "share": pyarrow.float64(), "texts": pyarrow.list_(text)}


def _check_type(name: str, type_: pyarrow.DataType) -> None:
    """Raises OkrlintError where a column is no text."""
    from pyarrow import types

    plain = type_.value_type if types.is_dictionary(type_) else type_
    fits = (types.is_string, types.is_large_string, types.is_string_view, types.is_null)
    if not any(fit(plain) for fit in fits):
        raise OkrlintError(f'the column "{name}" is no text: it has the type {type_}')


def extended(schema: pyarrow.Schema, task: Task) -> pyarrow.Schema:
    """A schema with the columns that are appended. Raises OkrlintError where it does not have those that are read."""
    import pyarrow

    task.check_names(schema.names)
    for name in task.read:
        _check_type(name, schema.field(name).type)
    types = _types()
    for name, type_ in task.columns:
        schema = schema.append(pyarrow.field(name, types[type_]))
    return schema


def _sentences(batch: pyarrow.RecordBatch, name: str | None) -> pyarrow.DictionaryArray:
    """The sentences of a column, each kept once; missing ones are empty."""
    import pyarrow

    if name is None:
        return pyarrow.repeat(pyarrow.scalar("", pyarrow.large_string()), len(batch)).dictionary_encode()
    return batch.column(name).cast(pyarrow.large_string()).fill_null("").dictionary_encode()


def _distinct(batch: pyarrow.RecordBatch, task: Task) -> tuple[list[tuple[str, str]], pyarrow.Array]:
    """The distinct pairs of sentence and objective in a batch, and which of them stands in each row."""
    from pyarrow import compute

    texts, objectives = _sentences(batch, task.text), _sentences(batch, task.objective)
    width = max(len(objectives.dictionary), 1)
    rows = compute.add(compute.multiply(texts.indices.cast("int64"), width), objectives.indices.cast("int64"))
    keys = rows.dictionary_encode()
    words, aims = texts.dictionary.to_pylist(), objectives.dictionary.to_pylist()
    return [(words[key // width], aims[key % width]) for key in keys.dictionary.to_pylist()], keys.indices


def judged(batch: pyarrow.RecordBatch, task: Task) -> pyarrow.RecordBatch:
    """A batch with what is said of its sentences. Raises OkrlintError."""
    import pyarrow

    schema = extended(batch.schema, task)
    pairs, places = _distinct(batch, task)
    found = [task.judge(*pair) for pair in pairs]
    types = _types()
    said = (
        pyarrow.array([row[number] for row in found], types[type_]).take(places)
        for number, (_, type_) in enumerate(task.columns)
    )
    return pyarrow.RecordBatch.from_arrays([*batch.columns, *said], schema=schema)


def judged_batches(batches: Iterable[pyarrow.RecordBatch], task: Task) -> Iterator[pyarrow.RecordBatch]:
    """Batches with what is said of their sentences, one by one. Raises OkrlintError."""
    for batch in batches:
        yield judged(batch, task)
