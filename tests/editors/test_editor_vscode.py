"""A real VS Code (code-server in Chromium) with the extension as it is packaged."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from garden import ACTION, CONFIGURATIONS, HEAD, LINE, Garden

SESSION = Path(__file__).with_name("vscode_session.mjs")
SERVER = Path(os.environ.get("OKRLINT_CODE_SERVER") or "nowhere").absolute()
START = SERVER / "node_modules" / "code-server" / "out" / "node" / "entry.js"
PACKAGE = Path(os.environ.get("OKRLINT_VSIX") or CONFIGURATIONS / "vscode" / "okrlint.vsix").absolute()
CHROMIUM = shutil.which(os.environ.get("OKRLINT_CHROMIUM", "chromium"))
NODE = str(SERVER / "bin" / "node") if (SERVER / "bin" / "node").exists() else shutil.which("node")
MISSING = [
    *([] if START.exists() else ["no folder with code-server (OKRLINT_CODE_SERVER)"]),
    *([] if PACKAGE.exists() else ["the extension is not packaged (npm run package, OKRLINT_VSIX)"]),
    *([] if NODE else ["no Node on PATH"]),
    *([] if CHROMIUM else ["no Chromium (OKRLINT_CHROMIUM)"]),
]
QUIET = {
    "workbench.startupEditor": "none",
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "extensions.autoUpdate": False,
    "extensions.autoCheckUpdates": False,
    "workbench.enableExperiments": False,
    "chat.disableAIFeatures": True,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "git.enabled": False,
    "files.autoSave": "off",
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.untrustedFiles": "open",
}

pytestmark = pytest.mark.skipif(bool(MISSING), reason="VS Code: " + ", ".join(MISSING))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def answered(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + 60
    while True:
        assert process.poll() is None, "code-server ended"
        assert time.monotonic() < end, "code-server does not answer"
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url, timeout=5):  # noqa: S310
            return
        time.sleep(0.1)


@contextmanager
def code(garden: Garden, trusted: bool) -> Iterator[str]:
    """The address of a VS Code with the extension, which ends with the block."""
    data, port = garden.home / "data", free_port()
    (data / "User").mkdir(parents=True)
    settings = QUIET | {"security.workspace.trust.enabled": not trusted}
    (data / "User" / "settings.json").write_text(json.dumps(settings))
    program = [str(NODE), str(START), "--user-data-dir", str(data), "--extensions-dir", str(garden.home / "extensions")]
    (garden.home / ".profile").write_text('PATH="$HOME/bin:$PATH"\n')  # VS Code asks the shell for PATH
    environment = garden.environment(SHELL="/bin/sh")
    install = [*program, "--install-extension", str(PACKAGE)]
    subprocess.run(install, env=environment, check=True, capture_output=True, timeout=120)
    quiet = ["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"]
    trust = ["--disable-workspace-trust"] if trusted else []
    serve = [*program, "--auth", "none", "--bind-addr", f"127.0.0.1:{port}", *quiet, *trust]
    with (garden.home / "log").open("wb") as log:
        process = subprocess.Popen(serve, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            answered(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def session(garden: Garden, url: str, **more: str) -> dict[str, Any]:
    """What a session notes down."""
    told = {"OKRS_URL": url, "OKRS_SERVER": str(SERVER), "OKRS_CHROMIUM": str(CHROMIUM)}
    return garden.session([str(NODE), str(SESSION)], **told, **more)


def test_vscode(garden: Garden) -> None:
    with code(garden, trusted=True) as url:
        notes = session(garden, url)
    assert notes.get("problem") is None, notes
    line, column = HEAD.count("\n") + 1, len(LINE.partition("TBD")[0].encode("utf-16-le")) // 2 + 1
    assert [f"[Ln {line}, Col {column}]" in one for one in notes["problems"] if "OKR314" in one] == [True]
    assert "metric" in notes["hover"]
    assert ACTION in notes["actions"]
    assert notes["cleared"] is True
    assert garden.document.read_text(encoding="utf-8") == garden.kept_quiet()


@pytest.mark.parametrize("trusted", [False, True])
def test_nothing_of_a_workspace_is_started_without_trust(garden: Garden, trusted: bool) -> None:
    trap, sprung = garden.folder / ".venv" / "bin" / "okrlint", garden.home / "sprung"
    trap.parent.mkdir(parents=True)
    trap.write_text(f"#!/bin/sh\ntouch '{sprung}'\nexec '{garden.home}/bin/okrlint' \"$@\"\n")
    trap.chmod(0o755)
    (garden.folder / ".vscode").mkdir()
    settings = {"okrlint.path": "${workspaceFolder}/.venv/bin/okrlint"}
    (garden.folder / ".vscode" / "settings.json").write_text(json.dumps(settings))
    with code(garden, trusted) as url:
        notes = session(garden, url, OKRS_LOOK="1")
    assert notes == {}
    assert sprung.exists() is trusted
