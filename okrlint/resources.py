"""Where the rules and models lie: beside the package in a checkout, inside it once it is installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    """The folder inside the package, else the one beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def rules_folder() -> Path:
    """The folder of rule packs, profiles and word lists."""
    return _folder("rules")


def models_folder() -> Path:
    """The folder of classifier models."""
    return _folder("models")
