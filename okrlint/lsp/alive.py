"""End with the editor: where it dies without a word, so does the server."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable

_log = logging.getLogger("okrlint.lsp")

_SECONDS = 5.0
"""Time between two looks where the system does not tell."""


def _is_alive(process: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _poll(process: int, loop: asyncio.AbstractEventLoop, gone: Callable[[], None]) -> None:
    """Look from time to time."""
    if _is_alive(process):
        loop.call_later(_SECONDS, _poll, process, loop, gone)
    else:
        gone()


def watch(process: int | None, gone: Callable[[], None]) -> None:
    """Call `gone` once a process has ended. One that is not there from the start is none of ours (a container's)."""
    if not process or os.name == "nt" or not _is_alive(process):
        return
    loop = asyncio.get_running_loop()
    try:
        descriptor = os.pidfd_open(process)
    except (AttributeError, OSError):
        _poll(process, loop, gone)
        return

    def ended() -> None:
        """The system tells."""
        loop.remove_reader(descriptor)
        os.close(descriptor)
        _log.info("the editor (process %d) is gone", process)
        gone()

    loop.add_reader(descriptor, ended)
