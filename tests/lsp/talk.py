"""A client that talks to a server over pipes, message by message, and checks every message against the protocol."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from wire import Message, framed

CONVERTER = default_converter()
ALL: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-32"]},
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "workspace": {
        "configuration": True,
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True, "snippetEditSupport": True},
        "workspaceFolders": True,
        "applyEdit": True,
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "tagSupport": {"valueSet": [1]}},
        "hover": {"contentFormat": ["markdown"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "completion": {"completionItem": {"snippetSupport": True}},
    },
}


def check(message: Message, asked: str | None) -> None:
    """Raise where a message of the server is none of the protocol; `asked` is what a response answers."""
    method = message.get("method", asked)
    assert message["jsonrpc"] == "2.0"
    if "error" in message:
        CONVERTER.structure(message, types.ResponseErrorMessage)
        return
    assert method in types.METHOD_TO_TYPES, message
    kinds = types.METHOD_TO_TYPES[method]
    if "method" in message:
        CONVERTER.structure(message, kinds[0])
    elif kinds[1] is not None:
        CONVERTER.structure(message, kinds[1])


class Talk:
    """A session. `settings` are what the client answers when it is asked for them; `seen` is all that came."""

    def __init__(self, *arguments: str, capabilities: dict[str, Any] | None = None, settings: Any = None) -> None:
        command = [sys.executable, "-m", "okrlint", "lsp", *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.capabilities = ALL if capabilities is None else capabilities
        self.settings = settings
        self.seen: list[Message] = []
        self.trace: list[Message] = []
        self.asked: dict[Any, str] = {}
        self.number = 0

    def __enter__(self) -> Talk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def raw(self, data: bytes) -> None:
        """Send bytes."""
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: Message) -> None:
        """Send a message."""
        self.trace.append({"dir": "c2s", "msg": {"jsonrpc": "2.0", **message}})
        self.raw(framed(message))

    def notify(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self.send({"method": method, **({} if params is None else {"params": params})})

    def ask(self, method: str, params: Any = None) -> int:
        """Send a request; its number."""
        self.number += 1
        self.asked[self.number] = method
        self.send({"id": self.number, "method": method, **({} if params is None else {"params": params})})
        return self.number

    def receive(self) -> Message:
        """The next message of the server, checked; what it asks is answered."""
        assert self.process.stdout
        size = 0
        while line := self.process.stdout.readline().strip():
            size = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else size
        assert size, "the server has ended"
        message: Message = json.loads(self.process.stdout.read(size))
        self.trace.append({"dir": "s2c", "msg": message})
        known = self.asked.get(message.get("id"))
        if "method" in message or known:
            check(message, known)
        self.seen.append(message)
        if "method" in message and "id" in message:
            answers = {"workspace/configuration": [self.settings], "workspace/applyEdit": {"applied": True}}
            answers["window/showDocument"] = {"success": True}
            self.send({"id": message["id"], "result": answers.get(message["method"])})
        return message

    def until(self, fits: Callable[[Message], bool]) -> Message:
        """The next message that fits."""
        while not fits(message := self.receive()):
            pass
        return message

    def answer(self, number: int) -> Message:
        """The answer to a request."""
        return self.until(lambda one: one.get("id") == number and "method" not in one)

    def result(self, method: str, params: Any = None) -> Any:
        """What a request gives."""
        message = self.answer(self.ask(method, params))
        assert "error" not in message, message
        return message["result"]

    def told(self, method: str) -> Any:
        """The parameters of the next notification or request of a method."""
        return self.until(lambda one: one.get("method") == method)["params"]

    def start(self, *folders: Path, **more: Any) -> Any:
        """Initialize in some folders; what the server can do."""
        uris = [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]
        root = uris[0]["uri"] if uris else None
        given = {
            "processId": None,
            "rootUri": root,
            "workspaceFolders": uris,
            "capabilities": self.capabilities,
            **more,
        }
        result = self.result("initialize", given)
        self.notify("initialized", {})
        return result["capabilities"]

    def open(self, path: Path, text: str, language: str = "markdown") -> str:
        """Open a document; its address."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        """Replace a whole document."""
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def published(self, uri: str) -> Any:
        """The next diagnostics of a document."""
        said = self.until(lambda one: one.get("method") == PUBLISH and one["params"]["uri"] == uri)
        return said["params"]

    def end(self) -> int:
        """Shut the server down; its exit code."""
        self.result("shutdown")
        self.notify("exit")
        return self.process.wait(60)


PUBLISH = "textDocument/publishDiagnostics"
