"""Commands for people who work on okrlint: `python -m okrlint.devtools`."""
