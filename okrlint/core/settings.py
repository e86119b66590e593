"""What a configuration decides, once it is found, read and resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from okrlint.core.severity import Severity

INCLUDE = ("*okr*",)
"""Files that a folder is searched for by name, in capitals or not; content decides for the rest."""


class Settings(NamedTuple):
    """Resolved settings of one project.

    Globs are lines of a `.gitignore`, relative to the folder `root` (an absolute path). `file` is the configuration
    file, as people are shown it, "" where there is none. `extend_packs` are folders of rule files, absolute paths.
    `origins` names, for every key that somebody set ("select", "severity.OKR304"), where: the file and line, or the
    option of the command line.
    """

    root: str = "."
    file: str = ""
    profile: str = "team"
    extend_packs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    options: Mapping[str, Mapping[str, Any]] = {}
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}
    include: tuple[str, ...] = INCLUDE
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    min_confidence: float = 0.0
    fields: Mapping[str, str] = {}
    origins: Mapping[str, str] = {}

    def origin(self, *keys: str) -> str:
        """Where a key was set; several keys are the steps into a table. "default" where nobody set it."""
        return self.origins.get(".".join(keys), "default")
