"""Completion: ids of parents, the next id, fields, and patterns of key results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from okrlint.core.model import FIELDS, Document
from okrlint.core.references import own_id
from okrlint.lsp import convert
from okrlint.lsp.edits import lead, next_lead, snippet
from okrlint.lsp.places import places
from okrlint.report.safe import one_line

if TYPE_CHECKING:
    from okrlint.lsp.server import Server

PATTERNS = (
    ("from … to …", "[who or what] from [baseline] to [target]"),
    ("raise", "Raise the share of [who] who [do what] from [baseline] to [target]"),
    ("cut", "Cut [what takes too long] from [baseline] to [target]"),
    ("keep", "Keep [what must not suffer] at [baseline] or better"),
    ("learn", "[learning] Know by [date] whether [assumption]"),
)
"""Key results to fill in."""

_PARENT = re.compile(
    r"(?:parents?|supports|supporting|aligned (?:to|with)|aligns (?:to|with)|contributes to|linked to|ladders up to)"
    r"[\"']?\s*+[:=]?\s*+[\"'\[(]?(?P<typed>[\w. -]*+)$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d+[.)])[ \t]+(?P<typed>[^\s:]*)$")
_WORD = re.compile(r"(?P<before>[ \t]+(?:- )?)(?P<typed>\w*)$")
_SHOWN = FIELDS


def _item(
    label: str, where: types.Range, words: str, kind: types.CompletionItemKind, detail: str, snippets: bool
) -> types.CompletionItem:
    """A completion that replaces what was typed."""
    form = types.InsertTextFormat.Snippet if snippets else types.InsertTextFormat.PlainText
    text = snippet(words) if snippets else words
    return types.CompletionItem(
        label,
        kind=kind,
        detail=detail or None,
        insert_text_format=form,
        text_edit=types.TextEdit(where, text),
        filter_text=label,
    )


def _ids(server: Server, where: types.Range) -> Iterator[types.CompletionItem]:
    """The ids of all objectives and key results of the workspace, with their sentences."""
    seen: set[str] = set()
    for document in server.documents().values():
        for place in places(document):
            found = own_id(place.node)
            if found and found.value not in seen:
                seen.add(found.value)
                kind = types.CompletionItemKind.Reference
                yield _item(found.value, where, found.value, kind, one_line(place.node.text.value), False)


def _next_id(document: Document, offset: int) -> str:
    """The id that comes after those of the set above a place; "" where its key results have none."""
    above = [place for place in places(document) if place.key_result and place.span.end < offset]
    last = above[-1] if above else None
    if last is None or last.key_result is None or last.key_result.id is None:
        return ""
    written = lead(document.source, last.node.text.span())
    start = written.find(last.key_result.id.value)
    label = re.search(r"[A-Za-z]*[\s#.-]?$", written[:start]) if start >= 0 else None
    return next_lead(written[label.start() :]).strip(" ") + " " if label else ""


def _patterns(document: Document, offset: int, where: types.Range, snippets: bool) -> Iterator[types.CompletionItem]:
    """Key results to fill in, each with the next id where the others have one."""
    ident = _next_id(document, offset)
    if ident:
        yield _item(ident.strip(), where, ident, types.CompletionItemKind.Value, "the next id", False)
    for label, words in PATTERNS:
        yield _item(label, where, ident + words, types.CompletionItemKind.Snippet, words, snippets)


def _fields(document: Document, where: types.Range) -> Iterator[types.CompletionItem]:
    """The fields that okrlint knows."""
    keyed = document.format in ("yaml", "json", "toml")
    for name in _SHOWN:
        words = f"{name}: " if keyed else f"{name.capitalize()}: "
        yield _item(name, where, words, types.CompletionItemKind.Field, "", False)


def completion(server: Server, params: types.CompletionParams) -> types.CompletionList:
    """What may stand at a position."""
    judgement = server.current(params.text_document.uri)
    if judgement is None or not (judgement.document.objectives or judgement.diagnostics):
        return types.CompletionList(False, [])
    source, codec = judgement.source, server.client.codec
    offset = convert.offset(source, params.position, codec)
    line, _ = source.line_column(offset)
    before = source.text[source.line_starts[line - 1] : offset]
    item = server.client_capabilities.text_document
    support = item.completion.completion_item if item and item.completion else None
    snippets = bool(support and support.snippet_support)

    def where(match: re.Match[str]) -> types.Range:
        """The range of what was typed."""
        return types.Range(
            convert.position(source, offset - len(match["typed"]), codec), convert.position(source, offset, codec)
        )

    if match := _PARENT.search(before):
        found = list(_ids(server, where(match)))
    elif match := _ITEM.match(before):
        found = list(_patterns(judgement.document, offset, where(match), snippets))
    elif match := _WORD.match(before):
        found = list(_fields(judgement.document, where(match)))
    else:
        found = []
    return types.CompletionList(False, found)
