"""Where a report goes, and whether it has colours."""

from __future__ import annotations

import os
import sys

from okrlint.core.errors import OkrlintError, reason_of

_BROKEN_PIPE = 141
"""Exit code where the reader went away, as shells have it."""


def wants_color(choice: str, to_file: bool) -> bool:
    """Whether a report has colours: as `--color` says; else as NO_COLOR, FORCE_COLOR and the terminal do."""
    if choice != "auto":
        return choice == "always"
    if to_file or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _to_stdout(data: bytes) -> None:
    """Write to standard output. Ends the program quietly where nobody reads any more."""
    if sys.stdout is None:
        return
    rest = memoryview(data)
    try:
        sys.stdout.flush()
        while rest:  # an unbuffered stream may take a part only
            rest = rest[sys.stdout.buffer.write(rest) or 0 :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(_BROKEN_PIPE) from None


def _to_file(data: bytes, output: str) -> None:
    """Write to a file. Raises OkrlintError."""
    from okrlint.workspace.write import write

    try:
        write(output, data)
    except OSError as error:
        raise OkrlintError(f"{output}: cannot be written: {reason_of(error)}") from error


def emit(text: str, output: str | None = None, *, utf_8: bool = False) -> None:
    """Write a report to a file, or to standard output.

    A file gets UTF-8, and so does standard output with `utf_8`; else what the terminal cannot show is written as
    escapes. Raises OkrlintError where the file cannot be written, OSError for standard output.
    """
    if output is not None:
        _to_file(text.encode("utf-8", "replace"), output)
        return
    encoding = "utf-8" if utf_8 or sys.stdout is None else sys.stdout.encoding
    _to_stdout(text.encode(encoding, "backslashreplace"))
