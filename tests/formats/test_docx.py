"""Word documents: what is read, what people call its place, and what is refused."""

from __future__ import annotations

import contextlib
import io
import sys
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.formats import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(made: Any) -> bytes:
    """The bytes of a document."""
    made.save(out := io.BytesIO())
    return out.getvalue()


def reading(made: Any, path: str = "okrs.docx") -> Document:
    """What is read from a document."""
    return read(Source(path, "", data=saved(made)))


def outline(document: Document) -> list[str]:
    """Objectives and key results with their places, a line each."""
    found = []
    for objective in document.objectives:
        for mark, one in (("", objective), *(("- ", kr) for kr in objective.key_results)):
            place = document.source.place(one.text.span().start)
            assert place is not None
            assert document.source[one.text.span()] == one.text.value
            fields = "".join(f" {field.name}={field.text}" for field in one.fields)
            found.append(f"{place.name}: {mark}{one.text}{fields}")
    return found


def append(paragraph: Any, xml: str) -> None:
    """Add something to a paragraph that the library has no words for."""
    paragraph._p.append(parse_xml(xml))


def test_headings_and_lists() -> None:
    made = docx.Document()
    made.add_heading("OKRs 2026 Q3", 0)
    made.add_paragraph("")
    made.add_heading("Objective 1: Guests come back", 1)
    made.add_paragraph("KR1: Second visits: 20% to 35% (owner: Ines)", style="List Bullet")
    made.add_paragraph("Bake smaller loaves", style="List Bullet 2")
    made.add_paragraph("KR2: Loaves: 60 to 15", style="List Number")
    document = reading(made)
    assert outline(document) == [
        "paragraph 2: Guests come back",
        "paragraph 3: - Second visits: 20% to 35% owner=Ines",
        "paragraph 5: - Loaves: 60 to 15",
    ]
    assert [one.text.value for one in next(document.key_results).initiatives] == ["Bake smaller loaves"]


def test_lists_by_numbering_and_level() -> None:
    made = docx.Document()
    made.add_heading("OKRs 2026 Q3", 1)
    for level, words in [
        (0, "Guests come back"),
        (1, "Second visits: 20% to 35%"),
        (1, "Loaves"),
        (0, "Bakers sleep"),
        (1, "Nights"),
    ]:
        paragraph = made.add_paragraph(words)
        properties = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(properties))
    found = [(one.text.value, [kr.text.value for kr in one.key_results]) for one in reading(made).objectives]
    assert found == [("Guests come back", ["Second visits: 20% to 35%", "Loaves"]), ("Bakers sleep", ["Nights"])]


def test_what_a_reader_sees_of_a_paragraph() -> None:
    made = docx.Document()
    made.add_heading("Objective 1: Guests come back", 1)
    paragraph = made.add_paragraph("KR1: ", style="List Bullet")
    append(paragraph, f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t xml:space="preserve">Second </w:t></w:r></w:ins>')
    append(paragraph, f'<w:del {W} w:id="2" w:author="a"><w:r><w:delText>Third </w:delText></w:r></w:del>')
    append(paragraph, f'<w:hyperlink {W}><w:r><w:t xml:space="preserve">visits </w:t></w:r></w:hyperlink>')
    append(paragraph, f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>")
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>KR9: box</w:t></w:r></w:p></w:txbxContent></w:pict>"
    append(paragraph, f'<w:r {W}><w:t>from 20%</w:t><w:tab/><w:t>to 35%</w:t>{box}<w:commentReference w:id="0"/></w:r>')
    assert outline(reading(made)) == ["paragraph 1: Guests come back", "paragraph 2: - Second visits from 20% to 35%"]


def test_what_was_struck_out_or_deleted() -> None:
    made = docx.Document()
    made.add_heading("Objective 1: Guests come back", 1)
    made.add_paragraph(style="List Bullet").add_run("KR1: Second visits").font.strike = True
    table = made.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "KR2: Loaves", "KR3: deleted"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="1" w:author="a"/>'))
    document = reading(made)
    assert [(kr.text.value, kr.struck) for kr in document.key_results] == [("Second visits", True), ("Loaves", False)]


def test_tables_with_merged_cells() -> None:
    made = docx.Document()
    made.add_heading("Q3 2026", 1)
    rows = [
        ["Objective", "Key result", "Owner", "Target"],
        ["Guests come back", "Second visits", "Ines", "35%"],
        ["", "Loaves", "", "15"],
        ["Bakers sleep", "Night shifts", "Tom", "2"],
    ]
    table = made.add_table(len(rows), 4)
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(2, 2))
    assert outline(reading(made)) == [
        "table 1, row 2: Guests come back",
        "table 1, row 2: - Second visits owner=Ines target=35%",
        "table 1, row 3: - Loaves owner=Ines target=15",
        "table 1, row 4: Bakers sleep",
        "table 1, row 4: - Night shifts owner=Tom target=2",
    ]


def test_a_table_with_labels_beside_lists() -> None:
    made = docx.Document()
    made.add_heading("OKRs Q3 2026", 1)
    table = made.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Objective", "Guests come back"
    table.cell(1, 0).text, cell = "Key results", table.cell(1, 1)
    cell.paragraphs[0].text = "Second visits: 20% to 35%"
    cell.paragraphs[0].style = "List Bullet"
    cell.add_paragraph("Loaves: 60 to 15", style="List Bullet")
    assert outline(reading(made)) == [
        "table 1, row 1: Guests come back",
        "table 1, row 2: - Second visits: 20% to 35%",
        "table 1, row 2: - Loaves: 60 to 15",
    ]


def test_a_document_without_okrs_and_an_empty_one() -> None:
    made = docx.Document()
    assert reading(made).objectives == ()
    made.add_paragraph("Dear guests, we bake.")
    assert reading(made).objectives == ()


def archive(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    """A Word document with something added to its archive."""
    data = io.BytesIO(saved(docx.Document()))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as opened:
        change(opened)
    return data.getvalue()


def locked() -> bytes:
    """An archive whose parts say that they are encrypted."""
    data = bytearray(saved(docx.Document()))
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 1)
    return bytes(data)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_body(xml: str) -> bytes:
    """A Word document with another body."""
    data, out = saved(docx.Document()), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, xml if part.filename == "word/document.xml" else old.read(part))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "password"),
        (locked(), "password"),
        (archive(lambda opened: opened.writestr("word/bomb.xml", bytes(60 << 20))), "not opened"),
        (archive(lambda opened: [opened.writestr(f"x/{n}.txt", b"") for n in range(10_001)] and None), "not opened"),
        (archive(lambda opened: opened.writestr("word/vbaProject.bin", b"x")), "macros"),
        (saved(docx.Document())[:3000], "no Word document"),
        (b"Objective 1: a text", "no Word document"),
        (b"", "no Word document"),
        (with_body("<w:document"), "no Word document"),
        (with_body(f"<w:document {W}>" + "<w:p>" * 5000), "no Word document"),
    ],
    ids=["ole", "locked", "bomb", "many", "macros", "cut", "text", "empty", "broken", "nested"],
)
def test_what_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=rf"^plan\.docx: cannot be read: [^\n]*{reason}[^\n]*$"):
        read(Source("plan.docx", "", data=data))


def test_entities_are_not_expanded() -> None:
    data = with_body(
        f"{ENTITIES}<w:document {W}><w:body><w:p><w:r><w:t>KR1: &b; visits</w:t></w:r></w:p></w:body></w:document>"
    )
    document = read(Source("okrs.docx", "", data=data))
    assert "aaaa" not in document.source.text


def test_a_document_without_a_body() -> None:
    with pytest.raises(UnreadableError, match="no Word document"):
        read(Source("okrs.docx", "", data=with_body(f"<w:document {W}/>")))


def test_a_very_long_paragraph_is_told_with_its_place() -> None:
    made = docx.Document()
    made.add_heading("Objective 1: Guests come back", 1)
    made.add_paragraph("KR1: " + "a" * 30_000)
    document = reading(made)
    [problem] = document.problems
    assert "30,005 characters" in problem.reason
    assert problem.span.end <= len(document.source.text)


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(docx.Document())
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UnreadableError, match=r"pip install 'okrlint\[docx\]'"):
        read(Source("okrs.docx", "", data=data))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=40))
def test_damaged_documents_are_read_or_refused(at: int, junk: bytes) -> None:
    made = docx.Document()
    made.add_heading("Objective 1: Guests come back", 1)
    data = saved(made)
    at %= len(data)
    damaged = data[:at] + junk + data[at + len(junk) :]
    with contextlib.suppress(UnreadableError):
        assert len(read(Source("okrs.docx", "", data=damaged)).objectives) <= 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["Normal", "List Bullet", "List Number 3", "Heading 2"])))
)
def test_any_words_are_read_and_places_hold(paragraphs: list[tuple[str, str]]) -> None:
    made = docx.Document()
    made.add_heading("Objective 1: Guests come back", 1)
    for words, style in paragraphs:
        clean = "".join(one for one in words if one.isprintable())
        made.add_paragraph(f"KR: {clean}", style=style)
    document = reading(made)
    for one in document.key_results:
        assert document.source[one.text.span()] == one.text.value
