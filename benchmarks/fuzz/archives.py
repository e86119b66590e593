"""Workbooks and Word documents with something wrong inside: bytes that say what, and where."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache


@cache
def workbook() -> bytes:
    """A small workbook."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None  # noqa: S101
    for row in (
        ["Objective", "Key result", "Baseline", "Target", "Owner"],
        ["Guests return", "Bookings per week", 3, 5, "Ana"],
        [None, "Share of regulars", 0.2, "=C3*2", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(out)
    return out.getvalue()


@cache
def word() -> bytes:
    """A small Word document."""
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Objective 1: Guests return", 1)
    document.add_paragraph("KR1: Bookings per week from 3 to 5", style="List Bullet")
    table = document.add_table(2, 2)
    table.cell(1, 0).text = "Key result"
    table.cell(1, 1).text = "Launch the app"
    document.save(out)
    return out.getvalue()


@cache
def _members(make: Callable[[], bytes]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(make())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _spliced(old: bytes, at: int, new: bytes) -> bytes:
    """Some bytes over others, from a place on."""
    at %= len(old) + 1
    return old[:at] + new + old[at + len(new) :]


def _packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def damaged(make: Callable[[], bytes], data: bytes) -> bytes:
    """An archive of `make` with something wrong: the first four bytes say what and where, the others are put there.

    0 writes over the archive, 1 writes over a member, 2 inserts into a member, 3 is a member, 4 cuts the archive off,
    5 leaves a member out; anything else is an archive by itself.
    """
    kind, which, at, rest = data[:1], data[1:2], int.from_bytes(data[2:4], "big"), data[4:]
    how, members = (kind[0] if kind else 0) % 7, dict(_members(make))
    if how == 0:
        return _spliced(make(), at, rest)
    if how in (4, 6):
        return make()[: at % (len(make()) + 1)] if how == 4 else data[1:]
    name = list(members)[(which[0] if which else 0) % len(members)]
    old = members[name]
    if how == 5:
        del members[name]
    else:
        at %= len(old) + 1
        members[name] = {1: _spliced(old, at, rest), 2: old[:at] + rest + old[at:], 3: rest}[how]
    return _packed(members)
