"""A real Helix in a terminal, set up as the documentation says."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from garden import ACTION, CONFIGURATIONS, Garden, editors

SHOWN = '[editor]\nend-of-line-diagnostics = "hint"\n[editor.inline-diagnostics]\ncursor-line = "hint"\n'
LONGEST = 60.0


@dataclass(frozen=True)
class Terminal:
    """A terminal with a program in it, which is typed into and read."""

    tmux: list[str]

    def type(self, *keys: str) -> None:
        """Press keys, by the names that tmux has for them."""
        subprocess.run([*self.tmux, "send-keys", *keys], check=True)

    def screen(self) -> str:
        """What stands there."""
        done = subprocess.run([*self.tmux, "capture-pane", "-p"], capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace")

    def until(self, words: str, there: bool = True) -> str:
        """The screen as soon as words stand on it, or no longer do."""
        end = time.monotonic() + LONGEST
        while (words in (shown := self.screen())) is not there:
            assert time.monotonic() < end, f"waited for {words!r} on\n{shown}"
            time.sleep(0.05)
        return shown


@contextmanager
def terminal(command: list[str], garden: Garden) -> Iterator[Terminal]:
    """A program in a terminal of its own, which ends with the block."""
    tmux = ["tmux", "-S", str(garden.home / "tmux"), "-f", "/dev/null"]
    environment = garden.environment(TERM="xterm-256color")
    size = ["-x", "160", "-y", "40"]
    started = [*tmux, "new-session", "-d", *size, *command]
    subprocess.run(started, env=environment, cwd=garden.folder, check=True)
    try:
        yield Terminal(tmux)
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux, the terminal for Helix, is not installed")
@pytest.mark.parametrize("hx", editors("hx", "OKRLINT_HX", "Helix"))
def test_helix(hx: str, garden: Garden) -> None:
    settings = garden.home / ".config" / "helix"
    settings.mkdir(parents=True)
    shutil.copy(CONFIGURATIONS / "helix" / "languages.toml", settings)
    (settings / "config.toml").write_text(SHOWN)
    with terminal([hx, str(garden.document)], garden) as helix:
        helix.until("is still a blank")
        helix.type("]", "d")  # the next finding, which is selected
        chosen = garden.home / "chosen"
        helix.type(f":pipe-to cat > '{chosen}'", "Enter")
        helix.type("Space", "k")
        helix.until("metric")
        helix.type("Escape")
        helix.type("Space", "a")
        assert "Why? OKR314" in helix.until(ACTION)
        helix.type("Enter")
        helix.until("okrlint: ignore OKR314")
        helix.until("is still a blank", there=False)
        helix.type(":w", "Enter")
        helix.until("written")
    assert chosen.read_text(encoding="utf-8") == "TBD"
    assert garden.document.read_text(encoding="utf-8") == garden.kept_quiet()
