"""The closest configuration of every file of a run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from okrlint import config
from okrlint.core.settings import Settings


class Options(NamedTuple):
    """What the command line says about a run.

    `overrides` are configuration values by key that win. `config` is a file to use in place of the closest ones;
    `isolated` uses none. Files are read as `encoding` where they have no byte order mark. `stdin_filename` is what
    standard input is called. `diff_base` is the revision to compare with; with `diff_only` only lines that changed
    since then count. `baseline` is a file of findings that are known already. `cache` is the folder where results are
    kept, None for nowhere; `jobs` is how many processes judge files at most, 0 for as many as are worth while. Neither
    changes what is found.
    """

    overrides: Mapping[str, Any] = config.NOTHING
    config: str | None = None
    isolated: bool = False
    force_exclude: bool = False
    encoding: str = "utf-8"
    stdin_filename: str | None = None
    diff_base: str | None = None
    diff_only: bool = False
    baseline: str | None = None
    cache: str | None = None
    jobs: int = 1


DEFAULT = Options()
"""Nothing on the command line says otherwise."""


class SettingsFinder:
    """Finds settings and remembers them, so that files with one configuration share one Settings."""

    def __init__(self, options: Options = DEFAULT) -> None:
        self.options = options
        self._files: dict[str, str | None] = {}
        self._settings: dict[str | None, Settings] = {}

    def _file(self, folder: str) -> str | None:
        """The configuration file of a folder, None where there is none."""
        if self.options.isolated:
            return None
        return self.options.config or config.closest(folder, self._files)

    def _load(self, file: str | None) -> Settings:
        """The settings of a configuration file; globs of one that was named are relative to the current folder."""
        if file is None:
            return config.defaults(self.options.overrides)
        root = os.getcwd() if self.options.config else None
        return config.load(file, self.options.overrides, root)

    def of_folder(self, folder: str) -> Settings:
        """The settings of the files in a folder (an absolute path). Raises ConfigError."""
        file = self._file(folder)
        if file not in self._settings:
            self._settings[file] = self._load(file)
        return self._settings[file]
