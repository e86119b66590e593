"""Bytes become text."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrlint.core.errors import OkrlintError, UnreadableError
from okrlint.workspace.decode import decode, read_source, read_stdin
from okrlint.workspace.raw import check_encoding

TEXT = "Käse über 30 €\r\n患者 🍎\r"


def refusal(data: bytes, encoding: str = "utf-8") -> str:
    with pytest.raises(UnreadableError) as caught:
        decode(data, "a.md", encoding)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.md") == TEXT
    assert decode(TEXT.encode(encoding), "a.md", "windows-1252" if encoding != "utf-8" else "utf-8") == TEXT


def test_big_endian_with_a_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.md") == TEXT
    assert decode(b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), "a.md") == TEXT


def test_other_encodings() -> None:
    assert decode("Käse über 30 €".encode("windows-1252"), "a.md", "windows-1252") == "Käse über 30 €"
    assert decode(TEXT.encode("utf-16-le"), "a.md", "utf-16-le") == TEXT


def test_an_empty_file() -> None:
    assert decode(b"", "a.md") == ""
    assert decode(b"\xef\xbb\xbf", "a.md") == ""


def test_a_byte_that_is_not_utf_8() -> None:
    assert refusal("gut\r\nä: besser K".encode() + b"\xe4se") == (
        "a.md:2:12: cannot be read: byte 0xe4 is not UTF-8; name the encoding of the file with --encoding, "
        "for instance --encoding windows-1252"
    )


@pytest.mark.parametrize(("data", "place"), [(b"\xff", "1:1"), (b"a\rb\xff", "2:2"), (b"a\n\n\xff", "3:1")])
def test_the_place_of_a_bad_byte(data: bytes, place: str) -> None:
    assert refusal(data).startswith(f"a.md:{place}: ")


def test_a_byte_that_is_not_of_another_encoding() -> None:
    assert refusal(b"ab\x81", "windows-1252").startswith("a.md:1:3: cannot be read: byte 0x81 is not WINDOWS-1252;")


def test_half_a_character_of_utf_16() -> None:
    assert refusal(b"\xff\xfea\0b").startswith("a.md:1:2: cannot be read: byte 0x62 is not UTF-16")


@pytest.mark.parametrize("data", [b"\0", b"%PDF\0\xff", b"text with \0 inside", b"\xef\xbb\xbf\0"])
def test_binary_files(data: bytes) -> None:
    assert refusal(data) == "a.md: cannot be read: it is a binary file, not text"
    assert refusal(data, "windows-1252") == "a.md: cannot be read: it is a binary file, not text"


@pytest.mark.parametrize("name", ["no-such", "rot13", "", "hex", "undefined", "a\0b"])
def test_encodings_that_are_none(name: str) -> None:
    with pytest.raises(OkrlintError, match="there is no encoding"):
        check_encoding(name)


def outcome(data: bytes, encoding: str) -> str:
    """The error that decoding gives, "" where it gives text."""
    try:
        decode(data, "a.md", encoding)
    except UnreadableError as error:
        return str(error)
    return ""


@given(st.binary(), st.sampled_from(["utf-8", "windows-1252", "utf-16", "shift_jis", "utf-7"]))
def test_any_bytes_give_text_or_one_line(data: bytes, encoding: str) -> None:
    assert "\n" not in outcome(data, check_encoding(encoding))


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    assert decode(text.encode(), "a.md") == text
    assert decode(text.encode("utf-16"), "a.md") == text


def test_reading_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    for path in (tmp_path, tmp_path / "pipe.md"):
        with pytest.raises(UnreadableError, match=r"^x\.md: cannot be read: it is not a file$"):
            read_source(str(path), "x.md")


def test_reading_what_has_vanished(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"^x\.md: cannot be read: no such file or directory$"):
        read_source(str(tmp_path / "x.md"), "x.md")


def test_reading_a_large_file_with_one_bad_byte_at_its_end() -> None:
    assert refusal(b"x" * 50_000_000 + b"\xff").startswith("a.md:1:50000001: ")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\xef\xbb\xbfa\r\n")))
    assert read_stdin("a.md").text == "a\r\n"
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UnreadableError, match="standard input is closed"):
        read_stdin("a.md")
