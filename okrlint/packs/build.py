"""Build the index of a folder of packs from its YAML files."""

from __future__ import annotations

import json
from pathlib import Path

from okrlint.packs.index import VERSION, fingerprint, profile_entry, rule_entry
from okrlint.packs.profile_files import profiles
from okrlint.packs.rule_files import rules


def index_text(folder: Path) -> str:
    """The text of `index.json`: the same files give the same bytes. Raises ConfigError."""
    index = {
        "version": VERSION,
        "fingerprint": fingerprint(folder),
        "rules": [rule_entry(rule, folder) for rule in rules(folder)],
        "profiles": [profile_entry(profile) for profile in profiles(folder).values()],
    }
    return json.dumps(index, indent=1, ensure_ascii=False) + "\n"
