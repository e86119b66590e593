"""Diagnostics on their way to the editor: pushed after every change, or given when it asks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from lsprotocol import types

from okrlint.lsp import convert

if TYPE_CHECKING:
    from okrlint.lsp.lint import Judgement
    from okrlint.lsp.open_file import OpenFile
    from okrlint.lsp.server import Server

_PATIENCE = 0.25
"""Seconds that an editor which asks waits for the classifier; what comes later it is told to ask for again."""


def found(server: Server, judgement: Judgement, uri: str) -> list[types.Diagnostic]:
    """The diagnostics of a document as the editor gets them."""
    client = server.client
    return [convert.diagnostic(one, uri, client) for one in judgement.diagnostics]


def publish(server: Server, opened: OpenFile) -> None:
    """Send the diagnostics of a document, an empty list where there are none."""
    judgement = opened.current()
    client = server.client
    items = ",".join([convert.as_json(one, opened.uri, client) for one in judgement.diagnostics])
    _send(server, opened.uri, items, opened.document.version if client.versions else None)


def _send(server: Server, uri: str, items: str, version: int | None = None) -> None:
    """Send diagnostics that are JSON already."""
    about = f',"version":{version}' if version is not None else ""
    params = f'{{"uri":{json.dumps(uri)},"diagnostics":[{items}]{about}}}'
    server.protocol.send(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)


def clear(server: Server, uri: str) -> None:
    """Take back the diagnostics of a document that was closed."""
    if not server.pulls:
        _send(server, uri, "")


def changed(server: Server, opened: OpenFile) -> None:
    """Tell an editor that asks to ask again, where what it was given last was not all."""
    if opened.owed and opened.current().complete:
        opened.owed = False
        ask_again(server)


def ask_again(server: Server) -> None:
    """Tell an editor that asks for diagnostics that they may have changed."""
    workspace = server.client_capabilities.workspace
    support = workspace.diagnostics if workspace else None
    if support and support.refresh_support:
        server.workspace_diagnostic_refresh(None)


async def document(server: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    """The diagnostics of a document, or that they are as they were. They may come in two parts."""
    uri = params.text_document.uri
    opened = server.files.get(uri)
    if opened is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    try:
        judgement = await asyncio.wait_for(opened.settled(), _PATIENCE)
    except TimeoutError:
        judgement, opened.owed = opened.current(), True
    items = [convert.as_json(one, uri, server.client) for one in judgement.diagnostics]
    mark = fingerprint(items)
    if params.previous_result_id == mark:
        return types.RelatedUnchangedDocumentDiagnosticReport(mark)
    return types.RelatedFullDocumentDiagnosticReport(found(server, judgement, uri), result_id=mark)


def fingerprint(items: Sequence[str]) -> str:
    """What tells one list of diagnostics, each as JSON, from another."""
    return blake2b("\n".join(items).encode(), digest_size=12).hexdigest()
