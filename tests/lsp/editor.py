"""What an editor of the tests does: open, type, save and close documents, and count columns as it does."""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pytest_lsp import LanguageClient

PUBLISH = "textDocument/publishDiagnostics"
PATIENCE = 60
"""Seconds until a server that says nothing has failed."""
HEAD = "# Garden shop, 2026 Q3\n\n## Objective: Neighbours find all they need for their balcony with us\n\n"
CLEAN = HEAD + "- Raise the share of returning customers from 31% to 40%\n"
PLACEHOLDER = HEAD + "- Raise the share of returning customers from 31% to TBD\n"
"""A document with one finding: OKR314 on "TBD"."""


def units(client: LanguageClient, text: str) -> int:
    """The length of a text as this editor counts it."""
    assert client.capabilities is not None
    general = client.capabilities.general
    wanted = ((general.position_encodings if general else None) or [types.PositionEncodingKind.Utf16])[0]
    if wanted == types.PositionEncodingKind.Utf8:
        return len(text.encode())
    return len(text) if wanted == types.PositionEncodingKind.Utf32 else len(text.encode("utf-16-le")) // 2


def pulls(client: LanguageClient) -> bool:
    """Whether this editor asks for diagnostics."""
    document = client.capabilities.text_document if client.capabilities else None
    return bool(document and document.diagnostic)


async def told(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """The diagnostics that the server sends next, or answers with; an error where it sends none."""
    if pulls(client):
        asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        answer = await asyncio.wait_for(client.text_document_diagnostic_async(asked), PATIENCE)
        assert isinstance(answer, types.RelatedFullDocumentDiagnosticReport)
        return list(answer.items)
    await asyncio.wait_for(client.wait_for_notification(PUBLISH), PATIENCE)
    settled = types.CodeLensParams(types.TextDocumentIdentifier(uri))  # answered once the classifier has read all
    await asyncio.wait_for(client.text_document_code_lens_async(settled), PATIENCE)
    return list(client.diagnostics[uri])


async def opened(client: LanguageClient, uri: str, text: str, language: str = "markdown") -> list[types.Diagnostic]:
    """What the server says when a document is opened."""
    item = types.TextDocumentItem(uri, language, 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    return await told(client, uri)


async def changed(
    client: LanguageClient, uri: str, *changes: types.TextDocumentContentChangeEvent
) -> list[types.Diagnostic]:
    """What the server says when somebody has typed."""
    document = types.VersionedTextDocumentIdentifier(version=2, uri=uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))
    return await told(client, uri)


async def saved(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """What the server says when a document is saved."""
    client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
    return await told(client, uri)


async def closed(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """What the server says when a document is closed."""
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    return await told(client, uri)


def codes(found: list[types.Diagnostic]) -> list[str]:
    """The codes of diagnostics."""
    return [str(one.code) for one in found]


def at(client: LanguageClient, text: str, word: str) -> types.Range:
    """The range of a word that stands once in a text, as this editor counts."""
    start = text.index(word)
    before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n"), units(client, before.rpartition("\n")[2])
    return types.Range(types.Position(line, column), types.Position(line, column + units(client, word)))


async def code_actions(
    client: LanguageClient, uri: str, where: types.Range, only: list[str] | None = None
) -> list[types.CodeAction | types.Command]:
    """What the server offers in a range."""
    context = types.CodeActionContext([], only=only)
    asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
    found = await asyncio.wait_for(client.text_document_code_action_async(asked), PATIENCE)
    return list(found or ())


def titles(actions: list[types.CodeAction | types.Command]) -> set[str]:
    """How actions are called."""
    return {one.title for one in actions}


def acted(actions: list[types.CodeAction | types.Command], title: str) -> types.WorkspaceEdit:
    """What the action of a title changes."""
    (found,) = [one for one in actions if one.title == title]
    assert isinstance(found, types.CodeAction)
    assert found.edit is not None
    return found.edit


def _edits(edit: types.WorkspaceEdit, uri: str) -> list[tuple[types.Range, str]]:
    """The edits of one document, whichever way they are written."""
    if edit.changes:
        return [(one.range, one.new_text) for one in edit.changes[uri]]
    (changes,) = edit.document_changes or ()
    assert isinstance(changes, types.TextDocumentEdit)
    assert changes.text_document.uri == uri
    plain = [one for one in changes.edits if not isinstance(one, types.SnippetTextEdit)]
    assert len(plain) == len(changes.edits)
    return [(one.range, one.new_text) for one in plain]


def apply(client: LanguageClient, text: str, edit: types.WorkspaceEdit, uri: str) -> str:
    """A text after the edits of the server, as this editor counts."""
    lines = text.split("\n")

    def offset(place: types.Position) -> int:
        """The place in the text."""
        line = lines[place.line]
        column = next(end for end in range(len(line) + 1) if units(client, line[:end]) == place.character)
        return sum(len(one) + 1 for one in lines[: place.line]) + column

    placed = [(offset(where.start), offset(where.end), words) for where, words in _edits(edit, uri)]
    for start, end, words in sorted(placed, reverse=True):
        text = text[:start] + words + text[end:]
    return text
