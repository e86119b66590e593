"""okrlint as people install it: every command runs where the sources are not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from okrlint.cli import COMMANDS

ROOT = Path(__file__).parent.parent
INSTALLED, WHEEL = os.environ.get("OKRLINT_INSTALLED", ""), os.environ.get("OKRLINT_WHEEL", "")
"""The program `okrlint` of an environment into which a wheel was installed; a wheel to install."""
INSTALLERS = ("at hand", "pip", "pipx", "uv tool", "uvx")
RUNS = {
    "check": (["library-okrs.md", "--select", "OKR304"], 1),
    "fix": (["--diff", "library-okrs.md"], 1),
    "baseline": (["write", "library-okrs.md"], 0),
    "outline": (["orchard-okrs.yaml"], 0),
    "classify": (["Ship it"], 0),
    "suggest": (["Launch the app"], 0),
    "explain": (["OKR101"], 0),
    "rules": ([], 0),
    "config": (["show"], 0),
    "init": ([], 0),
    "report": (["library-okrs.md"], 0),
    "cache": (["info"], 0),
    "lsp": ([], 0),
    "train": (["--corpus", "."], 2),
    "evaluate": (["said.jsonl"], 0),
}

FLAGS = ("binary", "individual", "gameable", "health")
LABELLED = {"text": "Ship the app", "objective": "Guests return", "kind": "output", "measured": "none"}
LABELLED |= dict.fromkeys(FLAGS, False)


def tool(name: str) -> str:
    """The path of a program that installs others."""
    found = shutil.which(os.environ.get(f"OKRLINT_{name.upper()}", name))
    if found is None:
        pytest.skip(f"{name} is not installed, and OKRLINT_{name.upper()} names none")
    return found


def clean() -> dict[str, str]:
    """An environment that knows nothing of the sources."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def run_all(*commands: Sequence[str], **more: str) -> None:
    """Run some commands, which must succeed."""
    for command in commands:
        done = subprocess.run(command, env=clean() | more, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def with_pip(folder: Path) -> list[str]:
    """okrlint in an environment of its own."""
    run_all([sys.executable, "-m", "venv", str(folder / "env")])
    run_all([str(folder / "env" / "bin" / "pip"), "install", "--quiet", WHEEL])
    return [str(folder / "env" / "bin" / "okrlint")]


def with_pipx(folder: Path) -> list[str]:
    """okrlint as pipx installs it."""
    homes = {f"PIPX_{name.upper()}": str(folder / name) for name in ("home", "bin_dir", "man_dir")}
    run_all([tool("pipx"), "install", "--python", sys.executable, WHEEL], **homes)
    return [str(folder / "bin_dir" / "okrlint")]


def with_uv_tool(folder: Path) -> list[str]:
    """okrlint as `uv tool install` installs it."""
    homes = {"UV_TOOL_DIR": str(folder / "home"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    run_all([tool("uv"), "tool", "install", "--quiet", "--python", sys.executable, WHEEL], **homes)
    return [str(folder / "bin" / "okrlint")]


def with_uvx(_folder: Path) -> list[str]:
    """okrlint as uvx runs it without installing it."""
    return [tool("uv"), "tool", "run", "--quiet", "--python", sys.executable, "--from", WHEEL, "okrlint"]


@pytest.fixture(scope="module", params=INSTALLERS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that runs an installed okrlint."""
    if request.param == "at hand":
        if not INSTALLED:
            pytest.skip("OKRLINT_INSTALLED names no okrlint that was installed from a wheel")
        return [INSTALLED]
    if not WHEEL:
        pytest.skip("OKRLINT_WHEEL names no wheel")
    install = {"pip": with_pip, "pipx": with_pipx, "uv tool": with_uv_tool, "uvx": with_uvx}[request.param]
    return install(tmp_path_factory.mktemp("installed"))


def run(program: Sequence[str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed program, which sees nothing of the sources."""
    command = [*program, *arguments]
    return subprocess.run(command, cwd=folder, env=clean(), capture_output=True, text=True, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(program: list[str], tmp_path: Path, command: str) -> None:
    result = run(program, tmp_path, command, "--help")
    assert (result.returncode, result.stderr) == (0, "")


def test_every_command_is_tried() -> None:
    assert set(RUNS) == set(COMMANDS)


@pytest.mark.parametrize("command", RUNS)
def test_every_command_runs(program: list[str], tmp_path: Path, command: str) -> None:
    for name in ("library-okrs.md", "orchard-okrs.yaml"):
        shutil.copy(ROOT / "examples" / name, tmp_path)
    (tmp_path / "said.jsonl").write_text(json.dumps(LABELLED) + "\n")
    arguments, code = RUNS[command]
    result = run(program, tmp_path, command, *arguments)
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
