"""All rules that there are under some settings: okrlint's, and those of the packs that the settings name."""

from __future__ import annotations

import os
from functools import lru_cache

from okrlint import packs
from okrlint.config import shown_path
from okrlint.core.errors import ConfigError
from okrlint.core.rule import Rule
from okrlint.core.settings import Settings

_Stamp = tuple[tuple[str, int, int], ...]


def _stamp(folder: str) -> _Stamp:
    """What tells whether a pack has changed: its files with their times and sizes. Raises ConfigError."""
    found = []
    for path in packs.pack_files(shown_path(folder)):
        state = os.lstat(path)
        found.append((path.name, state.st_mtime_ns, state.st_size))
    return tuple(found)


@lru_cache(maxsize=8)
def _loaded(folders: tuple[tuple[str, str], ...], _stamps: tuple[_Stamp, ...]) -> tuple[Rule, ...]:
    """The rules of packs as they are now, verified. Raises ConfigError."""
    from okrlint.engine.verify import verify

    rules = packs.own_rules(dict(folders), packs.core_rules())
    verify(rules, packs.core_rules())
    return rules


def own_rules(settings: Settings) -> tuple[Rule, ...]:
    """The rules of the packs that settings name, by code. Raises ConfigError at the line of a mistake."""
    folders = {os.path.realpath(folder): folder for folder in reversed(settings.extend_packs)}
    stamps = {folder: _stamp(folder) for folder in reversed(folders.values())}
    for folder, stamp in stamps.items():
        if not stamp:
            place = settings.origin("extend-packs", folder)
            if place == "default":
                raise ConfigError(f"{shown_path(folder)} has no rule files (.yaml)")
            raise ConfigError(f"{place}: extend-packs names {shown_path(folder)}, which has no rule files (.yaml)")
    return _loaded(tuple((folder, shown_path(folder)) for folder in stamps), tuple(stamps.values()))


def rules(settings: Settings) -> tuple[Rule, ...]:
    """All rules, by code, those of the user's own last. Raises ConfigError at the line of a mistake."""
    core = packs.core_rules()
    return (*core, *own_rules(settings)) if settings.extend_packs else core
