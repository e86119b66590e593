"""The kinds of tables: each comes back as what it was, whatever it goes through in between."""

from __future__ import annotations

import sys
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from okrlint.core.errors import OkrlintError
from okrlint.frames.batches import ROWS, extended, judged, judged_batches
from okrlint.frames.columns import Task

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    import pyspark.sql

_TAKES = "pandas, Polars, Arrow or Spark"


def _of_table(table: pyarrow.Table, task: Task) -> pyarrow.Table:
    """An Arrow table."""
    import pyarrow

    schema = extended(table.schema, task)
    return pyarrow.Table.from_batches(judged_batches(table.to_batches(ROWS), task), schema)


def _of_reader(reader: pyarrow.RecordBatchReader, task: Task) -> pyarrow.RecordBatchReader:
    """A stream of Arrow batches, which need not fit into memory."""
    import pyarrow

    schema = extended(reader.schema, task)
    return pyarrow.RecordBatchReader.from_batches(schema, judged_batches(reader, task))


def _of_arrow(table: Any, task: Task) -> Any:
    """What Arrow has, or what gives an Arrow stream. Raises OkrlintError for anything else."""
    import pyarrow

    if isinstance(table, pyarrow.Table):
        return _of_table(table, task)
    if isinstance(table, pyarrow.RecordBatch):
        return judged(table, task)
    if isinstance(table, pyarrow.RecordBatchReader):
        return _of_reader(table, task)
    if hasattr(table, "__arrow_c_stream__"):
        return _of_reader(pyarrow.RecordBatchReader.from_stream(table), task).read_all()
    raise OkrlintError(f"a table of {_TAKES} is expected, not {type(table).__name__}")


def _added(table: pyarrow.Table, task: Task) -> pyarrow.Table:
    """The columns alone that are appended to a table."""
    return _of_table(table, task).select([name for name, _ in task.columns])


def _narrow(frame: pandas.DataFrame, task: Task) -> pyarrow.Table:
    """The columns of a pandas frame that are read; one without any value is a column of nulls. Raises OkrlintError."""
    import pyarrow

    columns = {}
    for name in task.read:
        try:
            column = pyarrow.Table.from_pandas(frame[[name]], preserve_index=False).column(0)
        except (pyarrow.ArrowException, UnicodeError) as error:
            reason = str(error).splitlines()[0]
            raise OkrlintError(f'the column "{name}" is no text: {reason}') from error
        columns[name] = column if column.null_count < len(column) else pyarrow.nulls(len(column))
    return pyarrow.table(columns)


def _of_pandas(frame: pandas.DataFrame, task: Task) -> pandas.DataFrame:
    """A pandas frame; the new columns have types that know missing values."""
    import pandas
    import pyarrow

    task.check_names(list(frame.columns))
    types = {
        pyarrow.string(): pandas.StringDtype(),
        pyarrow.bool_(): pandas.BooleanDtype(),
        pyarrow.float64(): pandas.Float64Dtype(),
    }
    added = _added(_narrow(frame, task), task)
    columns = {}
    for name, column in zip(added.column_names, added.columns, strict=True):
        lists = pyarrow.types.is_list(column.type)
        values = column.to_pylist() if lists else column.to_pandas(types_mapper=types.get).array
        columns[name] = pandas.Series(values, index=frame.index, dtype=object if lists else None)
    return frame.assign(**columns)


def _of_polars(frame: polars.DataFrame, task: Task) -> polars.DataFrame:
    """A Polars frame."""
    import polars

    task.check_names(frame.columns)
    return frame.hstack(polars.from_arrow(_added(frame.select(task.read).to_arrow(), task)))


def _of_spark(frame: pyspark.sql.DataFrame, task: Task) -> pyspark.sql.DataFrame:
    """A Spark frame, whose workers do the work when somebody asks for rows."""
    from pyspark.sql import types

    task.check_names(frame.columns)
    for name in task.read:
        found = frame.schema[name].dataType
        if not isinstance(found, types.StringType | types.VarcharType | types.CharType | types.NullType):
            raise OkrlintError(f'the column "{name}" is no text: it has the type {found.simpleString()}')
    text = types.StringType()
    known = {
        "text": text,
        "flag": types.BooleanType(),
        "share": types.DoubleType(),
        "texts": types.ArrayType(text),
    }
    added = [types.StructField(name, known[type_]) for name, type_ in task.columns]
    return frame.mapInArrow(partial(judged_batches, task=task), types.StructType([*frame.schema.fields, *added]))


_FRAMES = (("pandas", _of_pandas), ("polars", _of_polars), ("pyspark.sql", _of_spark))
"""Libraries that call their tables DataFrame. A table of one that nobody imported cannot be there."""


def appended(table: Any, task: Task) -> Any:
    """A table with the columns of a task appended. Raises OkrlintError for a table or column that cannot be used."""
    if find_spec("pyarrow") is None:
        raise OkrlintError('tables need pyarrow: pip install "okrlint[arrow]"')
    for library, made in _FRAMES:
        module = sys.modules.get(library)
        if module is not None and isinstance(table, module.DataFrame):
            return made(table, task)
    if type(table).__name__ == "LazyFrame":
        raise OkrlintError("a LazyFrame has no rows yet: collect() it, or give its batches one by one")
    return _of_arrow(table, task)
