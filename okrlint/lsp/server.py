"""The server: what the editor tells it, and the documents that are open."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from okrlint import __version__
from okrlint.analysis.known import Known
from okrlint.core.errors import OkrlintError
from okrlint.core.model import Document as Okrs
from okrlint.engine.memory import Memory
from okrlint.lsp import convert, publish
from okrlint.lsp.channel import Channel
from okrlint.lsp.documents import Document
from okrlint.lsp.index import Index
from okrlint.lsp.lint import Judge, Judgement
from okrlint.lsp.open_file import OpenFile
from okrlint.lsp.project import Project
from okrlint.lsp.protocol import Protocol
from okrlint.workspace.wording import Wording

if TYPE_CHECKING:
    from okrlint.workspace.store import Store

_log = logging.getLogger("okrlint.lsp")

_IDLE = 2.0
"""Seconds without a change after which somebody pauses."""
_MANY = 2000
"""Changes without a pause after which garbage is collected all the same."""


class Server(LanguageServer):
    """A language server with the documents that are open, and what it complained about last for each.

    `prepared` tells whether the editor asked it to shut down before `exit`; `pulls` whether it asks for diagnostics.
    `marks` are the judgements of files that are not open.
    """

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("okrlint", __version__, protocol_cls=Protocol)
        self.known = Known()
        self.wording = Wording()
        self.project = Project()
        self.index = Index(self.project)
        self.files: dict[str, OpenFile] = {}
        self.marks: dict[str, tuple[Okrs, Judgement]] = {}
        self.complaints: dict[str, str] = {}
        self.executor = ThreadPoolExecutor(1, "classifier")
        self.prepared = False
        self.exit_code = 0
        self.pulls = False
        self._store: Store | None = None
        self._shown = 0
        self._tidying: asyncio.TimerHandle | None = None

    def start_io(self, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
        """Serve until the input ends. Raises OkrlintError where it makes no sense."""
        channel: Any = Channel(stdin or sys.stdin.buffer)
        super().start_io(channel, stdout)

    @cached_property
    def client(self) -> convert.Client:
        """What was agreed with the editor."""
        return convert.Client.of(self.workspace.position_codec, self.client_capabilities)

    def keep_in(self, folder: str | None) -> None:
        """Use what the classifier said in earlier sessions, as a folder has it, and keep what it says now."""
        if folder is not None:
            from okrlint.workspace.said import KeptSaid
            from okrlint.workspace.store import Store

            self._store = Store(folder)
            self.known.said = self.wording.said = KeptSaid(self._store)

    def keep(self) -> None:
        """Write what the classifier said, in the thread that asks it."""
        if self._store is not None:
            self.executor.submit(self._store.flush)

    def open(self, document: Document) -> OpenFile:
        """Take in a document that the editor opens."""
        judge = Judge(document.file, self.project, self.known, Memory())
        self.files[document.uri] = opened = OpenFile(document, judge, self)
        return opened

    def others(self, document: Document) -> Sequence[Okrs]:
        """The other documents of the workspace, open ones as they stand in the editor."""
        beside = {one.source.path: one for one in self.index.beside(document.file)}
        for opened in self.files.values() if beside else ():
            path = opened.document.source.path
            if path in beside and opened.judgement is not None:
                beside[path] = opened.judgement.document
        return list(beside.values())

    def documents(self) -> dict[str, Okrs]:
        """All documents of the workspace by address, open ones as they stand in the editor."""
        found = {convert.uri_of(file): document for file, document in self.index.documents.items()}
        return found | {uri: opened.current().document for uri, opened in self.files.items()}

    def complain(self, uri: str, message: str | None) -> None:
        """Tell the person about a mistake in the configuration; once, as long as it stays."""
        if message is None:
            self.complaints.pop(uri, None)
            return
        known = message in self.complaints.values()
        self.complaints[uri] = message
        if not known:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"okrlint: {message}"))

    def show(self, opened: OpenFile) -> None:
        """Show what is wrong with a document to an editor that does not ask for it."""
        self._tidy_up_later()
        if self.pulls:
            publish.changed(self, opened)
        else:
            publish.publish(self, opened)

    def _tidy_up_later(self) -> None:
        """Collect garbage once nobody types, or after many changes."""
        self._shown += 1
        if self._tidying is not None:
            self._tidying.cancel()
        if self._shown % _MANY == 0:
            gc.collect()
        self._tidying = asyncio.get_running_loop().call_later(_IDLE, gc.collect)

    def current(self, uri: str) -> Judgement | None:
        """What is known now of a document; None where it is not open."""
        opened = self.files.get(uri)
        return opened.current() if opened else None

    async def settled(self, uri: str) -> Judgement | None:
        """What is known of a document once the classifier has read it; None where it is not open."""
        opened = self.files.get(uri)
        return await opened.settled() if opened else None

    async def read(self, uri: str) -> Judgement | None:
        """What is known of a document once the classifier has read all its key results, whatever the rules need."""
        judgement = await self.settled(uri)
        loop = asyncio.get_running_loop()
        for sentence in self.known.unread(judgement.document, frozenset({"labels"})) if judgement else ():
            try:
                await loop.run_in_executor(self.executor, self.known.learn, sentence)
            except OkrlintError as error:
                self.known.failed = str(error)
                break
        return judgement

    def refresh(self) -> None:
        """Judge all documents again: the configuration, or another file, has changed."""
        self.marks.clear()
        for opened in list(self.files.values()):
            opened.refresh()

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log a mistake that no request waits for; text that is no message is answered as the protocol says."""
        if isinstance(error, (ValueError, RecursionError)) and not isinstance(error, JsonRpcException):
            self.protocol.refuse(None, types.ErrorCodes.ParseError, "this is no JSON")
            return
        _log.error("%s: %s", getattr(source, "__name__", source), error)

    def end(self) -> None:
        """End at once: the editor is gone and nobody listens any more."""
        logging.shutdown()
        os._exit(1)


def quieten() -> None:
    """Collect garbage while nobody types: what is loaded at the start stays, and a collection in between is felt."""
    gc.collect()
    gc.freeze()
    gc.disable()


def run(log_file: str | None = None, log_level: str = "info", cache: str | None = None) -> None:
    """Serve one editor over standard input and output until it says goodbye or goes away.

    `cache` is the folder where the classifier's answers are kept, None for nowhere.

    Exits with 1 where the editor says goodbye without `shutdown`, as the protocol has it. Raises OkrlintError where the
    log cannot be written, or there is no standard input or output.
    """
    if sys.stdin is None or sys.stdout is None:
        raise OkrlintError("standard input or output is closed; an editor must start `okrlint lsp`")
    from okrlint.lsp.features import build
    from okrlint.lsp.logs import logging_to

    server = build()
    server.keep_in(cache)
    quieten()
    with logging_to(server, log_file, log_level):
        server.start_io()
    server.executor.shutdown(wait=False, cancel_futures=True)
    if server.exit_code:
        raise SystemExit(server.exit_code)
