"""How the server starts and ends, and what it says about itself."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from wire import Message, framed, messages

SERVER = [sys.executable, "-m", "okrlint", "lsp"]
CAPABILITIES: dict[str, Any] = {"general": {"positionEncodings": ["utf-8", "utf-16"]}}
INITIALIZE = {
    "id": 1,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": CAPABILITIES},
}
SHUTDOWN: Message = {"id": 2, "method": "shutdown"}
EXIT: Message = {"method": "exit"}


def served(*sent: bytes, arguments: tuple[str, ...] = ()) -> tuple[int, list[Message]]:
    """Exit code of a server that is sent all this before its input is closed, and its messages."""
    done = subprocess.run([*SERVER, *arguments], input=b"".join(sent), capture_output=True, timeout=60, check=False)
    return done.returncode, messages(done.stdout)


def test_it_says_what_it_can_do() -> None:
    code, answers = served(framed(INITIALIZE), framed(SHUTDOWN), framed(EXIT))
    assert code == 0
    result = answers[0]["result"]
    assert result["serverInfo"]["name"] == "okrlint"
    assert result["capabilities"]["positionEncoding"] == "utf-8"
    assert result["capabilities"]["textDocumentSync"]["openClose"] is True
    assert result["capabilities"]["textDocumentSync"]["change"] == 2
    assert result["capabilities"]["textDocumentSync"]["save"]
    assert result["capabilities"]["codeActionProvider"]["codeActionKinds"]
    assert result["capabilities"]["hoverProvider"] is True
    assert "diagnosticProvider" not in result["capabilities"]
    assert [answer["id"] for answer in answers] == [1, 2]


def test_editors_may_name_the_channel() -> None:
    code, answers = served(framed(INITIALIZE), framed(SHUTDOWN), framed(EXIT), arguments=("--stdio",))
    assert (code, len(answers)) == (0, 2)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ((), 0),
        ((framed(INITIALIZE),), 0),
        ((framed(INITIALIZE), framed(SHUTDOWN)), 0),
        ((framed(INITIALIZE), framed(EXIT)), 1),
        ((b"Content-Length: 99\r\n\r\n{",), 0),
    ],
    ids=["nothing was sent", "after a start", "after shutdown", "exit without shutdown", "in the middle of a message"],
)
def test_it_ends_when_its_input_does(sent: tuple[bytes, ...], code: int) -> None:
    assert served(*sent)[0] == code


@pytest.mark.parametrize("size", [b"99999999999", b"9" * 5000])
def test_a_message_larger_than_memory_is_refused_in_one_line(size: bytes) -> None:
    sent = framed(INITIALIZE) + b"Content-Length: " + size + b"\r\n\r\n{"
    done = subprocess.run(SERVER, input=sent, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        b"okrlint: the editor announces a message of more than 1,073,741,824 bytes; okrlint lsp ends"
    ]


def test_words_that_it_does_not_know_end_nothing() -> None:
    place = {"textDocument": {"uri": "file:///okrs.md"}, "position": {"line": 0, "character": 0}}
    unknown = framed({"id": 7, "method": "textDocument/moniker", "params": place})
    broken = b"Content-Length: 3\r\n\r\n{]}"
    code, answers = served(framed(INITIALIZE), unknown, broken, framed(SHUTDOWN), framed(EXIT))
    assert code == 0
    assert [answer["error"]["code"] for answer in answers if answer.get("id") == 7] == [-32601]
    assert answers[-1]["id"] == 2
