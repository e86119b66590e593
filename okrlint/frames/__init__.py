"""Tables of key results: classify and lint columns of pandas, Polars, Arrow and Spark, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from okrlint.frames.columns import Task, classifying, linting

if TYPE_CHECKING:
    import pyarrow

__all__ = ["classify_batches", "classify_table", "lint_batches", "lint_table"]


def _table(table: Any, task: Task) -> Any:
    """A table with what is said of its sentences. Raises OkrlintError."""
    from okrlint.frames.kinds import appended

    return appended(table, task)


def _batches(batches: Iterable[pyarrow.RecordBatch], task: Task) -> Iterator[pyarrow.RecordBatch]:
    """Batches with what is said of their sentences. Raises OkrlintError."""
    from okrlint.frames.batches import judged_batches

    return judged_batches(batches, task)


def classify_table(table: Any, text: str = "text", objective: str | None = None, *, prefix: str = "") -> Any:
    """A table with the labels of the key results in its column `text` appended, in the order and kind that it came in.

    `table` is a pandas.DataFrame, polars.DataFrame, pyarrow.Table, pyarrow.RecordBatch, pyarrow.RecordBatchReader,
    pyspark.sql.DataFrame, or anything that gives an Arrow stream (which comes back as a pyarrow.Table). `objective`
    names the column of the objectives. The names of the new columns begin with `prefix`. Readers and Spark work
    when they are asked for rows. Raises OkrlintError for a table or column that cannot be used, and where the model
    is missing.
    """
    return _table(table, classifying(text, objective, prefix))


def lint_table(
    table: Any,
    text: str = "text",
    objective: str | None = None,
    *,
    prefix: str = "",
    suggest: bool = True,
    profile: str | None = None,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    config: str | None = None,
) -> Any:
    """A table with what the rules say about the key results in its column `text` appended; else as `classify_table`.

    Only rules about single key results run. No configuration counts but the file `config`; `profile`, `select` and
    `ignore` go over it. Without `suggest` no wording is sought, which takes time. Raises OkrlintError.
    """
    task = linting(
        text, objective, prefix, suggest=suggest, profile=profile, select=select, ignore=ignore, config=config
    )
    return _table(table, task)


def classify_batches(
    batches: Iterable[pyarrow.RecordBatch], text: str = "text", objective: str | None = None, *, prefix: str = ""
) -> Iterator[pyarrow.RecordBatch]:
    """Record batches with labels appended, one by one, as `mapInArrow` of Spark wants it; else as `classify_table`."""
    return _batches(batches, classifying(text, objective, prefix))


def lint_batches(
    batches: Iterable[pyarrow.RecordBatch],
    text: str = "text",
    objective: str | None = None,
    *,
    prefix: str = "",
    suggest: bool = True,
    profile: str | None = None,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    config: str | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Record batches with what the rules say appended, one by one; else as `lint_table`."""
    task = linting(
        text, objective, prefix, suggest=suggest, profile=profile, select=select, ignore=ignore, config=config
    )
    return _batches(batches, task)
