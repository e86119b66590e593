"""Workbooks and Word documents that were damaged, or made to do harm: read, or refused in one line and little time."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from benchmarks.fuzz import archives, targets
from benchmarks.fuzz.keeping import check_document, check_refusal
from okrlint.core.errors import UnreadableError
from okrlint.formats import BINARY, SUFFIXES, read
from okrlint.workspace.decode import source_of

MAKE: dict[str, Callable[[], bytes]] = {"xlsx": archives.workbook, "docx": archives.word}
SECONDS = 20
"""How long no file of this size may take, on any machine."""
MEMBERS = [(name, member) for name, make in MAKE.items() for member in zipfile.ZipFile(io.BytesIO(make())).namelist()]

LAUGHS = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))
LONG = f'<!ENTITY x11 "{"ha" * 50_000}">'
BOMBS = {
    "entities in entities": f"<!DOCTYPE x [{LAUGHS}]><x>&x11;</x>",
    "one long entity, often": f"<!DOCTYPE x [{LONG}]><x>{'&x11;' * 20_000}</x>",
    "a file of the computer": '<!DOCTYPE x [<!ENTITY x11 SYSTEM "file:///etc/passwd">]><x>&x11;</x>',
    "elements in elements": "<x>" * 200_000,
    "many attributes": "<x " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>",
    "many namespaces": "<x " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(5_000)) + "/>",
    "no end": "<?xml version='1.0'?><x><![CDATA[" + "x" * 1_000_000,
    "nothing": "",
    "another encoding": "<?xml version='1.0' encoding='utf-7'?><x/>",
}


def tried(name: str, data: bytes) -> str:
    """Read a file; why it was refused, "" where it was not."""
    began = time.thread_time()
    path = f"plan{targets.SUFFIX[name]}"
    try:
        document = read(source_of(data, path))
        check_document(document)
        assert "root:" not in document.source.text
        told = ""
    except UnreadableError as error:
        check_refusal(error)
        told = str(error)
    assert time.thread_time() - began < SECONDS
    return told


def changed(name: str, member: str, content: bytes | None, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A file of a format with another member, or without it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(MAKE[name]())) as old, zipfile.ZipFile(out, "w", how) as new:
        for one in old.namelist():
            if one != member:
                new.writestr(one, old.read(one))
            elif content is not None:
                new.writestr(one, content)
    return out.getvalue()


def test_every_format_that_is_no_text_is_tried() -> None:
    assert set(MAKE) == BINARY <= set(SUFFIXES.values())
    assert [tried(name, make()) for name, make in MAKE.items()] == ["", ""]


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize(("name", "member"), MEMBERS)
def test_a_bomb_of_xml_in_place_of_any_member(name: str, member: str, bomb: str) -> None:
    tried(name, changed(name, member, BOMBS[bomb].encode()))


@pytest.mark.parametrize(("name", "member"), MEMBERS)
@pytest.mark.parametrize("bomb", ["entities in entities", "one long entity, often", "a file of the computer"])
def test_a_bomb_of_xml_inside_of_any_member(name: str, member: str, bomb: str) -> None:
    with zipfile.ZipFile(io.BytesIO(MAKE[name]())) as archive:
        content = archive.read(member).decode("utf-8", "replace")
    head, words = BOMBS[bomb].split("<x>")
    start = content.index("?>") + 2 if content.startswith("<?xml") else 0
    end = content.rfind("</")
    inside = content[start:end] + words.removesuffix("</x>") + content[end:]
    tried(name, changed(name, member, (head.replace("DOCTYPE x", "DOCTYPE any") + inside).encode()))


@pytest.mark.parametrize(("name", "member"), MEMBERS)
def test_a_member_that_is_missing_or_twice_there(name: str, member: str) -> None:
    tried(name, changed(name, member, None))
    twice = io.BytesIO(MAKE[name]())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(twice, "a") as archive:
        archive.writestr(member, "<x/>")
    tried(name, twice.getvalue())


@pytest.mark.parametrize("name", MAKE)
def test_what_was_cut_off_anywhere(name: str) -> None:
    data = MAKE[name]()
    reasons = {tried(name, data[:end]) != "" for end in range(0, len(data) - 30, len(data) // 60)}
    assert reasons == {True}


@pytest.mark.parametrize("name", MAKE)
@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_of_an_archive_is_never_unpacked(name: str, how: int) -> None:
    member = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}[name]
    assert tried(name, changed(name, member, bytes(60 << 20), how))


@pytest.mark.parametrize("name", MAKE)
def test_an_archive_that_lies_about_its_size(name: str) -> None:
    member = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}[name]
    data = bytearray(changed(name, member, b"<x>" + bytes(60 << 20)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(member).file_size.to_bytes(4, "little")
    assert tried(name, bytes(data).replace(size, (100).to_bytes(4, "little")))
