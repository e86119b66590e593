"""How bad something is."""

from __future__ import annotations

from enum import IntEnum


class Severity(IntEnum):
    """How bad a diagnostic is; comparable."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def named(cls, name: str) -> Severity:
        """The severity called `name` ("info", "warning", "error"); KeyError for any other."""
        return cls[name.upper()]

    def __str__(self) -> str:
        return self.name.lower()
