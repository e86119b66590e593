"""All that the server does, by the method of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types

from okrlint.lsp import lifecycle, publish
from okrlint.lsp.server import Server

Feature = tuple[str, Callable[..., Any], Any]

_LIFE: tuple[Feature, ...] = (
    (types.INITIALIZE, lifecycle.initialize, None),
    (types.INITIALIZED, lifecycle.initialized, None),
    (types.SHUTDOWN, lifecycle.shutdown, None),
    (types.EXIT, lifecycle.leave, None),
    (types.TEXT_DOCUMENT_DID_OPEN, lifecycle.did_open, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, lifecycle.did_change, None),
    (types.TEXT_DOCUMENT_DID_SAVE, lifecycle.did_save, None),
    (types.TEXT_DOCUMENT_DID_CLOSE, lifecycle.did_close, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, lifecycle.did_change_configuration, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, lifecycle.did_change_watched_files, None),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, lifecycle.did_change_workspace_folders, None),
)


def build() -> Server:
    """A server with all that it can do."""
    server = Server()
    for method, function, options in _LIFE:
        server.feature(method, options)(partial(function, server))
    return server


def register(server: Server) -> None:
    """What depends on the editor: one that asks for diagnostics is given them."""
    if server.pulls:
        options = types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=True, identifier="okrlint"
        )
        server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(partial(publish.document, server))
