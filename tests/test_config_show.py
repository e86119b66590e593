"""Settings shown as TOML, the configuration to start from, and the schema."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrlint import config
from okrlint.config.keys import BY_NAME, KEYS
from okrlint.config.schema import annotation_schema, schema
from okrlint.config.show import as_toml, template
from okrlint.config.toml import toml_value
from okrlint.core.finding import Severity
from okrlint.core.rule import Rule
from okrlint.core.settings import Settings

RULE = Rule(
    code="OKR602",
    name="too-many-key-results",
    summary="More key results than a team can look after.",
    severity=Severity.WARNING,
    applies_to="objective",
    check="too_many",
    message="{count} are too many",
    options={"most": 5},
)
CONFIG = """\
profile = "strict"
ignore = ["OKR304"]
exclude = ["a\\"b", "ü\\u0000"]
[severity]
missing-baseline = "error"
OKR303 = "off"
[per-file-ignores]
"drafts/*.md" = ["OKR2"]
[rules.too-many-key-results]
most = 4
[fields]
"Ziel bis" = "target"
"""


def resolved(text: str, folder: Path) -> Settings:
    (folder / "okrlint.toml").write_text(text, encoding="utf-8")
    return config.load(str(folder / "okrlint.toml"))


def decisions(settings: Settings) -> Any:
    return [getattr(settings, name) for name in Settings._fields if name not in ("origins", "file", "root")]


def test_shown_settings_decide_the_same(tmp_path: Path) -> None:
    settings = resolved(CONFIG, tmp_path)
    again = resolved(as_toml(settings), tmp_path)
    assert decisions(again) == decisions(settings)


def test_each_value_shows_its_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = as_toml(resolved(CONFIG, tmp_path))
    assert 'profile = "strict"  # okrlint.toml:1\n' in shown
    assert 'ignore = ["OKR304"]  # okrlint.toml:2\n' in shown
    assert "select = []  # default\n" in shown
    assert 'OKR303 = "off"  # okrlint.toml:6\n' in shown
    assert "most = 4  # okrlint.toml:10\n" in shown


def test_only_switched_off(tmp_path: Path) -> None:
    shown = as_toml(resolved('[severity]\nOKR303 = "off"\n', tmp_path))
    assert "ignore = []  # default\n" in shown


def test_defaults_are_shown_without_tables() -> None:
    assert "[" not in re.sub(r"= \[.*", "", as_toml(config.defaults()))


def test_the_template_changes_nothing(tmp_path: Path) -> None:
    assert tomllib.loads(template()) == {}


def test_the_template_with_all_comments_taken_away(tmp_path: Path) -> None:
    lines = [line[2:] for line in template().split("\n") if re.match(r"# (\[[\w.-]+\]$|[\w\"][^=]* = )", line)]
    text = "\n".join(lines)
    assert set(tomllib.loads(text)) == set(BY_NAME)
    (tmp_path / "okrlint.toml").write_text("")
    (tmp_path / "inner" / "okr-rules").mkdir(parents=True)
    settings = resolved(text, tmp_path / "inner")
    assert settings.fields == {"Ziel bis Quartalsende": "target"}


def built() -> Any:
    return schema([RULE], {"OKR602": {"most": int, "words": tuple[str, ...]}}, ["team", "strict"])


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(built())
    assert list(built()["properties"]) == [key.name for key in KEYS]


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ('profile = "strict"\n[rules.OKR602]\nmost = 3\n', True),
        ('[rules.too-many-key-results]\nwords = ["a"]\n', True),
        ('profile = "strickt"\n', False),
        ("[rules.OKR602]\nmost = 'x'\n", False),
        ("[rules.OKR602]\nother = 1\n", False),
        ("[rules.nothing]\nmost = 1\n", False),
        ("fail_on = 'info'\n", False),
        ("[severity]\nOKR602 = 'loud'\n", False),
    ],
)
def test_what_the_schema_takes(text: str, valid: bool) -> None:
    assert jsonschema.Draft202012Validator(built()).is_valid(tomllib.loads(text)) is valid


def test_the_schema_gives_the_rule_s_own_defaults() -> None:
    assert built()["$defs"]["too-many-key-results"]["properties"]["most"] == {"type": "integer", "default": 5}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (str, {"type": "string"}),
        (bool, {"type": "boolean"}),
        (float, {"type": "number"}),
        (frozenset[str], {"type": "array", "items": {"type": "string"}}),
        (Literal["a", "b"], {"enum": ["a", "b"]}),
        (dict[str, int], {"type": "object", "additionalProperties": {"type": "integer"}}),
        (int | None, {"anyOf": [{"type": "integer"}]}),
        (object, {}),
    ],
)
def test_annotations(annotation: Any, expected: Any) -> None:
    assert annotation_schema(annotation) == expected


texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(texts), st.dictionaries(texts, st.booleans() | st.integers() | texts))
def test_written_toml_reads_back(items: list[str], table: dict[str, Any]) -> None:
    assert tomllib.loads(f"a = {toml_value(items)}\nb = {toml_value(table)}") == {"a": items, "b": table}
