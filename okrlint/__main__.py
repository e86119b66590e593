"""`python -m okrlint`."""

from __future__ import annotations

from okrlint.cli import start

if __name__ == "__main__":
    start()
