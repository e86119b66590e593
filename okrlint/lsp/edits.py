"""Changes of a document that are tried before they are offered: what comes of them must read as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lsprotocol import types

from okrlint.core.errors import OkrlintError
from okrlint.core.finding import Edit
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Source, Span
from okrlint.engine.fix import edited
from okrlint.engine.lint import document_of
from okrlint.formats import writing
from okrlint.lsp import convert

Edits = tuple[Edit, ...]

_BLANK = re.compile(r"\[([A-Za-z][^\[\]\n]{0,60})\]")
"""What a writer still has to fill in: "[baseline]"."""
_ITEM = re.compile(r"(?P<before>[ \t]*)(?:(?P<number>\d+)(?P<after>[.)][ \t]+))?")
_CLOSING = re.compile(r"[*_~`\"']*(?:[ \t]*</[\w-]+>)*[}\]]*")
"""What ends a sentence in some formats."""
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


def newline(source: Source) -> str:
    """How lines end in a text."""
    return "\r\n" if "\r\n" in source.text else "\n"


def applied(source: Source, edits: Iterable[Edit]) -> Source:
    """The source after some edits that do not overlap."""
    return replace(source, text=edited(source.text, edits))


def texts(document: Document) -> list[str]:
    """The sentences of all key results."""
    return [key_result.text.value for key_result in document.key_results]


def first_that(
    candidates: Iterable[Edits], document: Document, fields: Mapping[str, str], fits: Callable[[Document], bool]
) -> Edits | None:
    """The first change after which the document reads as it was meant; None where none does."""
    for edits in candidates:
        try:
            if fits(document_of(applied(document.source, edits), fields)):
                return edits
        except OkrlintError:
            continue
    return None


def lead(source: Source, span: Span) -> str:
    """What stands in front of a place on its line."""
    line, _ = source.line_column(span.start)
    return source.text[source.line_starts[line - 1] : span.start]


def next_lead(before: str) -> str:
    """What stands in front of the next item of a list: numbers and ids go on."""
    item = _ITEM.match(before)
    if item and item["number"]:
        counted = f"{item['before']}{int(item['number']) + 1}{item['after']}"
        rest = before[item.end() :]
        return counted + _LAST_NUMBER.sub(lambda found: str(int(found[0]) + 1), rest)
    return _LAST_NUMBER.sub(lambda found: str(int(found[0]) + 1), before)


def line_end(source: Source, offset: int) -> int:
    """Where the line of an offset ends."""
    return source.line_span(source.line_column(offset)[0]).end


def _copies(source: Source, text: Span, end: int) -> Iterator[str]:
    """What a copy of a sentence, on a line of its own behind `end`, may look like."""
    match = _CLOSING.match(source.text, text.end)
    closing = match[0] if match else ""
    copy = newline(source) + next_lead(lead(source, text)) + source[text] + closing
    parted = source.text[text.end + len(closing) : end].strip() == ","
    yield f"{copy}," if parted else copy
    yield f",{copy}"
    yield copy.removesuffix(closing)


def _reworded(document: Document, names: Mapping[str, str], place: int, copy: str, at: tuple[int, str]) -> Edits | None:
    """A copy, the key result at `place`, put at an offset with other words in it; None where it is not read as one."""
    offset, words = at
    here = Span(offset, offset + len(copy))
    trial = document_of(applied(document.source, (Edit(Span(offset, offset), copy),)), names)
    found = list(trial.key_results)
    if len(found) <= place or not here.covers(found[place].text.span()):
        return None
    try:
        written = writing.edits(trial, found[place].text.span(), words)
    except writing.UnwritableError:
        return None
    if not all(here.covers(edit.span) for edit in written):
        return None
    moved = (Edit(Span(one.span.start - offset, one.span.end - offset), one.replacement) for one in written)
    return (Edit(Span(offset, offset), edited(copy, moved)),)


def after_set(document: Document, names: Mapping[str, str], objective: Objective, words: str) -> Iterator[Edits]:
    """Ways to add a key result behind the last one of a set, written as that one is."""
    if not objective.key_results:
        return
    source, last = document.source, objective.key_results[-1]
    place = next(number for number, one in enumerate(document.key_results, 1) if one is last)
    beside = (field.text.span().end for field in last.fields)
    ends = [last.text.span().end, *beside, *(work.text.span().end for work in last.initiatives if work.text)]
    end = line_end(source, max(ends) - 1 if max(ends) else 0)
    for copy in _copies(source, last.text.span(), end):
        if edits := _reworded(document, names, place, copy, (end, words)):
            yield edits


def _owners(document: Document) -> list[str]:
    return [objective.text.value for objective in document.objectives]


def _said(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of all key results with what stands beside them."""
    return [(one.text.value, tuple(field.text.value for field in one.fields)) for one in document.key_results]


def has_more(document: Document, words: str) -> Callable[[Document], bool]:
    """Whether a document has one key result more than before, with some words."""
    before = _said(document)

    def fits(after: Document) -> bool:
        """Whether nothing else has changed."""
        now = _said(after)
        added = next(
            (place for place, pair in enumerate(zip(before, now, strict=False)) if pair[0] != pair[1]), len(before)
        )
        same = now[:added] + now[added + 1 :] == before and _owners(after) == _owners(document)
        return same and now[added : added + 1] == [(words.strip(), ())]

    return fits


def key_result_count(document: Document) -> int:
    """How many key results there are."""
    return sum(1 for _ in document.key_results)


def same_place(document: Document, key_result: KeyResult, after: Document) -> KeyResult | None:
    """The key result that stands in another version of a document where this one stood in its own."""
    number = next((place for place, one in enumerate(document.key_results) if one is key_result), None)
    others = list(after.key_results)
    same = number is not None and len(others) == key_result_count(document)
    return others[number] if same and number is not None else None


def snippet(words: str) -> str:
    """Words with their blanks as the stops of a snippet; one that is passed over stays a blank."""
    parts: list[str] = []
    last = 0
    for stop, match in enumerate(_BLANK.finditer(words), 1):
        parts += [_escaped(words[last : match.start()]), f"${{{stop}:{_escaped(match[0])}}}"]
        last = match.end()
    return "".join((*parts, _escaped(words[last:])))


def _escaped(words: str) -> str:
    """Words without meaning in a snippet."""
    return re.sub(r"([\\$}])", r"\\\1", words)


def workspace_edit(
    source: Source, edits: Sequence[Edit], uri: str, version: int, client: convert.Client, blanks: bool = False
) -> types.WorkspaceEdit:
    """Edits as the editor can take them; with `blanks` "[target]" and the like are stops of a snippet, where it can."""
    pairs = [(convert.range_of(source, edit.span, client.codec), edit.replacement) for edit in edits]
    plain = [types.TextEdit(where, words) for where, words in pairs]
    if not client.changes:
        return types.WorkspaceEdit(changes={uri: plain})
    wanted: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = list(plain)
    if blanks and client.snippets:
        wanted = [types.SnippetTextEdit(where, types.StringValue(snippet(words))) for where, words in pairs]
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, wanted)])
