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
PREK = shutil.which("prek", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))

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
        "PREK_HOME": str(tmp_path / "prek"),
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


Shop = Callable[..., Path]


@pytest.fixture
def shop(tmp_path: Path, git: Git, clone: Path) -> Shop:
    """Makes a repository that uses hooks, which pre-commit or prek runs at every commit."""

    def make(runner: list[str], *hooks: str) -> Path:
        folder = tmp_path / "shop"
        folder.mkdir()
        git("init", "-q", cwd=folder)
        listed = "".join(f"      - id: {hook}\n" for hook in hooks)
        (folder / ".pre-commit-config.yaml").write_text(f"repos:\n  - repo: {clone}\n    rev: v0\n    hooks:\n{listed}")
        home = {"HOME": str(tmp_path), "PRE_COMMIT_HOME": str(tmp_path / "cache"), "PREK_HOME": str(tmp_path / "prek")}
        command = [*runner, "install"]
        done = subprocess.run(command, cwd=folder, env={**os.environ, **home}, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return folder

    return make


RUNNERS = [
    pytest.param([sys.executable, "-m", "pre_commit"], id="pre-commit"),
    pytest.param([PREK or "prek"], id="prek", marks=pytest.mark.skipif(PREK is None, reason="prek is not installed")),
]
by_runner = pytest.mark.parametrize("runner", RUNNERS)
for_real = pytest.mark.skipif(TURNED_ON not in os.environ, reason=f"installs from the package index: set {TURNED_ON}=1")


@for_real
@by_runner
@pytest.mark.timeout(900)
def test_a_commit_is_held_up_until_it_is_mended(git: Git, shop: Shop, runner: list[str]) -> None:
    folder = shop(runner, "okrlint")
    (folder / "README.md").write_text("# Bakery\n\n- TBD\n")
    (folder / "okrs-q3.md").write_text(BAD)
    git("add", "-A", cwd=folder)
    held = git("commit", "-m", "plan", cwd=folder)
    said = held.stdout + held.stderr
    assert held.returncode != 0
    assert "okrs-q3.md:6:" in said
    assert "OKR314" in said
    assert "README.md" not in said
    (folder / "okrs-q3.md").write_text(CLEAN)
    git("add", "-A", cwd=folder)
    through = git("commit", "-m", "plan", cwd=folder)
    assert through.returncode == 0, through.stdout + through.stderr
    assert git("log", "--oneline", cwd=folder).stdout.count("\n") == 1


@for_real
@by_runner
@pytest.mark.timeout(900)
def test_the_hook_that_fixes_leaves_a_file_that_passes(git: Git, shop: Shop, runner: list[str]) -> None:
    folder = shop(runner, "okrlint-fix", "okrlint")
    okrs = folder / "okrs-q3.md"
    okrs.write_text(CLEAN.replace("- Raise", "- KR1: Raise").replace("- Cut", "- KR1: Cut"))
    git("add", "-A", cwd=folder)
    held = git("commit", "-m", "plan", cwd=folder)
    assert held.returncode != 0
    assert "modified" in held.stdout + held.stderr
    assert okrs.read_text() == CLEAN.replace("- Raise", "- KR1: Raise").replace("- Cut", "- KR2: Cut")
    git("add", "-A", cwd=folder)
    through = git("commit", "-m", "plan", cwd=folder)
    assert through.returncode == 0, through.stdout + through.stderr
