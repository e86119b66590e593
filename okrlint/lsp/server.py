"""The server: what the editor tells it, and the diagnostics that it answers with."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from okrlint import __version__
from okrlint.core.errors import OkrlintError
from okrlint.core.finding import Diagnostic
from okrlint.lsp import convert
from okrlint.lsp.documents import Document, opened
from okrlint.lsp.lint import lint


class _Protocol(LanguageServerProtocol):
    """The protocol without pygls's own copy of the text.

    It would end lines at form feeds and at U+2028, which the protocol does not, and alter the positions of changes.
    """

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Iterator[tuple[Any, tuple[types.DidChangeTextDocumentParams], None]]:
        """Hand the changes on as they came."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None


class Server(LanguageServer):
    """A language server with the documents that are open, and what it complained about last for each.

    `prepared` tells whether the editor asked it to shut down before `exit`.
    """

    def __init__(self) -> None:
        super().__init__("okrlint", __version__, protocol_cls=_Protocol)
        self.documents: dict[str, Document] = {}
        self.complaints: dict[str, str] = {}
        self.prepared = False
        self.exit_code = 0

    @property
    def client(self) -> convert.Client:
        """What was agreed with the editor."""
        shown = get_capability(self.client_capabilities, "text_document.publish_diagnostics")
        return convert.Client(
            self.workspace.position_codec,
            related=bool(shown and shown.related_information),
            versions=bool(shown and shown.version_support),
        )

    def complain(self, uri: str, message: str) -> None:
        """Tell the person about a mistake in the configuration; once, as long as it stays."""
        known = message in self.complaints.values()
        self.complaints[uri] = message
        if not known:
            said = f"okrlint: {message} (the defaults count until that is mended)"
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, said))


def diagnostics(server: Server, document: Document) -> list[Diagnostic]:
    """What is wrong with a document, and complaints where the configuration is broken."""
    complaints: list[str] = []
    try:
        found = lint(document.file, document.source, complaints.append)
    except OkrlintError as error:
        found, complaints = [], [str(error)]
    if complaints:
        server.complain(document.uri, complaints[0])
    else:
        server.complaints.pop(document.uri, None)
    return found


def _publish(server: Server, document: Document) -> None:
    """Send the diagnostics of a document, an empty list where there are none."""
    client = server.client
    found = [convert.diagnostic(one, document.uri, client) for one in diagnostics(server, document)]
    version = document.version if client.versions else None
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, found, version))


def _initialize(server: Server, _params: types.InitializeParams) -> None:
    """Work in the editor's folder, as the command line would: paths in messages and globs are relative to it."""
    folders = [folder.uri for folder in server.workspace.folders.values()]
    root = to_fs_path((folders or [server.workspace.root_uri or ""])[0])
    if root:
        with contextlib.suppress(OSError):
            os.chdir(root)


def _did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    document = opened(params.text_document)
    server.documents[document.uri] = document
    _publish(server, document)


def _did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    document = server.documents.get(params.text_document.uri)
    if document is None:
        return
    document = document.changed(params, server.workspace.position_codec)
    server.documents[document.uri] = document
    _publish(server, document)


def _did_save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    if document := server.documents.get(params.text_document.uri):
        _publish(server, document)


def _did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.documents.pop(uri, None)
    server.complaints.pop(uri, None)
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def _shutdown(server: Server, _params: None) -> None:
    server.prepared = True


def _exit(server: Server, _params: None) -> None:
    server.exit_code = 0 if server.prepared else 1


def build() -> Server:
    """A server with all that it can do."""
    server = Server()
    server.feature(types.INITIALIZE)(_initialize)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_did_open)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_did_change)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_did_save)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_did_close)
    server.feature(types.SHUTDOWN)(_shutdown)
    server.feature(types.EXIT)(_exit)
    return server


def run() -> None:
    """Serve one editor over standard input and output until it says goodbye or goes away.

    Exits with 1 where the editor says goodbye without `shutdown`, as the protocol has it.
    """
    if sys.stdin is None or sys.stdout is None:
        raise OkrlintError("standard input or output is closed; an editor must start `okrlint lsp`")
    server = build()
    server.start_io()
    if server.exit_code:
        raise SystemExit(server.exit_code)
