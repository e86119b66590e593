"""Hovers: what okrlint makes of the key result or the objective under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from okrlint.lsp import convert, glance, places, wording

if TYPE_CHECKING:
    from okrlint.lsp.server import Server


def _content(text: str, markdown: bool) -> types.MarkupContent:
    """A text as the editor can show it."""
    if markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.MarkupContent(types.MarkupKind.PlainText, glance.plain(text))


async def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    """What is known of the element at a position; nothing where there is none."""
    uri, codec = params.text_document.uri, server.client.codec
    judgement = await server.read(uri)
    if judgement is None:
        return None
    document = judgement.document
    place = places.at(document, convert.offset(document.source, params.position, codec))
    if place is None:
        return None
    if place.key_result is None:
        text = glance.of_objective(place, server.known, judgement.diagnostics)
    else:
        question = await wording.question(server, judgement, place)
        text = glance.of_key_result(place, document, server.known, judgement.diagnostics, question)
    where = convert.range_of(document.source, place.node.text.span(), codec) if place.node.text else None
    return types.Hover(_content(text, server.client.markdown), where)
