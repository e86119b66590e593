"""Ctrl-C at any moment after Python's own start: no traceback, and a file is the old or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

NTH_IMPORT = """
import os, sys, threading
way, nth = sys.argv[1], int(sys.argv[2])
sys.argv = ["okrlint", "check", "--no-cache", "okrs.md"]
seen = []
def watch(event, given):
    if event == "import" and threading.current_thread() is threading.main_thread():
        seen.append(given[0])
        if len(seen) == nth:
            raise KeyboardInterrupt
if way == "-m":
    import okrlint, runpy
    sys.addaudithook(watch)
    runpy.run_module("okrlint", run_name="__main__")
else:
    from okrlint.__main__ import start
    sys.addaudithook(watch)
    sys.exit(start())
"""


@pytest.mark.parametrize("nth", [5, 8, 13, 21, 34, 55, 89, 144])
@pytest.mark.parametrize("way", ["-m", "program"])
def test_control_c_at_any_import(project: Path, way: str, nth: int) -> None:
    command = [sys.executable, "-c", NTH_IMPORT, way, str(nth)]
    result = subprocess.run(command, cwd=project, capture_output=True)
    assert (result.returncode, result.stderr.strip(), result.stdout) == (130, b"", b"")


@pytest.mark.parametrize("raised", ["RuntimeError", "ImportError"])
def test_control_c_that_an_import_wraps(project: Path, raised: str) -> None:
    script = (
        "import sys, types\n"
        "from okrlint.__main__ import start\n"
        "class Broken(types.ModuleType):\n"
        "    def __getattr__(self, name):\n"
        "        try: raise KeyboardInterrupt\n"
        f"        except KeyboardInterrupt as error: raise {raised}('a class') from error\n"
        "sys.modules['okrlint.cli'] = Broken('okrlint.cli')\n"
        "start()"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True)
    assert (result.returncode, result.stderr) == (130, b"")


def test_control_c_where_python_can_raise_nothing(project: Path) -> None:
    script = (
        "import sys\n"
        "class Late:\n"
        "    def __del__(self): raise KeyboardInterrupt\n"
        "from okrlint import __main__ as module, cli\n"
        "def late():\n"
        "    Late()\n"
        "    print('went on')\n"
        "cli.start = late\n"
        "module.start()"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True)
    assert (result.returncode, result.stderr, result.stdout) == (130, b"", b"")


COMMANDS = {
    "baseline": (["baseline", "write", "--force", "--file", "kept"], ["okrs.md"]),
    "output": (["check", "--output", "kept", "--no-cache"], ["okrs.md"]),
}
OLD = b'{"version": 1, "findings": []}\n'
STOPPED = """
import os, signal, sys
step, when, how = sys.argv[1:4]
from okrlint.cli import start

def stopped(*given, **more):
    if when == "after":
        real(*given, **more)
    if how == "full":
        raise OSError(28, "No space left on device")
    os.kill(os.getpid(), signal.SIGKILL if how == "killed" else signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
real = getattr(os, step)
setattr(os, step, stopped)
sys.argv = ["okrlint", *sys.argv[4:]]
start()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize(("step", "when"), [("fsync", "before"), ("replace", "before"), ("replace", "after")])
@pytest.mark.parametrize(("how", "code"), [("killed", -signal.SIGKILL), ("interrupted", 130), ("full", 2)])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_is_the_old_or_the_new_one(
    project: Path, command: str, how: str, code: int, step: str, when: str
) -> None:
    (project / "okrlint.toml").write_text('select = ["OKR304"]\n')
    first, then = COMMANDS[command]
    subprocess.run([sys.executable, "-m", "okrlint", *first, *then], cwd=project, capture_output=True)
    new = (project / "kept").read_bytes()  # the configuration leaves one rule, which needs no classifier
    assert new != OLD
    (project / "kept").write_bytes(OLD)
    script = [sys.executable, "-c", STOPPED, step, when, how, *first, *then]
    result = subprocess.run(script, cwd=project, capture_output=True)
    assert (result.returncode, b"Traceback" in result.stderr) == (code, False), result.stderr
    assert (project / "kept").read_bytes() == (new if when == "after" else OLD)
    left = {name for name in os.listdir(project) if name.endswith(".tmp")}
    assert not left or how == "killed"
