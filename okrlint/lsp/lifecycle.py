"""From `initialize` to `exit`: the editor's folders and settings, its documents, and files that change beside it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from okrlint.core.errors import OkrlintError
from okrlint.formats import SUFFIXES
from okrlint.lsp import alive, publish
from okrlint.lsp.convert import path_of
from okrlint.lsp.documents import opened

if TYPE_CHECKING:
    from okrlint.lsp.server import Server

_log = logging.getLogger("okrlint.lsp")

_CONFIGURATIONS = ("okrlint.toml", ".okrlint.toml", "pyproject.toml")
_WATCHED = f"**/{{{','.join((*_CONFIGURATIONS, *(f'*{suffix}' for suffix in SUFFIXES)))}}}"
_SECTION = "okrlint"


def _roots(server: Server) -> tuple[str, ...]:
    """The folders of the editor's workspace that are there."""
    uris = [folder.uri for folder in server.workspace.folders.values()] or [server.workspace.root_uri or ""]
    paths = [os.path.abspath(path) for uri in uris if uri and (path := path_of(uri))]
    return tuple(dict.fromkeys(path for path in paths if os.path.isdir(path)))


def _prefer(server: Server, given: Any) -> None:
    """Take over the editor's settings; what cannot be is told, and nothing changes."""
    if given is None:
        return
    try:
        server.project.prefer(given)
    except OkrlintError as error:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"okrlint: {error}"))


def initialize(server: Server, params: types.InitializeParams) -> None:
    """Work in the editor's folder, as the command line would: paths in messages and globs are relative to it."""
    from okrlint.lsp.features import register

    roots = _roots(server)
    if roots:
        with contextlib.suppress(OSError):
            os.chdir(roots[0])
    server.index.roots = roots
    document = params.capabilities.text_document
    server.pulls = bool(document and document.diagnostic)
    _prefer(server, params.initialization_options)
    register(server)


def _can(server: Server, name: str) -> bool:
    """Whether the editor has a capability of its workspace."""
    workspace = server.client_capabilities.workspace
    found = getattr(workspace, name, None) if workspace else None
    return bool(found if isinstance(found, bool) or found is None else found.dynamic_registration)


async def initialized(server: Server, _params: types.InitializedParams) -> None:
    """Ask for the settings, watch the files, and read what is in the workspace."""
    alive.watch(server.process_id, server.end)
    watched = [types.FileSystemWatcher(_WATCHED)]
    wanted = []
    if _can(server, "did_change_watched_files"):
        options: Any = types.DidChangeWatchedFilesRegistrationOptions(watched)
        wanted.append(types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if _can(server, "did_change_configuration"):
        section: Any = types.DidChangeConfigurationRegistrationOptions(_SECTION)
        wanted.append(types.Registration("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
    if wanted:
        with contextlib.suppress(Exception):  # an editor that refuses goes without
            await server.client_register_capability_async(types.RegistrationParams(wanted))
            server.project.watched = any(one.id == "files" for one in wanted)
    await _ask_settings(server)
    await scan(server)


async def _ask_settings(server: Server) -> None:
    """Ask for the editor's settings where it answers such questions."""
    workspace = server.client_capabilities.workspace
    if not (workspace and workspace.configuration):
        return
    item = types.ConfigurationItem(section=_SECTION)
    try:
        found = await server.workspace_configuration_async(types.ConfigurationParams([item]))
    except Exception as error:  # whatever an editor answers instead
        _log.info("the editor gave no settings: %s", error)
        return
    before = server.project.preferences, server.project.options
    _prefer(server, found[0] if found else None)
    if before != (server.project.preferences, server.project.options):
        server.refresh()


async def scan(server: Server) -> None:
    """Read the files of the workspace, a few at a time, and say how far it is."""
    from okrlint.lsp.progress import progress

    async with progress(server, "okrlint", "Reading the workspace") as report:
        for number, file in enumerate(server.index.scan(server.index.roots), 1):
            report(f"{number} files ({os.path.basename(file)})")
            await asyncio.sleep(0)
    if len(server.index.documents) > 1:
        server.refresh()
    if server.pulls:
        publish.ask_again(server)


async def did_change_configuration(server: Server, params: types.DidChangeConfigurationParams) -> None:
    """Take over settings that the editor sends, or ask for them."""
    given = params.settings
    workspace = server.client_capabilities.workspace
    if workspace and workspace.configuration:
        await _ask_settings(server)
        return
    _prefer(server, given.get(_SECTION, given) if isinstance(given, dict) else None)
    server.refresh()


def did_change_watched_files(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Read again what was changed beside the editor."""
    files = [path for change in params.changes if (path := path_of(change.uri))]
    _changed(server, files)


def _changed(server: Server, files: list[str]) -> None:
    """That files have changed: a configuration counts for all, a document for those that it is linked with."""
    server.project.refresh()
    for file in files:
        if os.path.basename(file) not in _CONFIGURATIONS:
            server.index.update(os.path.abspath(file))
    server.refresh()
    if server.pulls:
        publish.ask_again(server)


def did_rename_files(server: Server, params: types.RenameFilesParams) -> None:
    """Follow files that were renamed in the editor."""
    uris = [uri for one in params.files for uri in (one.old_uri, one.new_uri)]
    _changed(server, [path for uri in uris if (path := path_of(uri))])


async def did_change_workspace_folders(server: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Read the files of folders that came, forget those of folders that went."""
    server.index.roots = _roots(server)
    for folder in params.event.removed:
        if path := path_of(folder.uri):
            server.index.forget(os.path.abspath(path))
    await scan(server)


def did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Judge what was opened."""
    if before := server.files.get(params.text_document.uri):
        before.closed()
    server.open(opened(params.text_document)).refresh()


def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Judge what was typed."""
    file = server.files.get(params.text_document.uri)
    if file is not None:
        file.changed(file.document.changed(params, server.workspace.position_codec))


def did_save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    """Look at everything again: also configurations and packs may have changed."""
    file = server.files.get(params.text_document.uri)
    if file is not None:
        server.project.refresh()
        server.index.update(file.document.file)
        file.refresh()


def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Take back what was said."""
    uri = params.text_document.uri
    if file := server.files.pop(uri, None):
        file.closed()
    server.complaints.pop(uri, None)
    publish.clear(server, uri)


def shutdown(server: Server, _params: None) -> None:
    """Get ready to end."""
    server.prepared = True
    for file in server.files.values():
        file.closed()


def leave(server: Server, _params: None) -> None:
    """Say with the exit code whether the editor did as the protocol has it."""
    server.exit_code = 0 if server.prepared else 1
