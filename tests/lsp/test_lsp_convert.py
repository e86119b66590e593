"""Positions in the editor's units, severities, and diagnostics as the protocol has them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.protocol import default_converter
from pygls.workspace import PositionCodec

from okrlint.core.finding import Diagnostic, Related, Severity
from okrlint.core.source import Source, Span
from okrlint.lsp.convert import Client, as_json, changed, diagnostic, offset, position, range_of

UTF_8, UTF_16, UTF_32 = (PositionCodec(name) for name in ("utf-8", "utf-16", "utf-32"))
CODECS = {"utf-8": UTF_8, "utf-16": UTF_16, "utf-32": UTF_32}
BYTES = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}
PLACES = st.text(st.sampled_from("aé€🚀\n\r\u2028\x0c "), max_size=20)


def units(text: str, name: str) -> int:
    """Length of a text in an encoding, as Python's own codecs have it."""
    encoding = name if name == "utf-8" else f"{name}-le"
    return len(text.encode(encoding)) // BYTES[encoding]


@pytest.mark.parametrize(("codec", "character"), [(UTF_8, 4 + 1 + 2), (UTF_16, 2 + 1 + 1), (UTF_32, 1 + 1 + 1)])
def test_a_column_counts_what_the_editor_counts(codec: PositionCodec, character: int) -> None:
    source = Source("okrs.md", "one\n🚀 é TBD\n")
    found = position(source, source.text.index(" TBD"), codec)
    assert found == types.Position(1, character)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_all_line_ends_of_the_protocol_end_a_line(line_end: str) -> None:
    source = Source("okrs.md", f"one{line_end}two{line_end}three")
    assert position(source, source.text.index("three"), UTF_16) == types.Position(2, 0)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\x1c"])
def test_no_other_character_ends_a_line(mark: str) -> None:
    source = Source("okrs.md", f"one{mark}two\nthree")
    assert position(source, source.text.index("three"), UTF_16) == types.Position(1, 0)
    assert offset(source, types.Position(1, 2), UTF_16) == source.text.index("ree")


def test_an_offset_inside_a_line_end_is_the_end_of_the_line() -> None:
    source = Source("okrs.md", "one\r\ntwo")
    assert position(source, 4, UTF_16) == types.Position(0, 3)


@given(PLACES, st.sampled_from(sorted(CODECS)), st.data())
def test_a_position_leads_back_to_its_offset(text: str, name: str, data: st.DataObject) -> None:
    source, codec = Source("okrs.md", text), CODECS[name]
    at = data.draw(st.integers(0, len(text)))
    found = position(source, at, codec)
    line = source.line_span(found.line + 1)
    inside = min(at, line.end)
    assert found.character == units(text[line.start : inside], name)
    assert offset(source, found, codec) == inside


@pytest.mark.parametrize(
    ("line", "character", "expected"), [(0, 99, 3), (1, 0, 4), (1, 99, 7), (2, 0, 8), (9, 0, 8), (0, 0, 0)]
)
def test_a_position_beyond_the_end_is_the_end(line: int, character: int, expected: int) -> None:
    source = Source("okrs.md", "one\ntwo\n")
    assert offset(source, types.Position(line, character), UTF_16) == expected


def part(text: str, start: tuple[int, int], end: tuple[int, int]) -> types.TextDocumentContentChangePartial:
    """A change of a range."""
    return types.TextDocumentContentChangePartial(types.Range(types.Position(*start), types.Position(*end)), text)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("one\ntwo\n", part("2", (1, 0), (1, 3)), "one\n2\n"),
        ("🚀 one\n", part("two", (0, 3), (0, 6)), "🚀 two\n"),
        ("a\u2028b\nlow\n", part("high", (1, 0), (1, 3)), "a\u2028b\nhigh\n"),
        ("one\r\ntwo\r\n", part("", (0, 3), (1, 0)), "onetwo\r\n"),
        ("one", part("\ntwo", (0, 3), (0, 3)), "one\ntwo"),
        ("one\n", part("two", (1, 0), (1, 0)), "one\ntwo"),
        ("", part("one", (0, 0), (0, 0)), "one"),
        ("one\ntwo", part("", (0, 0), (5, 0)), ""),
        ("one", types.TextDocumentContentChangeWholeDocument("all of it"), "all of it"),
    ],
)
def test_a_change_of_a_part_or_of_everything(
    before: str, change: types.TextDocumentContentChangeEvent, after: str
) -> None:
    source = changed(Source("okrs.txt", before, "markdown"), change, UTF_16)
    assert source == Source("okrs.txt", after, "markdown")


@given(PLACES, PLACES, st.sampled_from(sorted(CODECS)), st.data())
def test_a_change_puts_the_text_where_the_editor_put_it(text: str, new: str, name: str, data: st.DataObject) -> None:
    source, codec = Source("okrs.md", text), CODECS[name]
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    asked = range_of(source, Span(low, high), codec)
    low, high = offset(source, asked.start, codec), offset(source, asked.end, codec)
    change = types.TextDocumentContentChangePartial(asked, new)
    assert changed(source, change, codec).text == text[:low] + new + text[high:]


def a_diagnostic(severity: Severity = Severity.WARNING, url: str = "https://rules.test/x/") -> Diagnostic:
    """A diagnostic on the second word, with another place."""
    source = Source("okrs.md", "first second")
    related = (Related(Span(0, 5), "the first"), Related(Span(0, 5)))
    return Diagnostic("OKR999", "sample", severity, 1.0, "Not so.", Span(6, 12), source, related, url=url)


def test_another_place_may_be_in_another_file() -> None:
    other = Source("town.md", "\nfirst")
    found = a_diagnostic()._replace(related=(Related(Span(1, 6), "above", other),))
    (related,) = diagnostic(found, "file:///okrs.md", Client(UTF_16, related=True)).related_information or []
    assert related.location.uri.endswith("/town.md")
    assert related.location.range.start == types.Position(1, 0)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (Severity.ERROR, types.DiagnosticSeverity.Error),
        (Severity.WARNING, types.DiagnosticSeverity.Warning),
        (Severity.INFO, types.DiagnosticSeverity.Information),
    ],
)
def test_severities(severity: Severity, expected: types.DiagnosticSeverity) -> None:
    assert diagnostic(a_diagnostic(severity), "file:///okrs.md", Client(UTF_16)).severity == expected


def test_a_diagnostic_says_who_speaks_and_where_to_read_more() -> None:
    found = diagnostic(a_diagnostic(), "file:///okrs.md", Client(UTF_16))
    assert (found.code, found.source, found.message) == ("OKR999", "okrlint", "Not so.")
    assert found.code_description == types.CodeDescription("https://rules.test/x/")
    assert found.range == types.Range(types.Position(0, 6), types.Position(0, 12))
    assert diagnostic(a_diagnostic(url=""), "file:///okrs.md", Client(UTF_16)).code_description is None


def test_other_places_go_to_editors_that_can_show_them() -> None:
    found = diagnostic(a_diagnostic(), "file:///okrs.md", Client(UTF_16, related=True))
    assert [(one.location.uri, one.message) for one in found.related_information or ()] == [
        ("file:///okrs.md", "the first"),
        ("file:///okrs.md", "see here"),
    ]
    assert diagnostic(a_diagnostic(), "file:///okrs.md", Client(UTF_16)).related_information is None


@pytest.mark.parametrize("client", [Client(UTF_16), Client(UTF_8, related=True, tags=True)])
@pytest.mark.parametrize("code", ["OKR999", "OKR902"])
def test_what_is_written_out_is_what_the_library_writes(client: Client, code: str) -> None:
    found = a_diagnostic()._replace(code=code)
    written = default_converter().unstructure(diagnostic(found, "file:///okrs.md", client))
    assert json.loads(as_json(found, "file:///okrs.md", client)) == written


@pytest.mark.parametrize("codec", [UTF_8, UTF_16, UTF_32])
@given(PLACES, st.integers(0, 20), st.integers(0, 20))
def test_a_range_is_written_out_in_the_same_units(codec: PositionCodec, text: str, one: int, other: int) -> None:
    source = Source("okrs.md", text)
    span = Span(*sorted(min(place, len(text)) for place in (one, other)))
    found = a_diagnostic()._replace(source=source, span=span, related=())
    written = default_converter().unstructure(range_of(source, span, codec))
    assert json.loads(as_json(found, "file:///okrs.md", Client(codec)))["range"] == written
