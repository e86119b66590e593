"""Work that takes a while shows in the editor, where it can."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from okrlint.lsp.server import Server

_numbers = count(1)
_EVERY = 25
"""Reports of which only one is sent."""


def _silent(_message: str) -> None:
    """Report to nobody."""


@asynccontextmanager
async def progress(server: Server, name: str, title: str) -> AsyncIterator[Callable[[str], None]]:
    """Show work under a title; gives a function that reports how far it is."""
    window = server.client_capabilities.window
    token = f"{name}-{next(_numbers)}"
    if not (window and window.work_done_progress):
        yield _silent
        return
    try:
        await server.work_done_progress.create_async(token)
    except Exception:  # an editor that wants none
        yield _silent
        return
    server.work_done_progress.begin(token, types.WorkDoneProgressBegin(title))
    reports = count()

    def report(message: str) -> None:
        """Say how far it is, now and then."""
        if next(reports) % _EVERY == 0:
            server.work_done_progress.report(token, types.WorkDoneProgressReport(message=message))

    try:
        yield report
    finally:
        with contextlib.suppress(Exception):
            server.work_done_progress.end(token, types.WorkDoneProgressEnd())
