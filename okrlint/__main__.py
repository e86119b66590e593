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


def _unheard(ignored: "sys.UnraisableHookArgs") -> None:
    """Hear Ctrl-C also where Python can raise nothing, such as while it lets go of a module's lock."""
    if ignored.exc_type is KeyboardInterrupt:
        os._exit(_INTERRUPTED)
    sys.__unraisablehook__(ignored)


def start() -> None:
    """Run the command line; after Ctrl-C it ends without a word, also while it is still being imported."""
    sys.unraisablehook = _unheard
    try:
        from okrlint.cli import start as run

        run()
    except KeyboardInterrupt:
        os._exit(_INTERRUPTED)
    except Exception as error:
        from okrlint.core.errors import was_interrupted

        if was_interrupted(error):
            os._exit(_INTERRUPTED)
        raise


_leave_current_folder()
if __name__ == "__main__":
    start()
