"""Documents judged ahead in several processes; what comes out does not depend on how many there are."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document
from okrlint.core.progress import Progress, silent
from okrlint.workspace.kept import KeptFiles, dumped, loaded
from okrlint.workspace.store import Store

if TYPE_CHECKING:
    from okrlint.engine.kept import Judge

_WORTH_WHILE = 60
"""Key results that one process judges before another one would be ready."""
_SHARE = 8
"""Documents that a process takes at a time, at most."""


class _Work(NamedTuple):
    """What a process has to do, and where it keeps what the classifier says."""

    judge: Judge
    documents: Sequence[Document]
    store: Store | None


_begun: list[_Work] = []
"""The work of this process; a copy of a process inherits it, so that no document is sent around."""


def usable() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def wanted(jobs: int, documents: Sequence[Document]) -> int:
    """How many processes to start; 0 jobs are as many as are worth while."""
    most = jobs or usable()
    if not jobs:
        work = sum(1 for document in documents for _ in document.key_results)
        most = min(most, work // _WORTH_WHILE)
    return min(most, len(documents))


def start_method() -> str:
    """How processes are started: as copies, which share the memory of the model, where that is safe."""
    return "fork" if sys.platform == "linux" else "spawn"


def _begin(work: _Work) -> None:
    """Get a process ready. An interrupt is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _begun[:] = [work]


def _judged(judge: Judge, document: Document) -> bytes | None:
    """What is found in a document, as bytes; None where something went wrong: whoever asks will see it again."""
    try:
        return dumped(judge(document))
    except Exception:
        return None


def _nth(number: int) -> bytes | None:
    """What is found in a document of the work of this process."""
    work = _begun[0]
    found = _judged(work.judge, work.documents[number])
    if work.store:
        work.store.flush()
    return found


class Ahead:
    """What is kept of files, and what several processes find in those of which nothing is known."""

    def __init__(self, kept: KeptFiles | None, jobs: int, store: Store | None = None, tell: Progress = silent) -> None:
        self._kept, self._jobs, self._store, self._tell = kept, jobs, store, tell
        self._found: dict[str, bytes] = {}

    def expect(self, documents: Sequence[Document], alone: bool, judge: Judge) -> None:
        """Judge documents of which nothing is known, where that is worth several processes."""
        if self._jobs == 1 or len(documents) < 2:
            return
        new = [one for one in documents if self.get(one, alone) is None]
        if wanted(self._jobs, new) > 1:
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # copies of a process with threads may hang
            first = new.pop(0)
            self._remember(first, alone, _judged(judge, first))  # the model that it loads is shared
            self._several(new, alone, judge)

    def _several(self, documents: Sequence[Document], alone: bool, judge: Judge) -> None:
        """Judge documents in other processes. What is lost when one of them dies is judged later, in this one."""
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        processes = wanted(self._jobs, documents)
        share = max(1, min(_SHARE, len(documents) // (4 * processes)))
        work = _Work(judge, documents, self._store)
        try:
            with ProcessPoolExecutor(processes, get_context(start_method()), _begin, (work,)) as pool:
                found = pool.map(_nth, range(len(documents)), chunksize=share)
                for number, (document, data) in enumerate(zip(documents, found, strict=True), 1):
                    self._remember(document, alone, data)
                    self._tell("Judging", number, len(documents))
        except (BrokenProcessPool, OSError):
            return

    def _remember(self, document: Document, alone: bool, found: bytes | None) -> None:
        if found is None:
            return
        self._found[document.source.path] = found
        if self._kept:
            self._kept.put(document, alone, loaded(found, document.source))

    def get(self, document: Document, alone: bool) -> list[Diagnostic] | None:
        """What was found in a document; None where nobody knows."""
        found = self._found.get(document.source.path)
        if found is not None:
            return loaded(found, document.source)
        return self._kept.get(document, alone) if self._kept else None

    def put(self, document: Document, alone: bool, diagnostics: Sequence[Diagnostic]) -> None:
        """Keep what was found in a document."""
        if self._kept:
            self._kept.put(document, alone, diagnostics)
