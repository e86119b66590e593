"""Small words in the text: the kind behind every key result, and lenses above every objective."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from okrlint.lsp import convert, glance
from okrlint.lsp.places import Place, places

if TYPE_CHECKING:
    from okrlint.lsp.lint import Judgement
    from okrlint.lsp.server import Server

SHOW_SET, ADD_GUARDRAIL, OPEN_RULE = "okrlint.showSet", "okrlint.addGuardrail", "okrlint.openRule"
"""Commands that lenses and code actions call."""


async def inlay_hints(server: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    """The kind of every key result in a range; none unless the editor's settings want them."""
    judgement = await server.read(params.text_document.uri) if server.project.preferences.inlay_hints else None
    if judgement is None:
        return []
    source, codec = judgement.source, server.client.codec
    hints = []
    for place in places(judgement.document):
        found = glance.verdict(server.known, place.objective, place.key_result) if place.key_result else None
        if found is None:
            continue
        where = convert.position(source, place.node.text.span().end, codec)
        if params.range.start.line <= where.line <= params.range.end.line:
            tip = f"{found.kind} {found.share:.0%}"
            hints.append(types.InlayHint(where, f"{found}", types.InlayHintKind.Type, tooltip=tip, padding_left=True))
    return hints


def _lens(where: types.Range, title: str, command: str, arguments: list[Any]) -> types.CodeLens:
    return types.CodeLens(where, types.Command(title, command, arguments=arguments))


def _lenses(server: Server, uri: str, judgement: Judgement, place: Place) -> list[types.CodeLens]:
    where = convert.range_of(judgement.source, place.objective.text.span(), server.client.codec)
    here = [uri, where.start.line]
    total = glance.outcomes(server.known, place.objective)
    lenses = [_lens(where, total, SHOW_SET, here)] if total else []
    if place.objective.key_results:
        lenses.append(_lens(where, "suggest guardrail", ADD_GUARDRAIL, here))
    return lenses


async def code_lenses(server: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    """How many key results of every objective are outcomes, and an offer; none where the settings want none."""
    uri = params.text_document.uri
    judgement = await server.read(uri) if server.project.preferences.code_lens else None
    if judgement is None:
        return []
    above = (one for one in places(judgement.document) if one.key_result is None and one.objective.stated)
    return [lens for place in above for lens in _lenses(server, uri, judgement, place)]
