"""Find, read, extend and resolve configurations."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from okrlint.config.find import closest
from okrlint.config.layer import NOTHING, Layer, shown_path
from okrlint.config.resolved import settings as _settings
from okrlint.config.resolved import with_overrides
from okrlint.core.errors import ConfigError
from okrlint.core.settings import Settings

__all__ = ["NOTHING", "closest", "defaults", "load", "resolve", "shown_path"]


def defaults(overrides: Mapping[str, Any] = NOTHING) -> Settings:
    """The settings where there is no configuration; globs are relative to the current folder."""
    return _settings(with_overrides(Layer(), overrides), os.getcwd(), "")


def load(file: str, overrides: Mapping[str, Any] = NOTHING, root: str | None = None) -> Settings:
    """The settings of one configuration file.

    `overrides` are values by key that win, as from the command line ({"select": ["OKR3"]}). `root` is what globs
    are relative to, the folder of the file where it is not given. Raises ConfigError.
    """
    if not os.path.isfile(file):
        raise ConfigError("there is no such configuration file", shown_path(file))
    from okrlint.config.read import read

    layer = with_overrides(read(file), overrides)
    return _settings(layer, root or os.path.dirname(os.path.abspath(file)), shown_path(file))


def resolve(path: str | os.PathLike[str], overrides: Mapping[str, Any] = NOTHING) -> Settings:
    """The settings for a file or folder, from the closest configuration. Raises ConfigError."""
    place = os.path.abspath(path)
    file = closest(place if os.path.isdir(place) else os.path.dirname(place))
    return load(file, overrides) if file else defaults(overrides)
