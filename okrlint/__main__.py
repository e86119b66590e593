"""Run okrlint with `python -m okrlint`."""

import os
import sys
from contextlib import suppress

with suppress(OSError):  # a current folder that is gone
    # Python puts the current folder first: what is checked there must not stand in for a library.
    if not sys.flags.safe_path and sys.path[:1] == [os.getcwd()]:
        del sys.path[0]

if __name__ == "__main__":
    from okrlint.cli import start

    start()
