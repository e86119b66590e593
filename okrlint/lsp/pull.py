"""Diagnostics of the whole workspace for editors that ask for them, files that are not open included."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from lsprotocol import types

from okrlint.engine.memory import Memory
from okrlint.formats import is_binary
from okrlint.lsp import convert, publish
from okrlint.lsp.lint import Judge, Judgement

if TYPE_CHECKING:
    from okrlint.core.model import Document
    from okrlint.lsp.server import Server

Report = types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport


async def _judged(server: Server, file: str, document: Document) -> Judgement:
    """What there is to say of a file that is not open; nobody is told of mistakes in its configuration."""
    judge, source = (
        Judge(file, server.project, server.known, Memory()),
        replace(document.source, format=document.format),
    )
    others = server.index.beside(file)
    loop = asyncio.get_running_loop()
    judgement = judge.judge(source, _silent, others)
    for sentence in judgement.unread:
        await loop.run_in_executor(server.executor, server.known.learn, sentence)
    return judge.judge(source, _silent, others) if judgement.unread else judgement


def _silent(_message: str) -> None:
    """Tell nobody."""


def _report(server: Server, uri: str, version: int | None, judgement: Judgement, known: dict[str, str]) -> Report:
    items = publish.found(server, judgement, uri)
    mark = publish.fingerprint([convert.as_json(one, uri, server.client) for one in judgement.diagnostics])
    if known.get(uri) == mark:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, mark, version)
    return types.WorkspaceFullDocumentDiagnosticReport(uri, items, version, result_id=mark)


async def workspace(server: Server, params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
    """The diagnostics of all files of the workspace, or that they are as they were."""
    known = {one.uri: one.value for one in params.previous_result_ids}
    opened = list(server.files.values())
    reports = [_report(server, one.uri, one.document.version, await one.settled(), known) for one in opened]
    for file, document in list(server.index.documents.items()):
        uri = convert.uri_of(file)
        if uri not in server.files and not is_binary(file):  # an editor has no lines for those
            stamp = server.marks.get(file)
            if stamp is None or stamp[0] is not document:
                stamp = server.marks[file] = document, await _judged(server, file, document)
            reports.append(_report(server, uri, None, stamp[1], known))
    return types.WorkspaceDiagnosticReport(reports)
