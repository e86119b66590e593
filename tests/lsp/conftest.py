"""An editor with an open workspace, three times over."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

RULES = '["placeholder", "repeated-key-result", "unreadable"]'
SERVER = [sys.executable, "-m", "okrlint", "lsp"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editor's workspace. Few rules run, so that new ones change nothing here."""
    folder = tmp_path_factory.mktemp("garden shop é")
    (folder / "okrlint.toml").write_text(f"select = {RULES}\n")
    return folder


@pytest_lsp.fixture(
    scope="module",
    params=["visual_studio_code", "neovim", "emacs"],
    config=ClientServerConfig(server_command=SERVER),
)
async def client(lsp_client: LanguageClient, request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[None]:
    """An editor with an open workspace. They count columns in UTF-16, UTF-8 and UTF-32."""
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            root_uri=folder.as_uri(),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "garden")],
        )
    )
    yield
    await lsp_client.shutdown_session()
