"""Code actions: rewrites, fixes, and what else can be done about a finding or a key result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsprotocol import types

from okrlint.core.finding import Diagnostic, Edit, Fix
from okrlint.core.model import Document, Objective
from okrlint.core.source import Span
from okrlint.engine.elements import line_range
from okrlint.lsp import convert, places, remedies
from okrlint.lsp.edits import Edits, workspace_edit
from okrlint.lsp.hints import OPEN_RULE
from okrlint.report.safe import one_line

if TYPE_CHECKING:
    from okrlint.lsp.open_file import OpenFile
    from okrlint.lsp.server import Server

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.okrlint"
_QUICK, _REFACTOR = types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite
KINDS: tuple[types.CodeActionKind | str, ...] = (_QUICK, _REFACTOR, FIX_ALL)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Bench:
    """The document that actions are offered for."""

    server: Server
    opened: OpenFile
    document: Document
    names: remedies.Names

    def edit(self, edits: Sequence[Edit], blanks: bool = False) -> types.WorkspaceEdit:
        """Edits as the editor takes them."""
        held, client = self.opened.document, self.server.client
        return workspace_edit(self.document.source, edits, held.uri, held.version, client, blanks)

    def action(
        self,
        title: str,
        kind: types.CodeActionKind,
        edits: Edits | None,
        about: Diagnostic | None = None,
        best: bool = False,
    ) -> Iterator[types.CodeAction]:
        """An action that edits; none where there is nothing to edit."""
        if edits:
            told = [convert.diagnostic(about, self.opened.uri, self.server.client)] if about else None
            edit = self.edit(edits, blanks=True)
            yield types.CodeAction(title, kind, told, is_preferred=best or None, edit=edit)


def _objective_of(document: Document, diagnostic: Diagnostic) -> Objective | None:
    place = places.at(document, diagnostic.span.start)
    return place.objective if place else None


def _rewrites(bench: _Bench, diagnostic: Diagnostic) -> Iterator[types.CodeAction]:
    """Every rewrite by itself."""
    for suggestion in diagnostic.suggestions:
        edits = remedies.rewritten(bench.document, bench.names, suggestion, _objective_of(bench.document, diagnostic))
        lead = "Rewrite" if suggestion.replaces else "Add"
        words = one_line(suggestion.text)
        title = f"{lead}: {words if len(words) <= _LONGEST else words[: _LONGEST - 2] + ' …'}"
        yield from bench.action(title, _QUICK, edits, diagnostic)


def _about_finding(bench: _Bench, diagnostic: Diagnostic) -> Iterator[types.CodeAction]:
    """What can be done about one finding."""
    for fix in diagnostic.fixes:
        yield from bench.action(fix.title, _QUICK, fix.edits, diagnostic, best=fix.safe)
    yield from _rewrites(bench, diagnostic)
    if diagnostic.name == "missing-guardrail" and (objective := _objective_of(bench.document, diagnostic)):
        edits = remedies.guardrail(bench.document, bench.names, objective)
        yield from bench.action("Add a guardrail", _QUICK, edits, diagnostic)
    quiet = remedies.suppressed(bench.document, bench.names, diagnostic)
    yield from bench.action(f"Keep {diagnostic.code} quiet here, with a reason", _QUICK, quiet, diagnostic)
    if diagnostic.url:
        told = [convert.diagnostic(diagnostic, bench.opened.uri, bench.server.client)]
        command = types.Command("why", OPEN_RULE, arguments=[diagnostic.url])
        yield types.CodeAction(f"Why? {diagnostic.code} {diagnostic.name}", _QUICK, told, command=command)


def _about_element(bench: _Bench, place: places.Place) -> Iterator[types.CodeAction]:
    """What can be done about a key result, or the set of an objective."""
    document, names = bench.document, bench.names
    if place.key_result is None:
        yield from bench.action("Add a guardrail", _REFACTOR, remedies.guardrail(document, names, place.objective))
        return
    for word in remedies.MARKS:
        yield from bench.action(f"Mark as {word}", _REFACTOR, remedies.marked(document, names, place.key_result, word))
    yield from bench.action("Move to initiatives", _REFACTOR, remedies.moved(document, names, place))


def safe_edits(diagnostics: Sequence[Diagnostic]) -> list[Edit]:
    """The edits of all safe fixes that do not get in each other's way, the first ones first."""
    fixes: list[Fix] = [fix for one in diagnostics for fix in one.fixes if fix.safe]
    taken: list[Edit] = []
    for fix in fixes:
        if not any(_overlap(edit.span, other.span) for edit in fix.edits for other in taken):
            taken += fix.edits
    return taken


def _overlap(one: Span, other: Span) -> bool:
    return one.start < max(other.end, other.start + 1) and other.start < max(one.end, one.start + 1)


def _wanted(kind: str | types.CodeActionKind | None, only: Sequence[str | types.CodeActionKind] | None) -> bool:
    """Whether an action is of a kind that was asked for."""
    if not only:
        return True
    own = getattr(kind, "value", kind) or ""
    asked = [str(getattr(one, "value", one)) for one in only]
    return any(not one or own == one or own.startswith(f"{one}.") for one in asked)


def _asked(bench: _Bench, diagnostics: Sequence[Diagnostic], lines: range) -> Iterator[types.CodeAction]:
    source = bench.document.source
    for one in diagnostics:
        if not set(line_range(source, one.span)).isdisjoint(lines):
            yield from _about_finding(bench, one)
    for place in places.on_lines(bench.document, lines):
        yield from _about_element(bench, place)


async def code_actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done in a range, and about the whole document."""
    uri, only = params.text_document.uri, params.context.only
    judgement, opened = await server.settled(uri), server.files.get(uri)
    if judgement is None or opened is None:
        return []
    document, codec = judgement.document, server.client.codec
    bench = _Bench(server, opened, document, opened.judge.names())
    found: list[types.CodeAction] = []
    if _wanted(_QUICK, only) or _wanted(_REFACTOR, only):
        ends = (convert.offset(document.source, place, codec) for place in (params.range.start, params.range.end))
        first, last = (document.source.line_column(offset)[0] for offset in ends)
        found += _asked(bench, judgement.diagnostics, range(first, last + 1))
    if _wanted(FIX_ALL, only) and (edits := safe_edits(judgement.diagnostics)):
        found.append(types.CodeAction("Fix all that is safe (okrlint)", FIX_ALL, edit=bench.edit(edits)))
    return [action for action in found if _wanted(action.kind, only)]
