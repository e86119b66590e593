"""Where results are kept where nobody says otherwise."""

from __future__ import annotations

import os
import sys

_ON_LINUX: bool = sys.platform == "linux"


def default_folder() -> str:
    """The folder for caches of this user. On Linux this says what platformdirs says, without the time to import it."""
    if _ON_LINUX:
        base = os.environ.get("XDG_CACHE_HOME", "")
        return os.path.join(base if base.strip() else os.path.expanduser("~/.cache"), "okrlint")
    return _usual_folder()


def _usual_folder() -> str:
    """The folder for caches as platformdirs has it."""
    from platformdirs import user_cache_dir

    return user_cache_dir("okrlint", appauthor=False)
