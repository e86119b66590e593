"""`okrlint report`, and `okrlint check` in the formats of services, as people call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Okrlint = Callable[..., Result]
FORMATS = ("sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html")


@pytest.mark.parametrize("report_format", FORMATS)
def test_every_format_of_check(okrlint: Okrlint, report_format: str) -> None:
    result = okrlint("check", "--format", report_format)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "OKR304" in result.stdout
    assert okrlint("check", "--format", report_format).stdout == result.stdout


def test_sarif_describes_rules_of_ones_own(okrlint: Okrlint, project: Path) -> None:
    (project / "mine").mkdir()
    source = Path(__file__).parents[2] / "examples" / "pack" / "okr-rules" / "ACME101-house-jargon.yaml"
    (project / "mine" / source.name).write_text(source.read_text("utf-8"), "utf-8")
    (project / "okrlint.toml").write_text('extend-packs = ["mine"]\n', "utf-8")
    (project / "okrs.md").write_text("# A 2026-Q3\n\n## Objective: B\n\n- The run rate rises from 61 to 75\n", "utf-8")
    log = json.loads(okrlint("check", "--format", "sarif", "--select", "ACME101").stdout)
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == "ACME101"
    assert rule["help"]["text"]
    assert "helpUri" not in rule


def test_a_page(okrlint: Okrlint, project: Path) -> None:
    result = okrlint("report", "--today", "2026-08-01", "-o", "review.html")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    page = (project / "review.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "as of 2026-08-01" in page
    assert "Significantly fewer calves fall ill" in page
    assert okrlint("report", "--today", "2026-08-01").stdout == page


def test_the_same_as_markdown(okrlint: Okrlint) -> None:
    rendered = okrlint("report", "--format", "markdown", "--score").stdout
    assert rendered.startswith("# OKR review\n")
    assert "Score: " in rendered
    assert "Score: " not in okrlint("report", "--format", "markdown").stdout


def test_a_template_of_ones_own(okrlint: Okrlint, project: Path) -> None:
    (project / "own.html").write_text("{{ report.objectives }} objectives\n", "utf-8")
    assert okrlint("report", "--template", "own.html").stdout == "2 objectives\n"
    (project / "own.html").write_text("<p>\n{{ nothing }}\n", "utf-8")
    broken = okrlint("report", "--template", "own.html", "-o", "x.html")
    assert (broken.exit_code, broken.stdout) == (2, "")
    assert broken.stderr == "okrlint: own.html:2: the template cannot be used: 'nothing' is undefined\n"
    assert not (project / "x.html").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--template", "nowhere.html"), "nowhere.html: cannot be read: no such file or directory"),
        (("--template", "okrs.md", "--format", "markdown"), "--template is for HTML"),
        (("--select", "OKR000"), "OKR000"),
    ],
)
def test_mistakes(okrlint: Okrlint, arguments: tuple[str, ...], words: str) -> None:
    result = okrlint("report", *arguments)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert words in result.stderr


def test_what_cannot_be_read_is_on_the_page(okrlint: Okrlint, project: Path) -> None:
    (project / "bad-okrs.yaml").write_bytes(b"a: \xff\n")
    result = okrlint("report")
    assert result.exit_code == 2
    assert "bad-okrs.yaml" in result.stdout
    assert result.stderr.startswith("okrlint: bad-okrs.yaml:1:4: cannot be read")


POWER = ("Ship the world-class new portal", "Ship 1 new portal by 100%", "Massively ship 3 portals from 0 to 3")


@pytest.mark.parametrize("sentence", POWER)
def test_no_digits_or_power_words_raise_the_score(okrlint: Okrlint, project: Path, sentence: str) -> None:
    text = "# A, 2026-Q3\n\n## Objective: Guests come back\n\n- Guests who come back: 4 in 10 to 6 in 10\n- {}\n"
    template = project / "own.html"
    template.write_text("{{ report.score }}", "utf-8")

    def score(words: str) -> int:
        """The score of the document with a sentence."""
        (project / "okrs.md").write_text(text.format(words), "utf-8")
        return int(okrlint("report", "--score", "--template", "own.html").stdout)

    assert score(sentence) <= score("Ship the new portal") == 50


@pytest.mark.parametrize("command", ["check", "report"])
@pytest.mark.parametrize("report_format", ["html", "markdown"])
def test_a_report_is_never_taken_for_okrs(okrlint: Okrlint, project: Path, command: str, report_format: str) -> None:
    name = f"okr-review.{'md' if report_format == 'markdown' else 'html'}"
    first = okrlint(command, "--format", report_format).stdout
    okrlint(command, "--format", report_format, "-o", name)
    assert (project / name).read_text("utf-8") == first
    assert okrlint(command, "--format", report_format).stdout == first
