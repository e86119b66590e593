"""The table of keys in docs/packs.md, and the JSON Schema of a rule file beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from okrlint.config.schema import annotation_schema
from okrlint.core.errors import OkrlintError
from okrlint.core.rewrite import STRATEGIES
from okrlint.core.rule import Check
from okrlint.engine.bind import check_names, option_types
from okrlint.engine.verify import scopes
from okrlint.packs.own import RESERVED, SCOPES
from okrlint.packs.rule_files import CODE, EXAMPLES, NAME, SEVERITIES
from okrlint.packs.rule_keys import RULE_KEYS

PAGE = "docs/packs.md"
SCHEMA = "docs/rule.schema.json"

_TABLE = re.compile(r"(?<=<!-- keys of a rule file -->\n\n).*?(?=<!-- end of the keys -->)", re.DOTALL)

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT}
_EXAMPLES = {"type": "array", "items": {"type": ["string", "object"]}}


def _keys() -> Iterator[str]:
    yield "| Key | |"
    yield "| --- | --- |"
    for key in RULE_KEYS:
        yield f"| `{key.name}` | {key.help}{'' if key.required else ' May be left out.'} |"


def render(root: Path) -> str:
    """docs/packs.md of a checkout with the keys as they are now. Raises OkrlintError where it has no place for them."""
    page = (root / PAGE).read_text(encoding="utf-8")
    if not _TABLE.search(page):
        raise OkrlintError(f"{PAGE} has no place for the keys of a rule file")
    return _TABLE.sub(lambda _: "\n".join(_keys()) + "\n\n", page, count=1)


def pack_checks() -> dict[str, Check]:
    """The checks that rules of packs may have, by name."""
    from importlib import import_module

    found: dict[str, Check] = {name: import_module(f"okrlint.checks.{name}").check for name in check_names()}
    return {name: check for name, check in found.items() if scopes(check)}


def _of_check(name: str, check: Check) -> dict[str, Any]:
    """What holds for a rule with one check."""
    options = {option: annotation_schema(hint) for option, hint in option_types(check).items()}
    taken = {"type": "object", "properties": options, "additionalProperties": False}
    return {
        "if": {"properties": {"check": {"const": name}}, "required": ["check"]},
        "then": {"properties": {"applies_to": {"enum": scopes(check)}, "with": taken}},
    }


def _properties(checks: dict[str, Check]) -> dict[str, Any]:
    """What may stand at each key."""
    examples = {"type": "object", "properties": dict.fromkeys(EXAMPLES, _EXAMPLES), "required": list(EXAMPLES[:2])}
    shapes: dict[str, Any] = {
        "code": {"type": "string", "pattern": f"^(?!{RESERVED}){CODE}$"},
        "name": {"type": "string", "pattern": f"^{NAME}$"},
        "severity": {"enum": list(SEVERITIES)},
        "applies_to": {"enum": list(SCOPES)},
        "check": {"enum": list(checks)},
        "with": {"type": "object"},
        "sources": _TEXTS,
        "silences": _TEXTS,
        "rewrite": {"enum": list(STRATEGIES)},
        "adds": {"type": "object", "additionalProperties": _TEXT},
        "examples": {**examples, "additionalProperties": False},
    }
    return {key.name: {"description": key.help, **shapes.get(key.name, _TEXT)} for key in RULE_KEYS}


def schema_text() -> str:
    """The JSON Schema of a rule file in a pack."""
    checks = pack_checks()
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule of a pack for okrlint",
        "type": "object",
        "properties": _properties(checks),
        "required": [key.name for key in RULE_KEYS if key.required],
        "additionalProperties": False,
        "allOf": [_of_check(name, check) for name, check in checks.items()],
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
