"""The page about packs tells all that there is, and the schema of rule files takes what okrlint takes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from okrlint.core.errors import OkrlintError
from okrlint.devtools import pack_page
from okrlint.engine.bind import option_types
from okrlint.packs import load_page, load_rule, own_rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / pack_page.PAGE).read_text(encoding="utf-8")
PACK = ROOT / "examples" / "pack" / "okr-rules"
SCHEMA = json.loads(pack_page.schema_text())
CHECKS = pack_page.pack_checks()
GENERAL = re.findall(r"^### `(\w+)`$", PAGE, re.MULTILINE)


def section(check: str) -> str:
    """What the page says about a check."""
    return re.split(r"^##+ ", PAGE.partition(f"### `{check}`\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def plain(path: Path) -> Any:
    """A rule file as a schema sees it."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("check", GENERAL)
def test_every_option_of_a_general_check_is_told(check: str) -> None:
    told = re.findall(r"^\| `(\w+)` \|", section(check), re.MULTILINE)
    assert told == list(option_types(CHECKS[check]))


def test_the_general_checks_are_there() -> None:
    assert GENERAL == ["phrase", "pattern", "judged", "judged_objective", "key_result_count"]


def test_the_rule_on_the_page_is_the_example() -> None:
    shown = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    assert shown[1] == (PACK / "ACME101-house-jargon.yaml").read_text(encoding="utf-8")
    assert load_rule(PACK / "ACME101-house-jargon.yaml").code in PAGE


def test_what_checks_need_from_outside_is_not_for_packs() -> None:
    assert not {"unused_suppression", "unreadable"} & set(CHECKS)


def test_a_page_without_a_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / pack_page.PAGE).write_text("# Packs\n")
    with pytest.raises(OkrlintError, match="no place"):
        pack_page.render(tmp_path)


def test_the_schema_is_a_schema_and_takes_the_examples() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for path in sorted(PACK.glob("*.yaml")):
        assert list(validator.iter_errors(plain(path))) == []
        assert load_page(path).bad
    assert len(own_rules({str(PACK): str(PACK)}, ())) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"code": "OKR101"},
        {"code": "acme101"},
        {"severity": "off"},
        {"applies_to": "document"},
        {"applies_to": "suppression"},
        {"check": "os.path"},
        {"check": "unreadable"},
        {"with": {"phases": ["a"]}},
        {"with": {"phrases": "a"}},
        {"fix": "yes"},
        {"examples": {"bad": ["- <<a>>"]}},
    ],
)
def test_the_schema_refuses_what_okrlint_refuses(change: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert not validator.is_valid({**plain(PACK / "ACME101-house-jargon.yaml"), **change})
