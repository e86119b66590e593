"""One configuration file and those that it extends, as checked values with their origins."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from okrlint.config.layer import Layer, shown_path
from okrlint.config.lines import KeyPath, key_lines, line_of
from okrlint.config.validate import table_problems
from okrlint.core.errors import ConfigError, reason_of

PACKS = "extend-packs"
"""The key whose folders add up where files extend each other."""
_TABLE = ("tool", "okrlint")
"""Where okrlint's keys stand in a pyproject.toml."""


def _decoded(path: str) -> str:
    """The text of a TOML file. Raises ConfigError where it cannot be read or is no UTF-8."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise ConfigError(f"cannot be read: {reason_of(error)}", shown_path(path)) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError("is not UTF-8", shown_path(path), line) from error


def _parsed(text: str, path: str) -> dict[str, Any]:
    """A TOML text as a table. Raises ConfigError with the line of a mistake."""
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:
        message, _, place = str(error).partition(" (at ")
        line = place.removeprefix("line ").partition(",")[0]
        number = int(line) if line.isdigit() else text.rstrip().count("\n") + 1
        raise ConfigError(f"is not TOML: {message[:1].lower()}{message[1:]}", shown_path(path), number) from error
    except RecursionError as error:
        raise ConfigError("is not TOML that okrlint can read: nested too deep", shown_path(path)) from error


def _own_table(document: dict[str, Any], path: str) -> tuple[KeyPath, Any]:
    """The table that is okrlint's and the path of keys to it; None where there is none."""
    if os.path.basename(path) != "pyproject.toml":
        return (), document
    tool = document.get("tool")
    return _TABLE, tool.get("okrlint") if isinstance(tool, dict) else None


def _entries(values: Mapping[str, Any]) -> list[KeyPath]:
    """The paths of all keys, down to the options of single rules."""
    paths: list[KeyPath] = []
    for name, value in values.items():
        paths.append((name,))
        for key, item in value.items() if isinstance(value, dict) else ():
            paths.append((name, key))
            paths += [(name, key, option) for option in item] if isinstance(item, dict) else []
    return paths


def has_table(path: str) -> bool:
    """Whether a pyproject.toml has the table [tool.okrlint]. Raises ConfigError where it cannot be read."""
    return _own_table(_parsed(_decoded(path), path), path)[1] is not None


def _with_packs(layer: Layer, path: str) -> Layer:
    """A layer whose packs are absolute paths, each with its origin. Raises ConfigError for one that is no folder."""
    home = os.path.dirname(os.path.abspath(path))
    folders = [os.path.normpath(os.path.join(home, named)) for named in layer.values[PACKS]]
    for folder in folders:
        if not os.path.isdir(folder):
            place, _, line = layer.origins[PACKS].rpartition(":")
            raise ConfigError(f"{PACKS} names {shown_path(folder)}, which is no folder", place, int(line))
    own = {f"{PACKS}.{folder}": layer.origins[PACKS] for folder in folders}
    return Layer({**layer.values, PACKS: list(dict.fromkeys(folders))}, {**layer.origins, **own})


def read_file(path: str) -> Layer:
    """The values of one file. Raises ConfigError, with the line, at the first mistake."""
    text = _decoded(path)
    prefix, table = _own_table(_parsed(text, path), path)
    if table is None:
        raise ConfigError("has no table [tool.okrlint]", shown_path(path))
    lines = key_lines(text)
    if not isinstance(table, dict):
        raise ConfigError("tool.okrlint must be a table", shown_path(path), line_of(prefix, lines))
    found = [(line_of(prefix + keys, lines), message) for keys, message in table_problems(table)]
    if found:
        line, message = min(found)
        raise ConfigError(message, shown_path(path), line)
    origins = {".".join(keys): f"{shown_path(path)}:{line_of(prefix + keys, lines)}" for keys in _entries(table)}
    return _with_packs(Layer(table, origins), path) if PACKS in table else Layer(table, origins)


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables in one: what `over` says wins, tables are merged entry by entry."""
    both = dict(base)
    for key, value in over.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def read(path: str, seen: tuple[str, ...] = ()) -> Layer:
    """The values of a file on top of those that it extends. Raises ConfigError, also for circles."""
    layer = read_file(path)
    if "extends" not in layer.values:
        return layer
    place, _, line = layer.origins["extends"].rpartition(":")
    base = os.path.normpath(os.path.join(os.path.dirname(path), layer.values["extends"]))
    chain = (*seen, os.path.realpath(path))
    if os.path.realpath(base) in chain:
        circle = " -> ".join(shown_path(step) for step in (*chain, os.path.realpath(base)))
        raise ConfigError(f"extends goes in a circle: {circle}", place, int(line))
    if not os.path.isfile(base):
        raise ConfigError(f"extends names {shown_path(base)}, which does not exist", place, int(line))
    below = read(base, chain)
    own = {key: value for key, value in layer.values.items() if key != "extends"}
    values = _merged(below.values, own)
    if PACKS in below.values:
        values[PACKS] = list(dict.fromkeys([*below.values[PACKS], *own.get(PACKS, ())]))
    return Layer(values, {**below.origins, **layer.origins})
