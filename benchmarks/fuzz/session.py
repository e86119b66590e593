"""A session with the language server in this process: any messages, and what must hold afterwards."""

from __future__ import annotations

import io
import json
import logging
import os
import threading
from collections.abc import Iterator
from functools import cache
from tempfile import mkdtemp
from typing import Any

from benchmarks.fuzz.keeping import BrokenError, check_refusal, expect
from okrlint.core.errors import OkrlintError

METHODS = (
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didSave",
    "textDocument/didClose",
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/codeAction",
    "textDocument/documentSymbol",
    "workspace/symbol",
    "textDocument/foldingRange",
    "textDocument/semanticTokens/full",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/completion",
    "textDocument/diagnostic",
    "workspace/diagnostic",
    "workspace/executeCommand",
    "workspace/didRenameFiles",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
    "codeAction/resolve",
    "$/cancelRequest",
    "$/setTrace",
    "initialized",
    "initialize",
    "shutdown",
    "exit",
    "nothing/known",
)
"""What an editor may send; a line of the input names one by its first character."""
_LAST = 987_654
_INTERNAL = -32603
_SECONDS = 30
_PLACE = '"textDocument":{"uri":"file:///okrs.md"}'
_OPEN = (
    '{"textDocument":{"uri":"file:///okrs.md","languageId":"markdown","version":1,"text":"# OKRs 2026 Q3\\n\\n'
    '## Objective: Guests return\\n\\n- KR1: Launch the 🚀 app\\n- KR1: Visits from 3 to TBD\\n"}}'
)
_CHANGE = (
    '{"textDocument":{"uri":"file:///okrs.md","version":2},"contentChanges":[{"range":{"start":{"line":4,'
    '"character":9},"end":{"line":5,"character":2}},"text":"🚀\\r\\n"}]}'
)
_RANGE = '"range":{"start":{"line":0,"character":0},"end":{"line":9,"character":0}}'
_POSITION = '"position":{"line":5,"character":7}'
SEEDS = tuple(
    line.encode()
    for line in (
        f"A{_OPEN}\nB{_CHANGE}\nC{{{_PLACE}}}\nD{{{_PLACE}}}",
        f"A{_OPEN}\nE{{{_PLACE},{_POSITION}}}\nO{{{_PLACE},{_POSITION}}}\nM{{{_PLACE},{_POSITION}}}",
        f'A{_OPEN}\nH{{{_PLACE},{_RANGE},"context":{{"diagnostics":[]}}}}\nG{{{_PLACE}}}\nI{{{_PLACE}}}',
        f"A{_OPEN}\nF{{{_PLACE},{_RANGE}}}\nK{{{_PLACE}}}\nL{{{_PLACE}}}\nP{{{_PLACE}}}",
        f'A{_OPEN}\nR{{"command":"okrlint.showSet","arguments":["file:///okrs.md",2]}}\nJ{{"query":"a"}}',
        f'A{_OPEN}\nT{{"settings":{{"okrlint":{{"profile":"strict"}}}}}}\nU{{"changes":[{{"uri":"x:","type":1}}]}}',
        'V{"event":{"added":[],"removed":[{"uri":"file:///no","name":"no"}]}}\nX{"id":1}\n[\\]',
        'S{"files":[{"oldUri":"file:///a.md","newUri":"file:///b.md"}]}\nQ{"previousResultIds":[]}\n\\Content-Length:',
    )
)
"""Sessions to start from."""


class _Kept(io.BytesIO):
    """Standard output that can be read after it was closed."""

    def close(self) -> None:
        """Stay open."""


@cache
def _folder() -> str:
    """An empty workspace."""
    return mkdtemp(prefix="okrlint-fuzz-")


def _framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def _message(line: bytes, number: int) -> bytes:
    """What a line of the input sends: `\\` bytes as they are, `[` a body, and any other character a method."""
    if line[:1] == b"\\":
        return line[1:] + b"\r\n\r\n"
    if line[:1] == b"[":
        return _framed(line[1:])
    method = METHODS[(line[0] - ord("A")) % len(METHODS)]
    is_told = "/did" in method or method in ("initialized", "exit", "$/cancelRequest", "$/setTrace")
    head = f'{{"jsonrpc":"2.0","method":"{method}"' + ("" if is_told else f',"id":{number}')
    return _framed(head.encode() + (b',"params":' + line[1:] if line[1:] else b"") + b"}")


def sent(data: bytes) -> bytes:
    """All that an editor sends: a greeting, a message for each line, and a farewell."""
    folder = "file://" + _folder()
    capabilities = {"textDocument": {"diagnostic": {}}} if data[-1:] == b" " else {}
    start = {"processId": None, "rootUri": folder, "capabilities": capabilities}
    hello = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": start}
    lines = [line for line in data.split(b"\n") if line][:40]
    between = b"".join(_message(line, number) for number, line in enumerate(lines, 1))
    bye = {"jsonrpc": "2.0", "id": _LAST, "method": "shutdown"}
    return _framed(json.dumps(hello).encode()) + between + _framed(json.dumps(bye).encode())


def _answers(data: bytes) -> Iterator[dict[str, Any]]:
    """The messages of the server. Raises BrokenError where something else stands between them."""
    while data:
        head, _, data = data.partition(b"\r\n\r\n")
        sizes = [line.split(b":")[1] for line in head.split(b"\r\n") if line.startswith(b"Content-Length:")]
        expect(len(sizes) == 1, f"this is no header: {head[:80]!r}")
        yield json.loads(data[: int(sizes[0])])
        data = data[int(sizes[0]) :]


def _serve(data: bytes) -> bytes:
    """What a server without a classifier, which would take long, answers."""
    from okrlint.lsp.features import build

    server, output, here = build(), _Kept(), os.getcwd()
    server.known.failed = "it is not asked here"
    try:
        server.start_io(io.BytesIO(data), output)
    finally:
        os.chdir(here)
        server.executor.shutdown(wait=False, cancel_futures=True)
    return output.getvalue()


def _watched(data: bytes) -> bytes:
    """What a server answers. Raises BrokenError where it does not end."""
    found: list[bytes | BaseException] = []

    def run() -> None:
        """Serve."""
        try:
            found.append(_serve(data))
        except BaseException as error:
            found.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(_SECONDS)
    expect(found, "the server hangs")
    if isinstance(found[0], OkrlintError):
        check_refusal(found[0])
        return b""
    if isinstance(found[0], BaseException):
        raise BrokenError(f"the server ended with {found[0]!r}") from found[0]
    return found[0]


def _is_mistake(error: object, theirs: tuple[type[Exception], ...]) -> bool:
    """Whether an error is okrlint's, and none of `theirs`, whoever sent a message."""
    from pygls.exceptions import JsonRpcException, JsonRpcInternalError

    if isinstance(error, JsonRpcException):
        return isinstance(error, JsonRpcInternalError)
    return isinstance(error, BaseException) and not isinstance(error, theirs)


class _Mistakes(logging.Handler):
    """Collects what the server logs about mistakes of its own: those in notifications nobody is answered."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Look at a record."""
        told = record.args if isinstance(record.args, tuple) else ()
        theirs = (ValueError, RecursionError) if record.msg == "Unable to handle message" else ()
        if any(_is_mistake(error, theirs) for error in (*told, record.exc_info and record.exc_info[1])):
            self.found.append(logging.Formatter().format(record))


def lsp(data: bytes) -> None:
    """Any messages: the server answers, lives until it is told to end, and makes no mistake of its own."""
    mistakes, root = _Mistakes(), logging.getLogger()
    root.addHandler(mistakes)
    try:
        answers = list(_answers(_watched(sent(data))))
    finally:
        root.removeHandler(mistakes)
    told = [*mistakes.found, *(str(one) for one in answers if one.get("error", {}).get("code") == _INTERNAL)]
    expect(not told, f"a mistake of its own: {told[:1]}")
