"""`python -m okrlint.devtools`."""

from __future__ import annotations

import sys

from okrlint.devtools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
