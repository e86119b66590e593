"""A cache that is cut off: okrlint killed, the disk full, the folder read-only. Nothing wrong is ever read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from okrlint.workspace.store import Store, digest

OKRS = "# Bakery, 2026 Q3\n\n## Objective: Guests come back\n\n- KR1: Launch the app\n- KR2: Visits: 9 to 14 a week\n"
KEYS = [digest(b"key", b"%d" % number) for number in range(400)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals, and other permissions")

KILLED = """
import os, signal, sys
from okrlint.workspace.store import Store, digest
store = Store(sys.argv[1])
steps = int(sys.argv[2])
keys = [digest(b"key", b"%d" % number) for number in range(400)]
store.put("files", keys[0], keys[0] * 50)
store.flush()
store._open.set_progress_handler(lambda: os.kill(os.getpid(), signal.SIGKILL), steps)
for key in keys:
    store.put("files", key, key * 50)
store.flush()
os._exit(7)
"""
"""Writes entries, and is killed after some steps of the database's machine."""

LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv = ["okrlint", *sys.argv[2:]]
runpy.run_module("okrlint", run_name="__main__")
"""
"""okrlint where no file may grow beyond some bytes, as on a disk that is full."""


def read_back(folder: Path) -> int:
    """How many entries are kept; none of them is wrong."""
    store = Store(str(folder))
    found = [(key, store.get(key)) for key in KEYS]
    assert all(value in (None, key * 50) for key, value in found)
    store.put("files", b"after", b"wards")
    store.close()
    assert Store(str(folder)).get(b"after") == b"wards"
    return sum(value is not None for _, value in found)


@pytest.mark.parametrize("steps", [1, 20, 500, 3_000])
def test_killed_while_it_writes(tmp_path: Path, steps: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(steps)], capture_output=True)
    assert done.returncode == -9, done.stderr
    assert read_back(tmp_path) >= 1


def okrlint(folder: Path, *arguments: str, limit: int = 0) -> subprocess.CompletedProcess[str]:
    """The command with a cache in the folder; `limit` are the bytes that a file may have."""
    before = ["-c", LIMITED, str(limit)] if limit else ["-m", "okrlint"]
    command = [sys.executable, *before, *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "OKRLINT_NO_CACHE"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with OKRs."""
    (tmp_path / "okrs.md").write_text(OKRS)
    return tmp_path


CHECK = ("check", "okrs.md", "--select", "OKR101", "--cache-dir", "cache")


@pytest.mark.parametrize("limit", [1, 5_000, 13_000])
def test_a_full_disk_costs_the_cache_and_not_the_report(project: Path, limit: int) -> None:
    expected = okrlint(project, *CHECK, "--no-cache")
    for _ in range(2):
        full = okrlint(project, *CHECK, limit=limit)
        assert (full.returncode, full.stdout, full.stderr) == (1, expected.stdout, "")
    again = okrlint(project, *CHECK)
    assert (again.returncode, again.stdout, again.stderr) == (1, expected.stdout, "")


def test_a_full_disk_in_the_middle_of_fix_leaves_the_old_file(project: Path) -> None:
    text = OKRS.replace("KR2", "KR1") + "\n" + "Notes follow.\n" * 500
    (project / "okrs.md").write_text(text)
    full = okrlint(project, "fix", "--no-cache", "okrs.md", limit=2_000)
    assert full.returncode == 2
    assert full.stderr == "okrlint: okrs.md: not written: file too large\n"
    assert (project / "okrs.md").read_text() == text
    assert os.listdir(project) == ["okrs.md"]
    assert okrlint(project, "fix", "--no-cache", "okrs.md").returncode in (0, 1)
    assert (project / "okrs.md").read_text() != text


def powerless(command: list[str]) -> list[str]:
    """A command without the superuser's right to write everywhere."""
    if os.geteuid() != 0:
        return command
    tool = shutil.which("setpriv")
    if tool is None:
        pytest.skip("the superuser may write everywhere")
    gone = "-dac_override,-dac_read_search"
    return [tool, f"--bounding-set={gone}", f"--inh-caps={gone}", *command]


@pytest.mark.parametrize("filled", [False, True])
def test_a_cache_that_may_only_be_read(project: Path, filled: bool) -> None:
    (project / "cache").mkdir()
    if filled:
        okrlint(project, *CHECK)
        (project / "okrs.md").write_text(OKRS + "- KR3: Launch the van\n")
        for file in (project / "cache").iterdir():
            file.chmod(0o400)
    (project / "cache").chmod(0o500)
    environment = {name: value for name, value in os.environ.items() if name != "OKRLINT_NO_CACHE"}
    command = powerless([sys.executable, "-m", "okrlint", *CHECK])
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    (project / "cache").chmod(0o700)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("OKR101") == 1 + filled


def test_fix_in_a_folder_that_may_only_be_read_says_so(project: Path) -> None:
    (project / "okrs.md").write_text(OKRS.replace("KR2", "KR1"))
    project.chmod(0o500)
    command = powerless([sys.executable, "-m", "okrlint", "fix", "--no-cache", "okrs.md"])
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    project.chmod(0o700)
    assert (done.returncode, done.stderr) == (2, "okrlint: okrs.md: not written: permission denied\n")
    assert (project / "okrs.md").read_text() == OKRS.replace("KR2", "KR1")
    assert os.listdir(project) == ["okrs.md"]
