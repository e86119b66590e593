"""The protocol as okrlint speaks it: errors where it wants them, and no second copy of the texts."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol, lsp_method

_log = logging.getLogger("okrlint.lsp")

_BEFORE = "the server was not initialized yet"
_AFTER = "the server was told to shut down"
_TWICE = "the server is initialized already"


class Protocol(LanguageServerProtocol):
    """The protocol without pygls's own copy of the text.

    It would end lines at form feeds and at U+2028, which the protocol does not, and alter the positions of changes.
    """

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Iterator[Any]:
        """Hand on what was opened."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Hand the changes on as they came."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Iterator[Any]:
        """Hand on what was closed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *given: Any) -> Generator[Any, Any, None]:
        """Cancel what is under way; the library stumbles where a cancelled request leaves its list."""
        yield self.fm.features[types.SHUTDOWN], given, None
        own = self.msg_id
        for number, future in list(self._request_futures.items()):
            if number != own and not future.done():
                future.cancel()
        self._shutdown = True

    def refuse(self, id: Any, code: int, message: str) -> None:
        """Answer a request with an error; `id` is None where it cannot be told."""
        _log.info("refused %r: %s", id, message)
        self._send_response(id, None, types.ResponseError(code, message))

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as the type that its method wants; None for one that does not fit, which was answered then."""
        if "jsonrpc" in data and not isinstance(data.get("id"), int | str | None):
            self.refuse(None, types.ErrorCodes.InvalidRequest, "the number of a message is a number or a word")
            return None
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and "id" in data and "error" not in data:
                self._refuse_request(data["id"], str(data["method"]))
            elif "method" not in data and (asked := self._request_futures.pop(data.get("id", ""), None)):
                asked.set_exception(error)
            _log.warning("a message does not fit: %s", error)
            return None

    def _refuse_request(self, id: Any, method: str) -> None:
        """Answer a request that does not fit: in its time, it is unknown or its parameters are wrong."""
        refusal = self._refusal(method)
        if refusal is None and method in types.METHOD_TO_TYPES:
            refusal = types.ErrorCodes.InvalidParams, f"the parameters do not fit {method!r}"
        self.refuse(id, *(refusal or (types.ErrorCodes.MethodNotFound, f"there is no {method!r}")))

    def _refusal(self, method: str) -> tuple[int, str] | None:
        """Why a message must not come now; None where it may."""
        initialized = self._workspace is not None
        if self._shutdown:
            return types.ErrorCodes.InvalidRequest, _AFTER
        if initialized and method == types.INITIALIZE:
            return types.ErrorCodes.InvalidRequest, _TWICE
        if not initialized and method != types.INITIALIZE:
            return types.ErrorCodes.ServerNotInitialized, _BEFORE
        return None

    def handle_message(self, message: Any) -> None:
        """Handle a message; out of its time a request is refused and a notification dropped."""
        if message is None:
            return
        if not hasattr(message, "jsonrpc"):
            self.refuse(None, types.ErrorCodes.InvalidRequest, "this is no message")
            return
        method = getattr(message, "method", None)
        refusal = self._refusal(method) if method and method != types.EXIT else None
        if refusal is None:
            super().handle_message(message)
        elif hasattr(message, "id"):
            self.refuse(message.id, *refusal)

    def send(self, method: str, params: str) -> None:
        """Send a notification whose parameters are JSON already: much is sent after every key."""
        if self.writer is None:
            return
        body = f'{{"jsonrpc":"{self.VERSION}","method":"{method}","params":{params}}}'.encode()
        header = b"Content-Length: %d\r\n\r\n" % len(body) if self._include_headers else b""
        self.writer.write(header + body)


class InvalidParams(JsonRpcInvalidParams):
    """The answer to a request whose parameters mean nothing."""

    def __init__(self, message: str) -> None:
        super().__init__(message=message)
