"""A real Emacs with Eglot, set up as the documentation says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from garden import Garden, editors

SESSION = Path(__file__).with_name("emacs_session.el")
ELPA = '(file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*")'
FOLDERS = f"(dolist (folder {ELPA}) (add-to-list 'load-path folder t))"


@pytest.mark.parametrize("emacs", editors("emacs", "OKRLINT_EMACS", "Emacs"))
def test_emacs(emacs: str, garden: Garden) -> None:
    known = subprocess.run([emacs, "-Q", "--batch", "--eval", FOLDERS, "-l", "eglot"], capture_output=True, check=False)
    if known.returncode:
        pytest.skip(f"{emacs} has no Eglot")
    garden.check(garden.session([emacs, "-Q", "--batch", "-l", str(SESSION)]))
