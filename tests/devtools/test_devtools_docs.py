"""The generated files: current, complete, and repaired where somebody edits them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from okrlint.core.errors import OkrlintError
from okrlint.core.rule import Example, Rule
from okrlint.devtools.catalogue import Catalogue
from okrlint.devtools.commands import main
from okrlint.devtools.docs import outdated, write
from okrlint.devtools.pack_page import PAGE
from okrlint.devtools.readme import EXAMPLE
from okrlint.devtools.rule_page import marked

ROOT = Path(__file__).parents[2]
CATALOGUE = Catalogue.of_core()
SECTIONS = ["Why", "Instead of", "Better", "Options", "Severity", "Other rules", "How to silence it", "Sources"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what the generated files are made of."""
    (tmp_path / "examples").mkdir()
    shutil.copy(ROOT / EXAMPLE, tmp_path / EXAMPLE)
    (tmp_path / "docs").mkdir()
    for name in ("README.md", PAGE):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_generated_files_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    codes = main(["index", "--check"]), main(["docs", "--check"])
    assert (capsys.readouterr().out, codes) == ("", (0, 0))


def test_everything_is_written_and_then_nothing(checkout: Path) -> None:
    written = write(checkout)
    assert f"docs/rules/{CATALOGUE.rules[0].name}.md" in written
    assert {"docs/cli.md", "docs/configuration.md", "docs/okrlint.schema.json", "docs/rules/index.md"} < set(written)
    assert write(checkout) == []


def test_edited_and_left_over_pages_are_repaired(checkout: Path) -> None:
    write(checkout)
    page, left_over = checkout / "docs/rules/index.md", checkout / "docs/rules/gone.md"
    text = page.read_text()
    page.write_text("mine now")
    left_over.write_text("a rule that is no more")
    assert outdated(checkout) == ["docs/rules/index.md", "docs/rules/gone.md"]
    write(checkout)
    assert page.read_text() == text
    assert not left_over.exists()


def test_the_output_in_the_readme_is_put_back(checkout: Path) -> None:
    readme = checkout / "README.md"
    text = readme.read_text()
    readme.write_text(re.sub(r"(?<=```text\n).*?(?=```)", "nothing\n", text, count=1, flags=re.DOTALL))
    assert "README.md" in outdated(checkout)
    write(checkout)
    assert readme.read_text() == text
    readme.write_text("# No place for it\n")
    with pytest.raises(OkrlintError, match="no block"):
        outdated(checkout)


@pytest.mark.parametrize("rule", CATALOGUE.rules, ids=lambda rule: rule.name)
def test_every_page_has_its_sections_in_order(rule: Rule) -> None:
    text = (ROOT / "docs" / "rules" / f"{rule.name}.md").read_text(encoding="utf-8")
    headings = [line.removeprefix("## ") for line in re.sub(r"(`{3,}).*?\1", "", text, flags=re.DOTALL).split("\n")]
    found = [heading for heading in headings if heading in SECTIONS]
    assert found == [section for section in SECTIONS if section in found]
    assert {"Why", "Instead of", "Better", "Options", "Severity", "How to silence it"} <= set(found)
    assert text.count("\n> ") >= 2


def test_marks_stand_below_what_they_mark() -> None:
    text = "# Farm\n\n- one two three\n"
    example = Example(
        text, ((text.index("one"), text.index("one") + 3), (text.index("three"), text.index("three") + 5))
    )
    assert marked(example) == "# Farm\n\n- one two three\n  ^^^     ^^^^^"


def test_every_option_of_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [word for word in ("--select", "--fail-on", "--stdin-filename", "--format") if word not in page] == []
    assert "--stdio" not in page


def test_the_schema_takes_what_the_documentation_shows() -> None:
    schema = json.loads((ROOT / "docs" / "okrlint.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"profile": "starter", "rules": {"too-many-objectives": {"most": 3}}})
    assert not validator.is_valid({"profile": "starters"})
    assert not validator.is_valid({"rules": {"too-many-objectives": {"fewest": 3}}})
