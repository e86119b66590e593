"""All input and output: find and read files with their settings, call the engine, write files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from okrlint.workspace.run import Read, Reading, Result, check, lint, read
    from okrlint.workspace.settings import Options, SettingsFinder

__all__ = ["Options", "Read", "Reading", "Result", "SettingsFinder", "check", "lint", "read"]


def __getattr__(name: str) -> Any:
    """What is loaded only where somebody asks for it: what was found before needs no engine."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "settings" if name in ("Options", "SettingsFinder") else "run"
    return getattr(import_module(f"okrlint.workspace.{home}"), name)
