"""Files that are no text go to their format as they are."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from okrlint import formats
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.workspace import decode, run, sniff


def test_bytes_reach_the_format(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(formats, "SUFFIXES", {**formats.SUFFIXES, ".docx": "docx"})
    stub = ModuleType("stub")
    stub.read = lambda source, _: Document(Source(source.path, repr(source.data)), "docx")  # type: ignore[attr-defined]
    monkeypatch.setattr(formats, "import_module", {"okrlint.formats.docx": stub}.__getitem__)
    file = tmp_path / "plan.docx"
    file.write_bytes(b"PK\0\xff")
    assert decode.read_source(str(file), "plan.docx") == Source("plan.docx", "", data=b"PK\0\xff")
    assert run.read([str(file)]).documents[0].source.text == r"b'PK\x00\xff'"


@pytest.mark.parametrize(
    ("member", "xml"),
    [
        ("word/document.xml", "<w:p><w:t>Key</w:t><w:t> results &amp; more</w:t></w:p><w:p><w:t>Sell</w:t></w:p>"),
        ("xl/sharedStrings.xml", "<si><r><t>Key</t></r><r><t> results &amp; more</t></r></si><si><t>Sell</t></si>"),
    ],
)
def test_a_look_at_the_words_in_an_archive(tmp_path: Path, member: str, xml: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, xml + " " * 100_000_000)
    assert sniff.words_of_archive(str(tmp_path / "a.docx")).split(b"\n")[:2] == [b"Key results & more", b"Sell"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and no more", b"no archive"])
def test_a_look_at_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    assert sniff.words_of_archive(str(tmp_path / "a.xlsx")) == b""
