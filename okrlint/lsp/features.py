"""All that the server does, by the method of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types

from okrlint.lsp import actions, completion, hints, hover, lifecycle, links, publish, pull, symbols, tokens
from okrlint.lsp.commands import COMMANDS
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


_FEATURES: tuple[Feature, ...] = (
    (types.TEXT_DOCUMENT_HOVER, hover.hover, None),
    (types.TEXT_DOCUMENT_INLAY_HINT, hints.inlay_hints, None),
    (types.TEXT_DOCUMENT_CODE_LENS, hints.code_lenses, None),
    (types.TEXT_DOCUMENT_CODE_ACTION, actions.code_actions, types.CodeActionOptions(list(actions.KINDS))),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, symbols.document_symbols, None),
    (types.WORKSPACE_SYMBOL, symbols.workspace_symbols, None),
    (types.TEXT_DOCUMENT_FOLDING_RANGE, symbols.folding_ranges, None),
    (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, tokens.semantic_tokens, tokens.LEGEND),
    (types.TEXT_DOCUMENT_DEFINITION, links.definition, None),
    (types.TEXT_DOCUMENT_REFERENCES, links.references, None),
    (types.TEXT_DOCUMENT_COMPLETION, completion.completion, types.CompletionOptions([" ", ":"])),
)
_RENAMED = types.FileOperationRegistrationOptions([types.FileOperationFilter(types.FileOperationPattern("**/*"))])


def build() -> Server:
    """A server with all that it can do."""
    server = Server()
    for method, function, options in (*_LIFE, *_FEATURES):
        server.feature(method, options)(partial(function, server))
    server.feature(types.WORKSPACE_DID_RENAME_FILES, _RENAMED)(partial(lifecycle.did_rename_files, server))
    for name, command in COMMANDS.items():
        server.command(name)(_called(command, server))
    return server


def _called(command: Callable[..., Any], server: Server) -> Callable[..., Any]:
    """A command as pygls calls it: with the arguments alone."""

    async def called(*arguments: Any) -> Any:
        """Run the command."""
        return await command(server, *arguments)

    return called


def register(server: Server) -> None:
    """What depends on the editor: one that asks for diagnostics is given them."""
    if server.pulls:
        options = types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=True, identifier="okrlint"
        )
        server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(partial(publish.document, server))
        server.feature(types.WORKSPACE_DIAGNOSTIC)(partial(pull.workspace, server))
