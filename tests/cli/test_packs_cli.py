"""Rules of packs on the command line, and `okrlint rules test`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from okrlint import packs

Okrlint = Callable[..., Result]
EXAMPLE = Path(__file__).parents[2] / "examples" / "pack"

OKRS = """\
# Counter, 2026-Q3

## Objective: Customers get their parcels on the promised day

- The run rate of the counter rises from 61 to 75 points
- Parcels that arrive on the promised day: 80% to 90%
"""

CHECK = "check: phrase\nwith:\n"


@pytest.fixture
def pack(project: Path) -> Path:
    """The pack of the examples in the project, with a file that trips one of its rules on line 5."""
    shutil.copytree(EXAMPLE / "okr-rules", project / "okr-rules")
    (project / "okrlint.toml").write_text('extend-packs = ["okr-rules"]\n')
    (project / "okrs.md").write_text(OKRS, encoding="utf-8")
    return project / "okr-rules"


def edit(pack: Path, old: str, new: str) -> None:
    """Change the first rule of the pack."""
    path = pack / "ACME101-house-jargon.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(result: Result) -> list[str]:
    """The codes of a report as JSON."""
    return [one["code"] for one in json.loads(result.stdout)["diagnostics"]]


def test_check_reports_it_and_does_not_read_its_files(okrlint: Okrlint, pack: Path) -> None:
    result = okrlint("check")
    assert result.exit_code == 1
    assert 'okrs.md:5:7: ACME101 Nobody outside this department knows "run rate"' in result.stdout
    assert "1 file;" in result.stdout
    report = json.loads(okrlint("check", "--format", "json").stdout)
    assert [(one["code"], one["name"], one["url"]) for one in report["diagnostics"]] == [
        ("ACME101", "house-jargon", "")
    ]
    named = okrlint("check", "--force-exclude", "okr-rules/ACME101-house-jargon.yaml")
    assert (named.exit_code, named.stdout) == (0, "")


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("ignore ACME101", []),
        ("ignore house-jargon, OKR304", ["OKR902"]),
        ("ignore ACME ours", []),
        ("ignore ACME201", ["ACME101", "OKR902"]),
        ("ignore ACME109", ["ACME101", "OKR902"]),
    ],
)
def test_comments_keep_it_quiet(okrlint: Okrlint, pack: Path, comment: str, found: list[str]) -> None:
    text = OKRS.replace("75 points", f"75 points <!-- okrlint: {comment} -->")
    (pack.parent / "okrs.md").write_text(text, encoding="utf-8")
    assert codes(okrlint("check", "--format", "json")) == found


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ('ignore = ["ACME101"]', []),
        ('[per-file-ignores]\n"okrs.md" = ["house-jargon"]', []),
        ('[rules.house-jargon]\nphrases = ["promised day"]', ["ACME101"]),
        ("[rules.ACME101]\nunless_measured = true", []),
        ('[severity]\nACME = "off"', []),
    ],
)
def test_the_configuration_speaks_of_it_as_of_others(
    okrlint: Okrlint, pack: Path, settings: str, found: list[str]
) -> None:
    (pack.parent / "okrlint.toml").write_text(f'extend-packs = ["okr-rules"]\n{settings}\n')
    assert codes(okrlint("check", "--format", "json")) == found


def test_select_on_the_command_line(okrlint: Okrlint, pack: Path) -> None:
    assert codes(okrlint("check", "--format", "json", "--select", "OKR3")) == []
    assert codes(okrlint("check", "--format", "json", "--select", "ACME1")) == ["ACME101"]
    wrong = okrlint("check", "--select", "ACME109")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert 'there is no rule "ACME109" (did you mean "ACME101"?)' in wrong.stderr


def test_rules_and_explain_know_it(okrlint: Okrlint, pack: Path) -> None:
    assert okrlint("rules").stdout.splitlines()[-2].split()[:3] == ["ACME101", "house-jargon", "warning"]
    last = json.loads(okrlint("rules", "--format", "json").stdout)["rules"][-1]
    assert (last["code"], last["state"], last["severity"]) == ("ACME201", "on", "info")
    page = okrlint("explain", "house-jargon").stdout
    assert page.startswith("ACME101 house-jargon (warning)\n")
    assert page.endswith("\nokr-rules/ACME101-house-jargon.yaml\n")
    assert "    ACME101 house-jargon (warning): " in okrlint("explain", "okrs.md:5").stdout
    assert "  okrlint.toml:1: extend-packs turns it on\n" in okrlint("config", "explain", "ACME101").stdout
    assert 'extend-packs = ["okr-rules"]  # okrlint.toml:1\n' in okrlint("config", "show").stdout
    assert okrlint("explain", "ACME101", "--isolated").exit_code == 2


def test_the_schema_knows_it(okrlint: Okrlint, pack: Path) -> None:
    schema = json.loads(okrlint("config", "schema").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"rules": {"house-jargon": {"unless_measured": True}}})
    assert not validator.is_valid({"rules": {"ACME101": {"phases": []}}})
    edit(pack, "severity: warning", "severity: loud")
    broken = okrlint("config", "schema")
    assert broken.exit_code == 0
    assert "okr-rules/ACME101-house-jargon.yaml:4: " in broken.stderr
    assert "house-jargon" not in json.loads(broken.stdout)["$defs"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("severity: warning", "severity: loud", ":4: "),
        ('knows "{phrase}"', 'knows "{word}"', ":10: the message has a field {word}, which the check phrase"),
        (CHECK, "check: pattern\nwith:\n  patterns: [[{LOWER: {REGEX: '('}}]]\n#", ":8: "),
        (
            CHECK,
            "check: pattern\nwith:\n  patterns: [[{LOWER: {REGEX: '(a+)+b'}}]]\n#",
            ':8: the REGEX "(a+)+b" repeats',
        ),
        (
            CHECK,
            "check: pattern\nwith:\n  patterns: [[{_: {a: b}}]]\n#",
            ':8: a token pattern asks for "_"',
        ),
        (CHECK, "check: judged\nwith:\n  flags: {bossy: true}\n#", ":8: the check "),
    ],
)
def test_a_mistake_is_one_line_with_its_place(okrlint: Okrlint, pack: Path, old: str, new: str, message: str) -> None:
    edit(pack, old, new)
    path = pack / "ACME101-house-jargon.yaml"
    if "\n#" in new:
        text = path.read_text(encoding="utf-8").replace("  except_in:", "#").replace("{phrase}", "it")
        path.write_text(text, encoding="utf-8")
    result = okrlint("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"okrlint: okr-rules/ACME101-house-jargon.yaml{message}")
    assert result.stderr.count("\n") == 1


def test_its_words_cannot_command_a_terminal(okrlint: Okrlint, pack: Path) -> None:
    text = (pack / "ACME101-house-jargon.yaml").read_text(encoding="utf-8")
    text = text.replace("summary: ", 'summary: "\\e[31m\\n\\u202e').replace("understands.", 'understands."')
    text = text.replace("- Our style", '- "\\e[31m').replace("page 3", 'page 3"').replace("<<north", "\\e[31m<<north")
    text = text.replace("message: 'Nobody", 'message: "\\e[31mNobody').replace('"{phrase}"', "{phrase}")
    text = text.replace("warehouse?'", 'warehouse?"')
    (pack / "ACME101-house-jargon.yaml").write_text(text, encoding="utf-8")
    for command in (["check"], ["rules"], ["explain", "ACME101"], ["explain", "okrs.md:5"], ["rules", "test"]):
        result = okrlint(*command)
        assert result.exit_code in (0, 1), result.stderr
        assert "\x1b" not in result.stdout
        assert "\u202e" not in result.stdout


def test_the_examples_pass(okrlint: Okrlint, pack: Path) -> None:
    result = okrlint("rules", "test")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2 rules, 12 examples, 0 fail\n", "")


def test_each_failure_is_a_line_at_its_place(okrlint: Okrlint, pack: Path) -> None:
    edit(pack, "<<north star>>", "north <<star>>")
    edit(pack, "Customers who would send a friend", "Significantly more customers send a friend")
    edit(pack, ": 61% to 75%", "")
    edit(pack, "North Star Bakery", "north star team")
    result = okrlint("rules", "test", "okr-rules")
    assert result.exit_code == 1
    bad, good, silent, summary = result.stdout.splitlines()
    where = "okr-rules/ACME101-house-jargon.yaml"
    assert bad == (
        f"{where}:18: ACME101 house-jargon, bad example 1: expected "
        "- The north <<star>> of the counter rises from 61 to 75 points; came "
        "- The <<north star>> of the counter rises from 61 to 75 points"
    )
    assert good.startswith(f"{where}:22: ACME101 house-jargon, good example 1: expected nothing; came OKR304 vague-")
    assert silent.startswith(f"{where}:25: ACME101 house-jargon, silent example 1: expected nothing; came ACME101 ")
    assert summary == "2 rules, 12 examples, 3 fail"


def test_examples_that_are_missing_or_marked_wrongly_fail(okrlint: Okrlint, pack: Path) -> None:
    edit(pack, '    - "- Customers who wait while we <<swarm>>: 30 to 5 a week"\n', "")
    edit(pack, "<<north star>>", "north star")
    edit(pack, "- Complaints that", "- <<Complaints>> that")
    edit(pack, '    - "- **<<Tiger team>>** cases that reach the customer in a day: 4 in 10 to 8 in 10"\n', "")
    few, bad, good, summary = okrlint("rules", "test").stdout.splitlines()
    assert "bad examples: expected at least 2 examples; came 1" in few
    assert "bad example 1: expected a place marked with << and >>; came - The <<north star>>" in bad
    assert "good example 2: expected nothing; came << and >>, which mark what is reported" in good
    assert summary == "2 rules, 10 examples, 3 fail"


def test_failures_for_programs(okrlint: Okrlint, pack: Path) -> None:
    edit(pack, "North Star Bakery", "north star team")
    result = okrlint("rules", "test", "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["summary"] == {"rules": 2, "examples": 12, "failures": 1}
    (failure,) = told["failures"]
    found = failure.pop("found")
    assert found[0].startswith("ACME101 house-jargon (warning): ")
    assert failure == {
        "path": "okr-rules/ACME101-house-jargon.yaml",
        "line": 25,
        "code": "ACME101",
        "name": "house-jargon",
        "kind": "silent",
        "number": 1,
        "expected": [],
    }


def test_the_settings_do_not_decide_how_examples_are_judged(okrlint: Okrlint, pack: Path) -> None:
    (pack.parent / "okrlint.toml").write_text('extend-packs = ["okr-rules"]\nselect = ["OKR3"]\nignore = ["ACME"]\n')
    assert okrlint("rules", "test").stdout == "2 rules, 12 examples, 0 fail\n"


def test_folders_need_no_configuration(okrlint: Okrlint, pack: Path) -> None:
    (pack.parent / "okrlint.toml").unlink()
    none = okrlint("rules", "test")
    assert (none.exit_code, none.stdout) == (2, "")
    assert none.stderr.startswith("okrlint: there are no packs to test: name a folder")
    assert okrlint("rules", "test", "okr-rules").exit_code == 0
    assert okrlint("rules", "test", "gone").stderr == "okrlint: gone is no folder\n"
    (pack.parent / "empty").mkdir()
    assert okrlint("rules", "test", "empty").stderr == "okrlint: empty has no rule files (.yaml)\n"
    assert okrlint("rules", "test", "okr-rules", "./okr-rules/").stdout == "2 rules, 12 examples, 0 fail\n"


def test_options_of_the_list_are_not_those_of_the_test(okrlint: Okrlint, pack: Path) -> None:
    for arguments in (["rules"], ["rules", "--format", "json"], ["rules", "--isolated", "--profile", "strict"]):
        assert okrlint(*arguments).exit_code == 0
    wrong = okrlint("rules", "--format", "json", "test")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "write options after the command: okrlint rules test" in wrong.stderr
    assert 'there is no command "tset" (did you mean "test"?)' in okrlint("rules", "tset").stderr


def test_no_code_of_okrlint_is_taken(okrlint: Okrlint, pack: Path) -> None:
    shutil.copy(packs.core_rules()[0].origin, pack)
    result = okrlint("rules", "test")
    assert result.exit_code == 2
    assert 'the codes of okrlint itself begin with "OKR"' in result.stderr
