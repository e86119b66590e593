"""Whole sessions in this process: what is sent to the server, and what it answers."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from wire import Message, framed, messages

from okrlint import packs
from okrlint.core.errors import ConfigError, OkrlintError
from okrlint.lsp import documents, features
from okrlint.lsp.features import build
from okrlint.lsp.server import Server, run

TEXT = (
    "# Garden shop, 2026 Q3\n\n## Objective: Neighbours find all they need for their balcony with us\n\n"
    "- Raise the share of returning customers from 31% to TBD\n"
)
CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-32"]},
    "textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}},
}
Session = Callable[..., list[Message]]


class Output(io.BytesIO):
    """Standard output whose text can be read after it is closed."""

    def close(self) -> None:
        """Stay open."""


def notify(method: str, **params: Any) -> Message:
    """A notification."""
    return {"method": method, "params": params}


def opened(uri: str, text: str = TEXT) -> Message:
    """The notification that a Markdown document is open."""
    document = {"uri": uri, "languageId": "markdown", "version": 7, "text": text}
    return notify("textDocument/didOpen", textDocument=document)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Runs a server over some messages; it may change the current folder, which is put back."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "okrlint.toml").write_text('select = ["placeholder"]\n')

    def run_session(*sent: Message, **start: Any) -> list[Message]:
        begin = {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": CAPABILITIES, **start}
        data = [framed({"id": 1, "method": "initialize", "params": begin}), *map(framed, sent)]
        output = Output()
        build().start_io(io.BytesIO(b"".join(data)), output)
        return messages(output.getvalue())[1:]

    return run_session


def codes(message: Message) -> list[str]:
    """The codes of the diagnostics in a message."""
    return [one["code"] for one in message["params"]["diagnostics"]]


def test_open_change_save_close(session: Session, tmp_path: Path) -> None:
    uri = (tmp_path / "okrs.md").as_uri()
    start = TEXT.split("\n")[4].index("TBD")
    place = {"start": {"line": 4, "character": start}, "end": {"line": 4, "character": start + 3}}
    answers = session(
        opened(uri),
        notify(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": 8},
            contentChanges=[{"range": place, "text": "40%"}],
        ),
        notify("textDocument/didSave", textDocument={"uri": uri}),
        notify("textDocument/didClose", textDocument={"uri": uri}),
        notify("textDocument/didSave", textDocument={"uri": uri}),
        notify("textDocument/didChange", textDocument={"uri": uri, "version": 9}, contentChanges=[{"text": TEXT}]),
    )
    assert [codes(answer) for answer in answers] == [["OKR314"], [], [], []]
    assert answers[0]["params"]["diagnostics"][0]["range"] == place
    assert [answer["params"].get("version") for answer in answers] == [7, 8, 8, None]


def test_the_settings_are_those_of_the_folder_that_the_editor_is_in(session: Session, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "okrlint.toml").write_text('select = ["no-period"]\n')
    folders = [{"uri": inner.as_uri(), "name": "inner"}, {"uri": tmp_path.as_uri(), "name": "all"}]
    assert codes(session(opened("untitled:okrs.md"), workspaceFolders=folders)[0]) == []
    assert codes(session(opened("untitled:okrs.md"))[0]) == ["OKR314"]


@pytest.mark.parametrize("root", [None, "file:///there/is/no/such/folder"])
def test_an_editor_may_have_no_folder(session: Session, tmp_path: Path, root: str | None) -> None:
    assert codes(session(opened((tmp_path / "okrs.md").as_uri()), rootUri=root)[0]) == ["OKR314"]


def test_a_mistake_in_okrlint_itself_ends_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_index() -> None:
        raise ConfigError("there is no index of the rules")

    monkeypatch.setattr(packs, "core_rules", no_index)
    told, published = session(opened((tmp_path / "okrs.md").as_uri()))
    assert "there is no index of the rules" in told["params"]["message"]
    assert codes(published) == []


@pytest.mark.asyncio
async def test_a_complaint_comes_again_once_it_was_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, told = build(), []
    monkeypatch.setattr(server, "window_show_message", told.append)
    monkeypatch.setattr(server, "show", lambda opened: None)
    item = types.TextDocumentItem((tmp_path / "okrs.md").as_uri(), "markdown", 1, TEXT)
    counts = []
    for text in ("profil = 'team'\n", "profil = 'team'\n", "profile = 'team'\n", "profil = 'team'\n"):
        (tmp_path / "okrlint.toml").write_text(text)
        found = server.open(documents.opened(item))
        found.refresh()
        assert "OKR314" in [one.code for one in found.current().diagnostics]
        found.closed()
        counts.append(len(told))
    assert counts == [1, 1, 1, 2]


@pytest.mark.parametrize("name", ["stdin", "stdout"])
def test_without_its_channels_it_says_so(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, None)
    with pytest.raises(OkrlintError, match="editor"):
        run()


@pytest.mark.parametrize(("sent", "code"), [([], None), ([{"method": "exit"}], 1)])
def test_the_exit_code_tells_whether_it_was_told_to_shut_down(
    monkeypatch: pytest.MonkeyPatch, sent: list[Message], code: int | None
) -> None:
    server = build()
    data = b"".join(map(framed, sent))
    monkeypatch.setattr(server, "start_io", lambda: Server.start_io(server, io.BytesIO(data), Output()))
    monkeypatch.setattr(features, "build", lambda: server)
    if code is None:
        run()
        return
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == code
