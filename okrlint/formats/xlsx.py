"""OKRs in Excel workbooks: the values that Excel has stored, nothing is calculated, macros are never run."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.formats.table import reader
from okrlint.formats.table.made import Cell, Made, Maker
from okrlint.formats.zipped import CROWDED, is_crowded

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MOST_BYTES = 512 * 1024 * 1024
_MOST_TIMES = 400
_MOST_ROWS = 200_000
_MOST_COLUMNS = 256
_MOST_BLANK = 1000
"""Rows without a word after which nothing more is expected on a sheet."""
_NO_LETTERS = str.maketrans("\t\r", " \n")


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read the OKRs of a workbook; `names` maps the author's own column heads to field names.

    Raises UnreadableError for what is no workbook, is locked or is far larger than it looks, and where openpyxl is not
    installed.
    """
    data = source.data or b""
    _check(data, source.path)
    try:
        _refuse_crowds(data, source.path)
        made = _made(data, source.path)
    except UnreadableError:
        raise  # openpyxl raises all kinds of errors for a broken workbook
    except Exception as error:
        raise UnreadableError(f"it is no workbook that can be opened ({_told(error)})", source.path) from error
    return reader.document(made.source, "xlsx", made.sheets, names)


def _told(error: Exception) -> str:
    """What a library says of a file, in one short line."""
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= 100 else f"{words[:99]}…"


def _check(data: bytes, path: str) -> None:
    """Raise UnreadableError for what must not or cannot be opened, before anything is unpacked."""
    if data.startswith(_OLE):
        locked = _LOCKED in data
        reason = "it is protected with a password" if locked else "it is an old Excel file; save it as .xlsx"
        raise UnreadableError(reason, path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            names = archive.namelist()
    except Exception as error:  # zipfile has many kinds of errors for what is broken
        raise UnreadableError("it is no workbook, or only part of one", path) from error
    if unpacked > _MOST_BYTES or unpacked > max(len(data), 100_000) * _MOST_TIMES:
        raise UnreadableError(f"it unpacks to {unpacked // 1_000_000:,} MB, which no plan of OKRs needs", path)
    if not any(name.startswith("xl/") for name in names):
        raise UnreadableError("it is no workbook, or only part of one", path)


def _refuse_crowds(data: bytes, path: str) -> None:
    """Raise UnreadableError where an element has so many attributes that reading it would take minutes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if is_crowded(archive):
            raise UnreadableError(CROWDED, path)


def _open(data: bytes, path: str, values: bool) -> Workbook:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise UnreadableError("Excel files need openpyxl: pip install 'okrlint[xlsx]'", path) from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _made(data: bytes, path: str) -> Made:
    """The sheets of a workbook that are shown, one after the other, as lines of cells with tabs between them."""
    workbook = _open(data, path, values=True)
    formulas = _open(data, path, values=False) if _has_formulas(data) else None
    try:
        maker = Maker()
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                own = _rows(formulas[sheet.title]) if formulas else iter(())
                maker.sheet(sheet.title, (list(_cells(row, next(own, ()))) for row in _rows(sheet)))
        return maker.made(path, "xlsx")
    finally:
        workbook.close()
        if formulas:
            formulas.close()


def _has_formulas(data: bytes) -> bool:
    """Whether any sheet calculates; a look at its XML is quicker than a second reading."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as member:
                    while part := member.read(1 << 20):
                        if b"<f>" in part or b"<f " in part:
                            return True
    return False


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet, up to where nothing more is to come."""
    sheet.reset_dimensions()
    blank = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, row in enumerate(sheet.iter_rows()):
            blank = 0 if any(cell.value is not None for cell in row) else blank + 1
            if blank > _MOST_BLANK or number >= _MOST_ROWS:
                return
            yield row[:_MOST_COLUMNS]


def _cells(row: tuple[Any, ...], formulas: tuple[Any, ...]) -> Iterator[Cell]:
    """The cells of a row that say something."""
    for column, cell in enumerate(row):
        if cell.value is None:
            formula = formulas[column].value if column < len(formulas) else None
            if formula is not None:
                yield Cell(column, "", "this cell is calculated and has no value stored: open the file, and save it")
        elif cell.data_type == "e":
            yield Cell(column, "", f"this cell shows the error {cell.value}")
        elif words := _words(cell):
            yield Cell(column, words, struck=bool(cell.font and cell.font.strike))


def _words(cell: Any) -> str:
    """A value as Excel shows it, nearly; how far it is indented are spaces before it."""
    value, form = cell.value, str(cell.number_format or "")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number(value, form)
    text = str(value).replace("\r\n", "\n").replace("_x000D_", "").translate(_NO_LETTERS)
    inside = int(getattr(cell.alignment, "indent", 0) or 0)
    return "  " * inside + text if text.strip() else ""


def _number(value: float, form: str) -> str:
    """A number with the per cent or the currency of its format."""
    if "%" in form:
        return f"{round(value * 100, 6):g}%"
    shown = str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    sign = next((sign for sign in "€£¥$" if sign in form), "")
    return f"{sign}{shown}" if sign in "$£¥" else f"{shown} {sign}"
