"""What the server says about itself: to the editor's log, and to a file where one is named."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from okrlint.core.errors import OkrlintError, reason_of

LEVELS = ("debug", "info", "warning", "error")
_KINDS = (
    (logging.ERROR, types.MessageType.Error),
    (logging.WARNING, types.MessageType.Warning),
    (logging.INFO, types.MessageType.Info),
)


class ToEditor(logging.Handler):
    """Sends what is logged to the editor as `window/logMessage`."""

    def __init__(self, send: Callable[[types.LogMessageParams], None]) -> None:
        super().__init__(logging.INFO)
        self.send = send
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record; what cannot be sent is not worth another message."""
        kind = next((kind for level, kind in _KINDS if record.levelno >= level), types.MessageType.Log)
        try:
            self.send(types.LogMessageParams(kind, self.format(record)))
        except Exception:
            self.handleError(record)


@contextmanager
def logging_to(server: LanguageServer, path: str | None, level: str) -> Iterator[None]:
    """Log to the editor and, where one is named, to a file. Raises OkrlintError where that cannot be written."""
    own, everything = logging.getLogger("okrlint"), logging.getLogger()
    editor = ToEditor(server.window_log_message)
    file = _to_file(path, level) if path else logging.NullHandler()
    own.setLevel(min(logging.INFO, file.level or logging.INFO))
    own.addHandler(editor)
    everything.addHandler(file)
    try:
        yield
    finally:
        own.removeHandler(editor)
        everything.removeHandler(file)
        file.close()


def _to_file(path: str, level: str) -> logging.Handler:
    """Log to a file as well. Raises OkrlintError where it cannot be written."""
    try:
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        raise OkrlintError(f"{path} cannot be written: {reason_of(error)}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(level.upper())
    return handler
