"""The keys of a configuration: one table for validation, defaults, the schema and `okrlint config init`."""

from __future__ import annotations

from typing import Any, NamedTuple

from okrlint.core.fields import FIELDS
from okrlint.core.settings import INCLUDE

FILE_NAMES = ("okrlint.toml", ".okrlint.toml", "pyproject.toml")
"""Configuration files, the first one of a folder wins; of the last one the table [tool.okrlint] counts."""

FIELD_NAMES = (*FIELDS, "objective", "key_result", "initiatives", "id", "note", "title", "goal")
"""What a column or key of the author's own may be declared to mean."""

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_LEVELS = ["info", "warning", "error"]


class Key(NamedTuple):
    """One key: what may stand there as a JSON Schema, what counts where it is missing, and what it does."""

    name: str
    schema: Schema
    default: Any
    help: str
    example: str = ""


KEYS = (
    Key("extends", _TEXT, None, "Another configuration file to start from, relative to this one.", '"../okrlint.toml"'),
    Key(
        "profile",
        _TEXT,
        "team",
        'How much okrlint says: "starter" for the first steps, "team", "strict" for everything, "personal", "google".',
    ),
    Key(
        "extend-packs",
        _TEXTS,
        [],
        "Folders of rule files of your own, relative to this file. Their rules are on, whatever the profile. Folders "
        "that an extended file names are kept.",
        '["okr-rules"]',
    ),
    Key(
        "select",
        _TEXTS,
        [],
        'Run these rules instead of those of the profile and of your packs: codes ("OKR304"), starts of codes '
        '("OKR3"), names, "ALL".',
        '["OKR1", "vague-quantity"]',
    ),
    Key("ignore", _TEXTS, [], "Keep these rules quiet.", '["missing-baseline"]'),
    Key("fail-on", {"enum": _LEVELS}, "warning", "The least severity that makes `okrlint check` exit with 1."),
    Key(
        "min-confidence",
        {"type": "number", "minimum": 0, "maximum": 1},
        0.0,
        "Do not report what is less sure than this, from 0 to 1.",
    ),
    Key(
        "include",
        _TEXTS,
        list(INCLUDE),
        "Files that a searched folder gives by their name; capitals do not matter. Files whose content looks like OKRs "
        "come without being named.",
    ),
    Key("exclude", _TEXTS, [], "Files and folders that a search leaves out.", '["archive/", "*-draft.md"]'),
    Key(
        "severity",
        {"type": "object", "additionalProperties": {"enum": [*_LEVELS, "off"]}},
        {},
        "How bad the findings of a rule are: info, warning, error, or off.",
        'missing-baseline = "warning"',
    ),
    Key(
        "per-file-ignores",
        {"type": "object", "additionalProperties": _TEXTS},
        {},
        "Rules that keep quiet in some files.",
        '"retrospectives/" = ["OKR2", "missing-target"]',
    ),
    Key(
        "rules",
        {"type": "object", "additionalProperties": {"type": "object"}},
        {},
        "Options of single rules, a table for each: [rules.NAME] or [rules.CODE].",
    ),
    Key(
        "fields",
        {"type": "object", "additionalProperties": {"enum": list(FIELD_NAMES)}},
        {},
        "What columns and keys of your own mean to okrlint.",
        '"Ziel bis Quartalsende" = "target"',
    ),
)
"""Every key that a configuration may have, in the order in which people are shown them."""

BY_NAME = {key.name: key for key in KEYS}
