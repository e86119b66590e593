"""`python -m okrlint`."""

from __future__ import annotations

from okrlint.cli import main

if __name__ == "__main__":
    main(prog_name="okrlint")
