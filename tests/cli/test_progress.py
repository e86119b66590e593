"""The bar of long runs."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from okrlint.cli import progress
from okrlint.core.progress import silent


class Terminal(io.StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal to put in the place of standard error: pytest has its own one while it sets up."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def test_a_bar_after_a_second(monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> None:
    monkeypatch.setattr(sys, "stderr", terminal)
    clock = Clock()
    bar = progress.Bar(clock)
    bar.tell("Reading", 1, 0)
    assert terminal.getvalue() == ""
    clock.now = 1.5
    bar.tell("Judging", 3, 10)
    bar.close()
    assert "Judging" in terminal.getvalue()
    assert "30%" in terminal.getvalue()


def test_no_bar_where_nobody_looks(monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> None:
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.progress() as tell:
        assert tell is not silent
    monkeypatch.setenv("TERM", "dumb")
    with progress.progress() as tell:
        assert tell is silent
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.progress() as tell:
        assert tell is silent


def test_a_short_run_imports_no_rich() -> None:
    script = (
        "import sys; sys.stderr.isatty = lambda: True\n"
        "from okrlint.cli.progress import progress\n"
        "with progress() as tell: tell('Reading', 1, 2)\n"
        "print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env={"TERM": "xterm"})
    assert (done.stdout, done.stderr) == ("False\n", "")
