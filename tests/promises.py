"""Runs okrlint and ends the process where it does what SECURITY.md says that it never does."""

from __future__ import annotations

import os
import socket
import sys

BAD = ("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "os.spawn", "os.fork", "urllib.", "http.")
HERE = os.path.realpath(os.getcwd()) + os.sep
MAY_WRITE = os.environ.get("OKRLINT_MAY_WRITE", "/")
"""The only file below the current folder that may be written, and its neighbour until it is whole."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def fail(what: str) -> None:
    """End at once, so that nothing can catch it."""
    os.write(2, f"broken promise: {what}\n".encode())
    os._exit(99)


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Look at what Python is about to do."""
    local = event == "socket.__new__" and arguments[1] == getattr(socket, "AF_UNIX", None)  # how an event loop wakes
    if event.startswith(BAD) and not local:
        fail(f"{event} {arguments}")
    if event == "exec" and str(getattr(arguments[0], "co_filename", "")).startswith(HERE):
        fail(f"runs {arguments[0]}")
    if event == "open" and isinstance(arguments[0], str) and isinstance(arguments[2], int) and arguments[2] & WRITES:
        path = os.path.realpath(arguments[0])
        name = os.path.basename(path)
        may = name == MAY_WRITE or (name.startswith(f".{MAY_WRITE}.") and name.endswith(".tmp"))
        if path.startswith(HERE) and not may:
            fail(f"writes {path}")


if __name__ == "__main__":
    from okrlint.cli import start

    sys.addaudithook(watch)
    if sys.argv[1:] == ["break", "network"]:
        socket.socket()
    if sys.argv[1:] == ["break", "code"]:
        sys.path.insert(0, HERE)
        __import__("conftest")
    if sys.argv[1:] == ["break", "write"]:
        open("new", "w").close()
    start()
