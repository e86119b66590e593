"""Commands that lenses and code actions call in the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from okrlint.lsp import convert, glance, places, remedies, wording
from okrlint.lsp.edits import workspace_edit
from okrlint.lsp.hints import ADD_GUARDRAIL, OPEN_RULE, SHOW_SET
from okrlint.lsp.protocol import InvalidParams

if TYPE_CHECKING:
    from okrlint.lsp.server import Server

Command = Callable[..., Any]

_MOST_LINES = 2**31 - 1
"""The largest number that the protocol has for a line."""


def _place(server: Server, arguments: tuple[Any, ...]) -> tuple[str, places.Place] | None:
    """The objective at an address and a line. Raises InvalidParams for arguments of another kind."""
    if len(arguments) != 2 or not isinstance(arguments[0], str) or not isinstance(arguments[1], int):
        raise InvalidParams("an address and a line are needed")
    uri, line = arguments
    judgement = server.current(uri)
    if judgement is None:
        return None
    place = types.Position(min(max(line, 0), _MOST_LINES), 0)
    found = places.at(judgement.document, convert.offset(judgement.source, place, server.client.codec))
    return (uri, found) if found else None


async def show_set(server: Server, *arguments: Any) -> None:
    """Tell what the key results of an objective are."""
    if found := _place(server, arguments):
        await server.read(found[0])
        said = glance.plain(glance.of_objective(found[1], server.known, ()))
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, said))


async def add_guardrail(server: Server, *arguments: Any) -> None:
    """Put a key result to fill in behind a set."""
    found = _place(server, arguments)
    opened = server.files.get(found[0]) if found else None
    if not found or not opened:
        return
    judgement = await server.settled(found[0])
    found = _place(server, arguments)
    if judgement is None or found is None:
        return
    document, objective = judgement.document, found[1].objective
    words = await wording.guardrail(server, judgement, objective) or remedies.GUARDRAIL
    if opened.document.source is not judgement.source:
        return  # somebody types: the set may be another one now
    edits = remedies.added(document, opened.judge.names(), objective, words)
    if edits is None:
        said = "okrlint cannot write a key result here; add one that says what must not suffer"
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, said))
        return
    held = opened.document
    edit = workspace_edit(document.source, edits, held.uri, held.version, server.client, blanks=True)
    await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, "Add a guardrail"))


async def open_rule(server: Server, *arguments: Any) -> None:
    """Open the page of a rule, or tell where it is."""
    if len(arguments) != 1 or not isinstance(arguments[0], str) or not arguments[0].startswith("https://"):
        raise InvalidParams("the address of a page is needed")
    window = server.client_capabilities.window
    if window and window.show_document and window.show_document.support:
        await server.window_show_document_async(types.ShowDocumentParams(arguments[0], external=True))
    else:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, arguments[0]))


COMMANDS: dict[str, Command] = {SHOW_SET: show_set, ADD_GUARDRAIL: add_guardrail, OPEN_RULE: open_rule}
