"""Write the index of all rules, or check that it is current."""

from __future__ import annotations

from pathlib import Path

from okrlint.packs import build_index
from okrlint.packs.index import INDEX
from okrlint.resources import rules_folder


def write_index(folder: Path | None = None, *, check: bool = False) -> bool:
    """Write `index.json` of a folder of packs (okrlint's own where none is given); with `check`, only look.

    Tells whether the file was current. Raises ConfigError for a mistake in a rule file.
    """
    folder = folder or rules_folder()
    path = folder / INDEX
    text = build_index(folder)
    current = path.is_file() and path.read_text(encoding="utf-8") == text
    if not current and not check:
        path.write_text(text, encoding="utf-8", newline="\n")
    return current
