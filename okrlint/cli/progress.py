"""A bar on standard error for runs that take longer than a second."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from okrlint.core.progress import Progress, silent

if TYPE_CHECKING:
    from rich.progress import TaskID

PATIENCE = 1.0
"""Seconds without a bar."""


def _is_terminal() -> bool:
    """Whether somebody looks at standard error."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Bar:
    """A bar that appears once its run has taken longer than `PATIENCE`; rich is imported only then."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._shown: Any = None
        self._tasks: dict[str, TaskID] = {}

    def tell(self, stage: str, done: int, of: int) -> None:
        """Show how far a stage is, once it is time to."""
        if self._shown is None:
            if self._clock() - self._start < PATIENCE:
                return
            self._open()
        if stage not in self._tasks:
            self._tasks[stage] = self._shown.add_task(stage, total=of or None)
        self._shown.update(self._tasks[stage], completed=done, total=of or None)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import Progress as Bars

        self._shown = Bars(console=Console(stderr=True), transient=True)
        self._shown.start()

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()


@contextmanager
def progress() -> Iterator[Progress]:
    """Whom to tell how far a run is: a bar where standard error is a terminal, else nobody."""
    if not _is_terminal():
        yield silent
        return
    bar = Bar()
    try:
        yield bar.tell
    finally:
        bar.close()
