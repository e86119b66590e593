"""The configuration of editors agrees with what the server is and knows."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from garden import CONFIGURATIONS, ROOT

from okrlint import __version__

VSCODE: dict[str, Any] = json.loads((CONFIGURATIONS / "vscode" / "package.json").read_text(encoding="utf-8"))
OWN = {"path", "interpreter", "trace.server"}
"""Settings of the extension itself."""


def documented() -> set[str]:
    """The settings that the page about editors lists."""
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    table = page.partition("## Settings of the editor")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def test_the_extension_has_the_settings_of_the_server() -> None:
    given = VSCODE["contributes"]["configuration"]["properties"]
    assert {name.removeprefix("okrlint.") for name in given} == documented() | OWN
    assert len(documented()) == 9


def test_what_may_start_a_program_waits_for_trust() -> None:
    trust = VSCODE["capabilities"]["untrustedWorkspaces"]
    assert trust["supported"] == "limited"
    assert {"okrlint.path", "okrlint.interpreter"} <= set(trust["restrictedConfigurations"])


def test_versions_are_the_same() -> None:
    zed = tomllib.loads((CONFIGURATIONS / "zed" / "extension.toml").read_text(encoding="utf-8"))
    lock = json.loads((CONFIGURATIONS / "vscode" / "package-lock.json").read_text(encoding="utf-8"))
    assert {VSCODE["version"], zed["version"], lock["version"]} == {__version__}


def test_the_extension_starts_for_what_it_reads() -> None:
    source = (CONFIGURATIONS / "vscode" / "src" / "extension.ts").read_text(encoding="utf-8")
    line = next(line for line in source.splitlines() if line.startswith("const LANGUAGES"))
    assert [f"onLanguage:{name}" for name in re.findall(r'"(\w+)"', line)] == VSCODE["activationEvents"]


def test_the_lockfile_names_no_registry() -> None:
    lock = json.loads((CONFIGURATIONS / "vscode" / "package-lock.json").read_text(encoding="utf-8"))
    assert len(lock["packages"]) > 5
    assert [name for name, one in lock["packages"].items() if "resolved" in one] == []


def test_every_file_for_an_editor_runs_the_server() -> None:
    helix = tomllib.loads((CONFIGURATIONS / "helix" / "languages.toml").read_text(encoding="utf-8"))
    sublime = json.loads((CONFIGURATIONS / "sublime" / "LSP.sublime-settings").read_text(encoding="utf-8"))
    jetbrains = json.loads((CONFIGURATIONS / "jetbrains" / "template.json").read_text(encoding="utf-8"))
    server = helix["language-server"]["okrlint"]
    assert [server["command"], *server["args"]] == ["okrlint", "lsp"]
    assert all("okrlint" in one["language-servers"] for one in helix["language"])
    assert sublime["clients"]["okrlint"]["command"] == ["okrlint", "lsp"]
    assert jetbrains["programArgs"]["default"] == "okrlint lsp"


def test_every_editor_has_a_page() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "editors").glob("*.md")}
    assert pages == {folder.name for folder in CONFIGURATIONS.iterdir() if folder.is_dir()}
    listed = set(re.findall(r"\(editors/(\w+)\.md\)", (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")))
    assert listed == pages
