"""The JSON Schema of a configuration, for editors."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin

from okrlint.config.keys import KEYS, Schema
from okrlint.core.rule import Rule

_PLAIN: Mapping[Any, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}

OWN_CODE = "^(?!OKR)[A-Z]{2,8}[0-9]{3,4}$"
"""The codes of rules of packs, which the schema need not know."""

Options = Mapping[str, Any]
"""Annotations of a rule's options by name."""


def annotation_schema(annotation: Any) -> Schema:
    """The JSON Schema of a value with this annotation; {} (anything) where there is no saying."""
    if annotation in _PLAIN:
        return {"type": _PLAIN[annotation]}
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [annotation_schema(part) for part in arguments if part is not type(None)]}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": annotation_schema(arguments[1])}
    if isinstance(origin, type) and issubclass(origin, Sequence | set | frozenset):
        return {"type": "array", "items": annotation_schema(arguments[0])}
    return {}


def _rule_schema(rule: Rule, options: Options) -> Schema:
    """The schema of the table [rules.NAME]."""
    properties = {name: annotation_schema(annotation) for name, annotation in options.items()}
    for name, value in rule.options.items():
        if name in properties:
            properties[name] = {**properties[name], "default": value}
    return {"type": "object", "description": rule.summary, "properties": properties, "additionalProperties": False}


def schema(rules: Sequence[Rule], options: Mapping[str, Options], profiles: Sequence[str]) -> Schema:
    """The schema of an okrlint.toml. `options` are those of each rule, by its code."""
    properties: dict[str, Schema] = {}
    for key in KEYS:
        default = {} if key.default is None else {"default": key.default}
        properties[key.name] = {"description": key.help, **key.schema, **default}
    properties["profile"]["enum"] = list(profiles)
    properties["rules"]["properties"] = {
        word: {"$ref": f"#/$defs/{rule.name}"} for rule in rules for word in (rule.code, rule.name)
    }
    properties["rules"]["patternProperties"] = {OWN_CODE: {"type": "object"}}
    properties["rules"]["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of okrlint",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {rule.name: _rule_schema(rule, options.get(rule.code, {})) for rule in rules},
    }
