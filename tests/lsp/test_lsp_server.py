"""The server as three editors drive it, each with what it tells a server about itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import CLEAN, HEAD, PLACEHOLDER, at, changed, closed, codes, opened
from lsprotocol import types
from pytest_lsp import LanguageClient

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
async def test_a_finding_behind_an_emoji_stands_at_its_place(
    client: LanguageClient, folder: Path, line_end: str
) -> None:
    text = PLACEHOLDER.replace("- Raise", "- 🚀 Raise é").replace("\n", line_end)
    found = await opened(client, (folder / "okrs.md").as_uri(), text)
    assert codes(found) == ["OKR314"]
    assert found[0].range == at(client, text, "TBD")
    assert found[0].severity == types.DiagnosticSeverity.Warning
    assert found[0].source == "okrlint"
    assert found[0].code_description is not None
    assert found[0].code_description.href.endswith("/placeholder/")


async def test_yaml(client: LanguageClient, folder: Path) -> None:
    text = (
        "period: 2026-Q3\nobjectives:\n  - objective: Patients are seen on the day they call\n    key_results:\n"
        '      - "🏥 Cut the wait for a call back from 3 h to 40 min"\n'
        "      - 'Raise visits on the same day to XX% of all visits'\n"
    )
    found = await opened(client, (folder / "okrs.yaml").as_uri(), text, "yaml")
    assert codes(found) == ["OKR314"]
    assert found[0].range.start.line == 5


async def test_json(client: LanguageClient, folder: Path) -> None:
    text = (
        '{"period": "2026-Q3", "objectives": [{"objective": "🐄 Calves grow up healthy", "key_results": '
        '["Cut losses in the first month from 6% to TBD"]}]}\n'
    )
    found = await opened(client, (folder / "okrs.json").as_uri(), text, "json")
    assert codes(found) == ["OKR314"]
    assert found[0].range == at(client, text, "TBD")


async def test_what_cannot_be_read_is_said_at_its_place(client: LanguageClient, folder: Path) -> None:
    uri = (folder / "broken-okrs.yaml").as_uri()
    found = await opened(client, uri, "objectives:\n  - objective: [\n", "yaml")
    assert codes(found) == ["OKR901"]
    assert found[0].severity == types.DiagnosticSeverity.Error
    assert found[0].range.start.line >= 1
    mended = "objectives:\n  - objective: Guests feel at home\n    key_results: [Raise return visits from 5 to 9]\n"
    found = await changed(client, uri, types.TextDocumentContentChangeWholeDocument(mended))
    assert "OKR901" not in codes(found)


async def test_typing_mends_and_breaks(client: LanguageClient, folder: Path) -> None:
    uri, text = (folder / "typing-okrs.md").as_uri(), PLACEHOLDER.replace("- Raise", "- 🚀\u2028é Raise")
    assert codes(await opened(client, uri, text)) == ["OKR314"]
    place = at(client, text, "TBD")
    assert await changed(client, uri, types.TextDocumentContentChangePartial(place, "40%")) == []
    top = types.Range(types.Position(0, 0), types.Position(0, 0))
    (line, start), end = (place.start.line + 2, place.start.character), place.end.character
    lower = types.Range(types.Position(line, start), types.Position(line, end))
    two_lines, again = (types.TextDocumentContentChangePartial(*one) for one in ((top, "\n\n"), (lower, "TBD")))
    broken = await changed(client, uri, two_lines, again)
    assert codes(broken) == ["OKR314"]
    assert broken[0].range == lower


async def test_a_document_that_was_never_saved(client: LanguageClient) -> None:
    assert codes(await opened(client, "untitled:Untitled-1", "# OKRs 2026 Q3\n\n" + PLACEHOLDER)) == ["OKR314"]
    assert await closed(client, "untitled:Untitled-1") == []


async def test_the_language_counts_where_the_name_says_nothing(client: LanguageClient, folder: Path) -> None:
    assert codes(await opened(client, (folder / "OKRS").as_uri(), PLACEHOLDER, "markdown")) == ["OKR314"]
    assert await opened(client, (folder / "okrs.py").as_uri(), PLACEHOLDER, "python") == []


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("README.md", "markdown", "# Opening hours\n\n- Monday to Friday: 9 to 18\n- TBD\n"),
        ("values.yaml", "yaml", "replicas: {{ .Values.replicas }}\n"),
        ("package.json", "json", '{"name": "shop",}\n'),
        ("empty.md", "markdown", ""),
    ],
)
async def test_a_file_without_okrs_is_left_in_peace(
    client: LanguageClient, folder: Path, name: str, language: str, text: str
) -> None:
    assert await opened(client, (folder / name).as_uri(), text, language) == []


async def test_other_places_are_told_to_editors_that_show_them(client: LanguageClient, folder: Path) -> None:
    line = "- Raise the share of returning customers from 31% to 40%\n"
    found = await opened(client, (folder / "twice-okrs.md").as_uri(), HEAD + line + line)
    assert codes(found) == ["OKR605"]
    assert client.capabilities is not None
    assert client.capabilities.text_document is not None
    shown = client.capabilities.text_document.publish_diagnostics
    related = found[0].related_information or []
    assert [one.location.range.start.line for one in related] == ([4] if shown and shown.related_information else [])


async def test_a_change_of_a_document_that_nobody_opened_ends_nothing(client: LanguageClient, folder: Path) -> None:
    document = types.VersionedTextDocumentIdentifier(version=2, uri=(folder / "nobody.md").as_uri())
    change = types.TextDocumentContentChangeWholeDocument(CLEAN)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
    assert codes(await opened(client, (folder / "okrs.md").as_uri(), PLACEHOLDER)) == ["OKR314"]
