"""Whether the values of a configuration are what its keys take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from okrlint.config.keys import BY_NAME, Schema
from okrlint.config.lines import KeyPath
from okrlint.config.toml import toml_key
from okrlint.core.errors import did_you_mean

_NAMES = {"string": "a string", "array": "a list", "object": "a table", "number": "a number"}


def _type_name(value: Any) -> str:
    """The JSON Schema type of a TOML value, or what TOML calls it."""
    if isinstance(value, bool):
        return "true or false"
    types = {str: "string", list: "array", dict: "object", int: "number", float: "number"}
    return types.get(type(value), "a date or time")


def _wrong_type(value: Any, schema: Schema) -> str:
    """Why a value has the wrong type; "" where it is right."""
    wanted, given = schema.get("type", ""), _type_name(value)
    if not wanted or wanted == given:
        return ""
    return f"must be {_NAMES[wanted]}, not {_NAMES.get(given, given)}"


def _wrong_choice(value: Any, schema: Schema) -> str:
    """Why a value is none of those that may be chosen; "" where it is one."""
    choices = schema.get("enum")
    if choices is None or value in choices:
        return ""
    listed = ", ".join(f'"{choice}"' for choice in choices)
    given = f'"{value}"' if isinstance(value, str) else _NAMES.get(_type_name(value), _type_name(value))
    return f"must be one of {listed}, not {given}{did_you_mean(str(value), choices)}"


def _out_of_range(value: Any, schema: Schema) -> str:
    """Why a number is too low or too high; "" where it is neither."""
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is None or high is None or low <= value <= high:
        return ""
    return f"must be from {low} to {high}, not {value}"


def problems(value: Any, schema: Schema, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong with a value, each with the place in the file: the path of keys."""
    wrong = _wrong_type(value, schema) or _wrong_choice(value, schema) or _out_of_range(value, schema)
    if wrong:
        yield path, f"{shown(path)} {wrong}"
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            if reason := _wrong_type(item, schema["items"]):
                yield path, f"item {number} of {shown(path)} {reason}"
    elif isinstance(value, dict) and isinstance(inner := schema.get("additionalProperties"), dict):
        for key, item in value.items():
            yield from problems(item, inner, (*path, key))


def shown(path: KeyPath) -> str:
    """A path of keys as one would write it in TOML."""
    return ".".join(toml_key(key) for key in path)


def table_problems(table: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong with a whole configuration: unknown keys, wrong types, wrong values."""
    for name, value in table.items():
        if key := BY_NAME.get(name):
            yield from problems(value, key.schema, (name,))
        else:
            yield (name,), f'unknown key "{name}"{did_you_mean(name, BY_NAME)}'
