"""The examples of docs/formats.md are read as the page says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from okrlint import engine, packs
from okrlint.analysis import analyse
from okrlint.core.settings import Settings
from okrlint.core.source import Source
from okrlint.formats import read

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"<!-- reads (?P<path>\S+): (?P<objectives>\d+) objectives?, (?P<key_results>\d+) key results? -->\n\n"
    r"```(?P<format>\w+)\n(?P<text>.*?)```\n",
    re.DOTALL,
)
SUPPRESSED = re.compile(
    r"```(?P<format>markdown|yaml|json|mdx|org)\n(?P<text>[^`]*okrlint: ?[^`]*|[^`]*\"okrlint\"[^`]*)```"
)
AROUND = {
    "markdown": "# Ward, 2026 Q3\n\n## Objective: Patients sleep through the night\n\n{}",
    "mdx": "# Ward, 2026 Q3\n\n## Objective: Patients sleep through the night\n\n{}",
    "org": "* Ward, 2026 Q3\n** Objective: Patients sleep through the night\n{}",
    "yaml": "objective: Patients sleep through the night\n{}",
    "json": '{{"objective": "Patients sleep through the night", "key_results": [{}]}}',
}
"""The rest of a document around the examples of comments."""


class Reads(NamedTuple):
    """An example and what is in it."""

    source: Source
    objectives: int
    key_results: int


EXAMPLES = [
    Reads(Source(m["path"], m["text"], m["format"]), int(m["objectives"]), int(m["key_results"]))
    for m in EXAMPLE.finditer(PAGE)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.source.text.split("\n")[0])
def test_an_example_is_read_as_the_page_says(example: Reads) -> None:
    document = read(example.source)
    assert not document.problems
    assert sum(objective.stated for objective in document.objectives) == example.objectives
    assert len(list(document.key_results)) == example.key_results


def test_the_page_has_examples_of_every_format() -> None:
    formats = {"markdown", "mdx", "html", "org", "text", "yaml", "json", "toml", "csv"}
    assert {example.source.format for example in EXAMPLES} == formats
    assert PAGE.count("<!-- reads ") == len(EXAMPLES)
    assert sorted(match["format"] for match in SUPPRESSED.finditer(PAGE)) == ["json", "markdown", "mdx", "org", "yaml"]


@pytest.mark.parametrize("match", list(SUPPRESSED.finditer(PAGE)), ids=lambda match: match["format"])
def test_a_comment_keeps_a_rule_quiet_as_the_page_says(match: re.Match[str]) -> None:
    rules = engine.rules_for(Settings(select=("OKR304", "OKR902")), packs.core_rules(), packs.profiles())

    def codes(text: str) -> list[str]:
        source = Source(f"okrs.{match['format']}", text, match["format"])
        return [diagnostic.code for diagnostic in engine.lint([source], rules, analyse=analyse)]

    text = AROUND[match["format"]].format(match["text"])
    assert "OKR304" not in codes(text)
    assert "OKR304" in codes(re.sub(r"okrlint: ?", "", text).replace('"okrlint"', '"note"'))


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_configurations_in_the_documentation_are_toml(page: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert all(isinstance(tomllib.loads(block), dict) for block in blocks)
