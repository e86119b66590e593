"""Workbooks: places, values as Excel shows them, and files that mean no good."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from test_keyed import lines

from okrlint.analysis import analyse
from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document
from okrlint.core.settings import Settings
from okrlint.core.source import Source
from okrlint.engine import lint, rules_for
from okrlint.formats import read
from okrlint.packs import core_rules, profiles

HEAD = ["Objective", "Key Result", "Baseline", "Target"]


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def book(*rows: list[object], title: str = "Plan") -> Workbook:
    workbook = Workbook()
    workbook.active.title = title  # type: ignore[union-attr]
    for row in rows:
        workbook.active.append(row)  # type: ignore[union-attr]
    return workbook


def parse(data: bytes, path: str = "plan.xlsx") -> Document:
    return read(Source(path, "", data=data))


def places(document: Document) -> list[str]:
    return [document.source.named(one.text.span().start) for one in document.key_results]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        parse(data)
    return str(caught.value)


def test_values_as_excel_shows_them() -> None:
    workbook = book(HEAD, ["Guests return", "Bookings", 0.31, 0.455], [None, "Income", 1200.5, 2000])
    workbook.active.append([None, "Days until the opening", datetime(2026, 9, 30), True])  # type: ignore[union-attr]
    for cell, form in (("C2", "0%"), ("D2", "0.0%"), ("C3", '"$"#,##0.00'), ("D3", "#,##0 [$€-407]")):
        workbook.active[cell].number_format = form  # type: ignore[index]
    assert list(lines(parse(saved(workbook)))) == [
        "Guests return",
        "- Bookings baseline=31% target=45.5%",
        "- Income baseline=$1200.5 target=2000 €",
        "- Days until the opening baseline=2026-09-30 target=TRUE",
    ]


def test_places_in_several_sheets_with_merged_cells() -> None:
    workbook = book(
        ["Harbour, Q3 2026"], [], HEAD, ["Crews go home", "Shifts with overtime"], [None, "Swaps"], title="Crew"
    )
    workbook.active.merge_cells("A4:A5")  # type: ignore[union-attr]
    tickets = workbook.create_sheet("Tickets & more")
    for row in (HEAD, ["Islanders plan alone", "Calls about the timetable", 60, 15]):
        tickets.append(row)
    workbook.create_sheet("Lists").append(["Ana", "Ben"])
    document = parse(saved(workbook))
    assert places(document) == ["Crew!B4", "Crew!B5", "'Tickets & more'!B2"]
    assert [(one.text.value, str(one.team)) for one in document.objectives] == [
        ("Crews go home", "Crew"),
        ("Islanders plan alone", "Tickets & more"),
    ]
    assert document.period_of(document.objectives[0]) == "2026-Q3"


def test_a_sheet_of_objectives_and_one_of_key_results() -> None:
    workbook = book(["ID", "Objective", "Owner"], ["O1", "Guests return", "Ana"], ["O2", "Bread lasts", "Ben"])
    results = workbook.create_sheet("Key Results")
    rows = [["Objective ID", "Key Result", "Target"], ["O2", "Empty shelves from 9 to 2", 2], ["O1", "Bookings up", 45]]
    for row in rows:
        results.append(row)
    assert list(lines(parse(saved(workbook)))) == [
        "(O1) Guests return owner=Ana",
        "- Bookings up target=45",
        "(O2) Bread lasts owner=Ben",
        "- Empty shelves from 9 to 2 target=2",
    ]


def test_a_hidden_sheet_is_not_read() -> None:
    workbook = book(HEAD, ["Guests return", "Bookings from 3 to 5"])
    hidden = workbook.create_sheet("Old")
    hidden.append(HEAD)
    hidden.append(["Old aim", "Old figure from 3 to 5"])
    hidden.sheet_state = "hidden"
    assert places(parse(saved(workbook))) == ["Plan!B2"]


def test_struck_out_and_indented() -> None:
    workbook = book(
        ["OKR", "Owner"], ["Guests return", "Ana"], ["Bookings from 3 to 5", "Ben"], ["Reviews up by 9", "Ben"]
    )
    for cell in ("A3", "A4"):
        workbook.active[cell].alignment = Alignment(indent=1)  # type: ignore[index]
    workbook.active["A4"].font = Font(strike=True)  # type: ignore[index]
    document = parse(saved(workbook))
    assert [(one.text.value, one.struck) for one in document.key_results] == [
        ("Bookings from 3 to 5", False),
        ("Reviews up by 9", True),
    ]


def test_a_formula_without_a_value_and_an_error_are_said_at_their_cells() -> None:
    workbook = book(
        [*HEAD, "Remark"], ["Guests return", "Bookings", 3, "=C2*2", "=NOW()"], [None, "Reviews", "#REF!", 9]
    )
    document = parse(saved(workbook))
    said = [(document.source.named(problem.span.start), problem.reason) for problem in document.problems]
    assert said == [
        ("Plan!D2", "this cell is calculated and has no value stored: open the file, and save it"),
        ("Plan!C3", "this cell shows the error #REF!"),
    ]
    assert list(lines(document)) == ["Guests return", "- Bookings baseline=3", "- Reviews target=9"]


def test_a_workbook_with_macros_is_read_and_nothing_is_run() -> None:
    buffer = io.BytesIO(saved(book(HEAD, ["Guests return", "Bookings from 3 to 5"])))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"not even a program")
    assert places(parse(buffer.getvalue(), "plan.xlsm")) == ["Plan!B2"]


def test_a_bomb_is_not_unpacked() -> None:
    buffer = io.BytesIO(saved(book(HEAD)))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/more.xml", "w") as member:
        for _ in range(700):
            member.write(bytes(1 << 20))
    assert "it unpacks to 734 MB" in refusal(buffer.getvalue())


def test_entities_that_grow_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(saved(book(HEAD, ["Guests return", "Bookings"])))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    entities = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10 if n else "ha" * 500}">' for n in range(9))
    xml = members["xl/worksheets/sheet1.xml"].decode().replace("Bookings", "&x8;")
    members["xl/worksheets/sheet1.xml"] = f"<!DOCTYPE worksheet [{entities}]>{xml}".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert "it is no workbook that can be opened" in refusal(buffer.getvalue())


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "it is protected with a password"),
        (OLE, "it is an old Excel file; save it as .xlsx"),
        (b"", "it is no workbook, or only part of one"),
        (b"Objective,Key Result\n", "it is no workbook, or only part of one"),
        (saved(book(HEAD))[:-40], "it is no workbook, or only part of one"),
        (saved(book(HEAD))[:900], "it is no workbook, or only part of one"),
    ],
)
def test_what_is_no_workbook(data: bytes, reason: str) -> None:
    assert refusal(data) == f"plan.xlsx: cannot be read: {reason}"


def test_another_archive_and_a_broken_member() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "it is no workbook" in refusal(buffer.getvalue())
    data = bytearray(saved(book(HEAD, ["Guests return", "Bookings from 3 to 5"])))
    at = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[at : at + 30] = bytes(30)
    assert "it is no workbook that can be opened" in refusal(bytes(data))


def test_a_workbook_with_any_byte_changed_is_read_or_refused() -> None:
    data = saved(book(HEAD, ["Guests return", "Bookings from 3 to 5"]))
    for place in range(0, len(data), 41):
        broken = data[:place] + bytes([data[place] ^ 0xB4]) + data[place + 1 :]
        with contextlib.suppress(UnreadableError):
            parse(broken)


def test_without_openpyxl_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert refusal(saved(book(HEAD))).endswith("Excel files need openpyxl: pip install 'okrlint[xlsx]'")


def test_a_cell_at_the_end_of_all_rows_is_not_waited_for(tmp_path: Path) -> None:
    workbook = book(HEAD, ["Guests return", "Bookings from 3 to 5"])
    workbook.active.cell(1_048_576, 16_384, "far away")  # type: ignore[union-attr]
    assert places(parse(saved(workbook))) == ["Plan!B2"]


def test_nothing_is_fixed_in_a_text_that_was_made() -> None:
    head = ["Objective", "KR ID", "Key Result"]
    rows: list[list[object]] = [
        head,
        ["Guests return", "KR1", "Bookings from 3 to 5"],
        [None, "KR1", "Reviews up by 9"],
    ]
    rules = rules_for(Settings(), core_rules(), profiles())
    text = "\n".join(",".join(str(cell or "") for cell in row) for row in rows)
    (in_text,) = (one for one in lint([Source("a.csv", text)], rules, analyse=analyse) if one.code == "OKR616")
    document = parse(saved(book(*rows)))
    (in_book,) = (one for one in lint([document], rules, analyse=analyse) if one.code == "OKR616")
    assert in_text.fixes
    assert in_book.fixes == ()
