"""All input and output: find and read files with their settings, call the engine, write files."""

from __future__ import annotations

from okrlint.workspace.run import Read, Reading, Result, check, lint, read
from okrlint.workspace.settings import Options, SettingsFinder

__all__ = ["Options", "Read", "Reading", "Result", "SettingsFinder", "check", "lint", "read"]
