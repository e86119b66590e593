"""A document that is open: judged after every change, at once by the rules and a moment later by the classifier."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Protocol

from okrlint.core.errors import OkrlintError
from okrlint.core.model import Document as Okrs
from okrlint.lsp.documents import Document
from okrlint.lsp.lint import Judge, Judgement

_log = logging.getLogger("okrlint.lsp")

_AT_ONCE = 0.05
"""Seconds that judging may take without making the next key wait."""
_LONGEST_WAIT = 1.0
_SHOWN_EVERY = 0.5
"""Seconds between two looks at what the classifier has said so far, where it has much to read."""


class Office(Protocol):
    """What an open file needs of its server."""

    @property
    def executor(self) -> Executor:
        """Where the classifier works."""

    def others(self, document: Document) -> Sequence[Okrs] | None:
        """The other documents of the workspace."""

    def complain(self, uri: str, message: str | None) -> None:
        """Tell the person about a mistake in the configuration; None where there is none any more."""

    def show(self, opened: OpenFile) -> None:
        """Show what is wrong with a document."""

    def keep(self) -> None:
        """Keep what the classifier said for later sessions."""


@dataclass(eq=False)
class OpenFile:
    """One open document with what is known of its text.

    Only the newest text is ever judged. `waiting` is there while the classifier still reads; `owed` tells whether the
    editor asked before it was done.
    """

    document: Document
    judge: Judge
    office: Office
    judgement: Judgement | None = None
    waiting: asyncio.Task[None] | None = None
    owed: bool = False
    _cost: float = 0.0
    _timer: asyncio.TimerHandle | None = field(default=None, repr=False)

    @property
    def uri(self) -> str:
        """How the editor names the document."""
        return self.document.uri

    def _stop(self) -> None:
        """Forget what was begun for an older text."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None

    def changed(self, document: Document) -> None:
        """Take over a newer text and judge it: at once, or where that takes long once the writer pauses."""
        self.document = document
        self._stop()
        if self._cost <= _AT_ONCE:
            self.refresh()
            return
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(min(self._cost, _LONGEST_WAIT), self.refresh)

    def closed(self) -> None:
        """Stop all work on the document."""
        self._stop()

    def refresh(self) -> None:
        """Judge the text as it is now and show what is known at once; the rest follows."""
        self._stop()
        began, first = time.perf_counter(), self.judgement is None
        judgement = self._judge()
        self._cost = 0.0 if first else time.perf_counter() - began  # the first time much is loaded as well
        self.office.show(self)
        if judgement.unread:
            self.waiting = asyncio.ensure_future(self._read_on(judgement))

    def current(self) -> Judgement:
        """What is known of the text as it is now; where it waits to be judged that is done at once."""
        if self.judgement is None or self.judgement.source is not self.document.source:
            self.refresh()
        assert self.judgement is not None  # noqa: S101 - refresh sets it
        return self.judgement

    async def settled(self) -> Judgement:
        """What is known of the text once the classifier has read it all."""
        judgement = self.current()
        while self.waiting is not None and not judgement.complete:
            await asyncio.wait([self.waiting])
            judgement = self.current()
        return judgement

    def _judge(self) -> Judgement:
        """Judge the text. What cannot be judged because of a mistake in okrlint is logged and has no findings."""
        complaints: list[str] = []
        source = self.document.source
        try:
            judgement = self.judge.judge(source, complaints.append, self.office.others(self.document))
        except Exception:
            _log.exception("%s could not be judged", self.uri)
            judgement = Judgement(source, Okrs(source, source.format or ""))
        self.office.complain(self.uri, complaints[0] if complaints else None)
        self.judgement = judgement
        return judgement

    async def _read_on(self, judgement: Judgement) -> None:
        """Let the classifier read what it has not read yet, one sentence at a time, and judge again."""
        loop, shown = asyncio.get_running_loop(), time.monotonic()
        known = self.judge.known
        for sentence in judgement.unread:
            try:
                await loop.run_in_executor(self.office.executor, known.learn, sentence)
            except OkrlintError as error:
                known.failed = str(error)
                _log.error("%s: the rules that ask the classifier keep quiet", error)
                break
            except RuntimeError:  # the server is ending
                return
            if time.monotonic() - shown > _SHOWN_EVERY:
                self._judge()
                self.office.show(self)
                shown = time.monotonic()
        self.waiting = None
        self.office.keep()
        if not self._judge().complete:
            _log.warning("%s: the classifier did not come to an end", self.uri)
        self.office.show(self)
