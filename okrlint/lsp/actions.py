"""Code actions: rewrites, fixes, and what else can be done about a finding or a key result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsprotocol import types

from okrlint.core.finding import Diagnostic, Edit
from okrlint.core.model import Document, Objective
from okrlint.engine import Advised, fix
from okrlint.engine.elements import line_range
from okrlint.lsp import convert, places, remedies, wording
from okrlint.lsp.edits import Edits, workspace_edit
from okrlint.lsp.hints import OPEN_RULE
from okrlint.report.safe import one_line

if TYPE_CHECKING:
    from okrlint.lsp.lint import Judgement
    from okrlint.lsp.open_file import OpenFile
    from okrlint.lsp.server import Server

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.okrlint"
_QUICK, _REFACTOR = types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite
KINDS: tuple[types.CodeActionKind | str, ...] = (_QUICK, _REFACTOR, FIX_ALL)
_LONGEST = 80
_GUARDRAIL = "missing-guardrail"
_NOTHING = Advised()


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


def _short(words: str) -> str:
    """Words as a title has room for them."""
    words = one_line(words)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 2] + " …"


def _worded(bench: _Bench, diagnostic: Diagnostic, advised: Advised) -> Iterator[types.CodeAction]:
    """Every suggestion by itself."""
    document, names = bench.document, bench.names
    objective = _objective_of(document, diagnostic)
    for one in advised.suggestions:
        if one.replaces is not None:
            edits: Edits | None = remedies.tried(document, names, [fix.rewrite(document, diagnostic, one)])
            yield from bench.action(f"Rewrite: {_short(one.text)}", _QUICK, edits, diagnostic)
        elif objective is not None:
            lead = "Add a guardrail" if diagnostic.name == _GUARDRAIL else "Add"
            edits = remedies.added(document, names, objective, one.text)
            yield from bench.action(f"{lead}: {_short(one.text)}", _QUICK, edits, diagnostic)


def _about_finding(bench: _Bench, diagnostic: Diagnostic, advised: Advised) -> Iterator[types.CodeAction]:
    """What can be done about one finding."""
    for one in diagnostic.fixes:
        change = fix.Change(diagnostic, one.title, one.edits)
        edits = remedies.tried(bench.document, bench.names, [change])
        yield from bench.action(one.title, _QUICK, edits, diagnostic, best=one.safe)
    yield from _worded(bench, diagnostic, advised)
    quiet = remedies.suppressed(bench.document, bench.names, diagnostic)
    yield from bench.action(f"Keep {diagnostic.code} quiet here, with a reason", _QUICK, quiet, diagnostic)
    if diagnostic.url:
        told = [convert.diagnostic(diagnostic, bench.opened.uri, bench.server.client)]
        command = types.Command("why", OPEN_RULE, arguments=[diagnostic.url])
        yield types.CodeAction(f"Why? {diagnostic.code} {diagnostic.name}", _QUICK, told, command=command)


def _about_element(bench: _Bench, place: places.Place, guardrail: str) -> Iterator[types.CodeAction]:
    """What can be done about a key result, or the set of an objective."""
    document, names = bench.document, bench.names
    if place.key_result is None:
        edits = remedies.added(document, names, place.objective, guardrail)
        yield from bench.action("Add a guardrail", _REFACTOR, edits)
        return
    for word in remedies.MARKS:
        yield from bench.action(f"Mark as {word}", _REFACTOR, remedies.marked(document, names, place.key_result, word))
    yield from bench.action("Move to initiatives", _REFACTOR, remedies.moved(document, names, place))


def _wanted(kind: str | types.CodeActionKind | None, only: Sequence[str | types.CodeActionKind] | None) -> bool:
    """Whether an action is of a kind that was asked for."""
    if not only:
        return True
    own = getattr(kind, "value", kind) or ""
    asked = [str(getattr(one, "value", one)) for one in only]
    return any(not one or own == one or own.startswith(f"{one}.") for one in asked)


async def _asked(
    bench: _Bench, judgement: Judgement, lines: range, only: Sequence[str | types.CodeActionKind] | None
) -> list[types.CodeAction]:
    """What can be done about the findings and the elements on some lines; wording only where it was asked for."""
    found: list[types.CodeAction] = []
    if _wanted(_QUICK, only):
        worded = await wording.on_lines(bench.server, judgement, lines)
        for number, one in enumerate(judgement.diagnostics):
            if number in worded or not set(line_range(judgement.source, one.span)).isdisjoint(lines):
                found += _about_finding(bench, one, worded.get(number, _NOTHING))
    for place in places.on_lines(bench.document, lines) if _wanted(_REFACTOR, only) else ():
        said = "" if place.key_result else await wording.guardrail(bench.server, judgement, place.objective)
        found += _about_element(bench, place, said or remedies.GUARDRAIL)
    return found


async def code_actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done in a range, and about the whole document; nothing where it changes while that is worked out."""
    uri, only = params.text_document.uri, params.context.only
    judgement, opened = await server.settled(uri), server.files.get(uri)
    if judgement is None or opened is None:
        return []
    document, codec = judgement.document, server.client.codec
    bench = _Bench(server, opened, document, opened.judge.names())
    ends = (convert.offset(document.source, place, codec) for place in (params.range.start, params.range.end))
    first, last = (document.source.line_column(offset)[0] for offset in ends)
    found = await _asked(bench, judgement, range(first, last + 1), only)
    if _wanted(FIX_ALL, only):
        edits = remedies.tried(document, bench.names, fix.fixes(judgement.diagnostics))
        found += [types.CodeAction("Fix all that is safe (okrlint)", FIX_ALL, edit=bench.edit(edits))] if edits else []
    if opened.document.source is not judgement.source:
        return []
    return [action for action in found if _wanted(action.kind, only)]
