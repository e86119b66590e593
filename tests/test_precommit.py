"""The hook for pre-commit: its manifest, and a real commit that it holds up."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CLEAN = (
    "# Bakery, 2026 Q3\n\n## Objective: Regulars find what they came for\n\n"
    "- Raise the share of evenings with bread left at six from 40% to 75%\n"
    "- Cut orders that are not ready when they are picked up from 9 to 2 a week\n"
)
BAD = CLEAN.replace("from 9 to 2", "from 9 to TBD")
TURNED_ON = "OKRLINT_PRECOMMIT"

Git = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed")


def pre_commit(*arguments: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """Run pre-commit."""
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=cwd, env={**os.environ, **more}, capture_output=True, text=True, check=False)


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    done = pre_commit("validate-manifest", ".pre-commit-hooks.yaml", PRE_COMMIT_HOME=str(tmp_path))
    assert done.returncode == 0, done.stdout


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git with nothing but its own settings, and pre-commit with a cache of its own."""
    settings = {
        **os.environ,
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }

    def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *arguments], cwd=cwd, env=settings, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def clone(tmp_path: Path, git: Git) -> Path:
    """This checkout as a repository of its own, with everything committed and a tag."""
    folder = tmp_path / "okrlint"
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout.split("\0")
    for name in listed:
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"], ["tag", "v0"]):
        done = git(*step, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def shop(tmp_path: Path, git: Git, clone: Path) -> Path:
    """A repository that uses the hook."""
    folder = tmp_path / "shop"
    folder.mkdir()
    git("init", "-q", cwd=folder)
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {clone}\n    rev: v0\n    hooks:\n      - id: okrlint\n"
    )
    done = pre_commit("install", cwd=folder, HOME=str(tmp_path), PRE_COMMIT_HOME=str(tmp_path / "cache"))
    assert done.returncode == 0, done.stdout
    return folder


@pytest.mark.skipif(TURNED_ON not in os.environ, reason=f"installs from the package index: set {TURNED_ON}=1")
def test_a_commit_is_held_up_until_it_is_mended(git: Git, shop: Path) -> None:
    (shop / "README.md").write_text("# Bakery\n\n- TBD\n")
    (shop / "okrs-q3.md").write_text(BAD)
    git("add", "-A", cwd=shop)
    held = git("commit", "-m", "plan", cwd=shop)
    assert held.returncode != 0
    assert "okrs-q3.md:6:" in held.stderr
    assert "OKR314" in held.stderr
    assert "README.md" not in held.stderr
    (shop / "okrs-q3.md").write_text(CLEAN)
    git("add", "-A", cwd=shop)
    through = git("commit", "-m", "plan", cwd=shop)
    assert through.returncode == 0, through.stderr
    assert git("log", "--oneline", cwd=shop).stdout.count("\n") == 1
