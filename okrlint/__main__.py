"""Run okrlint with `python -m okrlint`, or as the program `okrlint`."""

import os
import sys

_INTERRUPTED = 130


def _leave_current_folder() -> None:
    """Python puts the current folder first: what is checked there must not stand in for a library."""
    try:
        if not sys.flags.safe_path and sys.path[:1] == [os.getcwd()]:
            del sys.path[0]
    except OSError:  # a current folder that is gone
        return


def start() -> None:
    """Run the command line; after Ctrl-C it ends without a word, also while it is still being imported."""
    try:
        from okrlint.cli import start as run

        run()
    except KeyboardInterrupt:
        os._exit(_INTERRUPTED)


_leave_current_folder()
if __name__ == "__main__":
    start()
