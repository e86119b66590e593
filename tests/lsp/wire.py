"""Messages as they stand on the wire between an editor and a server."""

from __future__ import annotations

import json
from typing import Any

Message = dict[str, Any]


def framed(message: Message) -> bytes:
    """A message with its header."""
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def messages(data: bytes) -> list[Message]:
    """The messages in what a server wrote; nothing else may stand between them."""
    found = []
    while data:
        header, _, data = data.partition(b"\r\n\r\n")
        fields = dict(line.split(b": ") for line in header.split(b"\r\n"))
        size = int(fields[b"Content-Length"])
        found.append(json.loads(data[:size]))
        data = data[size:]
    return found
