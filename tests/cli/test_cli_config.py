"""`okrlint config`, `okrlint rules`, `okrlint explain`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from okrlint import packs
from okrlint.cli import COMMANDS

Okrlint = Callable[..., Result]


def test_show(okrlint: Okrlint, project: Path) -> None:
    (project / "okrlint.toml").write_text('profile = "strict"\n[severity]\nOKR304 = "error"\n')
    result = okrlint("config", "show", "okrs.md", "--ignore", "OKR6")
    assert result.exit_code == 0
    assert result.stdout.startswith('# okrs.md: from okrlint.toml\nprofile = "strict"  # okrlint.toml:1\n')
    assert 'ignore = ["OKR6"]  # --ignore\n' in result.stdout
    assert 'OKR304 = "error"  # okrlint.toml:3\n' in result.stdout
    assert tomllib.loads(result.stdout)["severity"] == {"OKR304": "error"}


def test_show_without_a_configuration(okrlint: Okrlint) -> None:
    assert okrlint("config", "show").stdout.startswith("# .: without a configuration file\n")


def test_show_for_a_file_elsewhere(okrlint: Okrlint, project: Path) -> None:
    (project / "team").mkdir()
    (project / "team" / "okrlint.toml").write_text('fail-on = "error"\n')
    assert 'fail-on = "error"  # team/okrlint.toml:1' in okrlint("config", "show", "team/okrs.md").stdout
    assert 'fail-on = "error"' in okrlint("config", "show", "team").stdout


def test_explain_says_why(okrlint: Okrlint, project: Path) -> None:
    (project / "okrlint.toml").write_text('ignore = ["OKR3"]\n[per-file-ignores]\n"okrs.md" = ["OKR6"]\n')
    ignored = okrlint("config", "explain", "vague-quantity").stdout
    assert ignored.startswith("OKR304 vague-quantity is kept quiet:\n")
    assert "okrlint.toml:1: ignore OKR3 " in ignored
    in_file = okrlint("config", "explain", "OKR604", "okrs.md").stdout
    assert in_file.startswith("OKR604 no-key-results is kept quiet in okrs.md:\n")
    assert "okrlint.toml:3: per-file-ignores" in in_file
    assert okrlint("config", "explain", "OKR604").stdout.startswith("OKR604 no-key-results is on, as ")
    assert "is off" in okrlint("config", "explain", "OKR604", "--select", "OKR304").stdout


@pytest.mark.parametrize("options", [[], ["--profile", "strict"], ["--ignore", "OKR3"], ["--select", "OKR304,OKR6"]])
def test_explain_and_rules_and_check_agree(okrlint: Okrlint, options: list[str]) -> None:
    states = {
        one["code"]: one["state"] for one in json.loads(okrlint("rules", "--format", "json", *options).stdout)["rules"]
    }
    spoke = {one["code"] for one in json.loads(okrlint("check", "--format", "json", *options).stdout)["diagnostics"]}
    assert set(states) == {rule.code for rule in packs.core_rules()}
    assert {states[code] for code in spoke} <= {"on"}
    for code in ("OKR304", "OKR604"):
        words = {"on": "is on, as", "muted": "is kept quiet", "off": "is off"}[states[code]]
        assert words in okrlint("config", "explain", code, *options).stdout


def test_schema(okrlint: Okrlint) -> None:
    schema = json.loads(okrlint("config", "schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"profile": "team", "rules": {"vague-quantity": {}, "OKR604": {}}})
    assert not validator.is_valid({"profile": "teem"})
    assert not validator.is_valid({"rules": {"vague-quantity": {"no-such-option": 1}}})
    assert set(schema["$defs"]) == {rule.name for rule in packs.core_rules()}


def test_init(okrlint: Okrlint, project: Path) -> None:
    result = okrlint("config", "init")
    assert (result.exit_code, result.stdout) == (0, "wrote okrlint.toml\n")
    assert okrlint("check").exit_code == 1
    before = (project / "okrlint.toml").read_bytes()
    again = okrlint("config", "init")
    assert (again.exit_code, again.stderr) == (2, "okrlint: okrlint.toml exists already; nothing was written\n")
    assert (project / "okrlint.toml").read_bytes() == before


def test_init_in_a_folder_that_is_not_there(okrlint: Okrlint) -> None:
    result = okrlint("config", "init", "gone")
    assert (result.exit_code, result.stderr) == (
        2,
        "okrlint: gone/okrlint.toml: cannot be written: no such file or directory\n",
    )


def test_rules(okrlint: Okrlint) -> None:
    lines = okrlint("rules", "--ignore", "OKR304").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in packs.core_rules()]
    by_code = {line.split()[0]: line.split()[2] for line in lines}
    assert by_code["OKR304"] == "off"
    assert by_code["OKR604"] in ("info", "warning", "error")


@pytest.mark.parametrize("word", ["OKR304", "okr304", "vague-quantity", "Vague-Quantity"])
def test_explain_a_rule(okrlint: Okrlint, word: str) -> None:
    result = okrlint("explain", word)
    assert result.exit_code == 0
    assert result.stdout.startswith("OKR304 vague-quantity (")
    for part in ("\nReported:\n", "^^^", "\nBetter:\n", "\nhttps://okrlint.readthedocs.io/rules/vague-quantity/\n"):
        assert part in result.stdout


@pytest.mark.parametrize("rule", packs.core_rules(), ids=lambda rule: rule.name)
def test_every_rule_can_be_explained(okrlint: Okrlint, rule: packs.Rule) -> None:
    result = okrlint("explain", rule.code)
    assert result.exit_code == 0
    assert rule.url in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 120


def test_explain_a_line(okrlint: Okrlint) -> None:
    result = okrlint("explain", "okrs.md:5", "--select", "OKR304,OKR604,OKR602")
    assert result.exit_code == 0
    assert result.stdout.startswith("okrs.md:5:8: key result\n    Significantly fewer calves fall ill\n")
    assert "    of the objective: Calves thrive in their first weeks\n" in result.stdout
    assert re.search(r"  spoke:\n    OKR304 vague-quantity \(\w+\): ", result.stdout)


def test_explain_a_line_whose_rule_is_kept_quiet(okrlint: Okrlint, project: Path) -> None:
    text = (project / "okrs.md").read_text()
    (project / "okrs.md").write_text(text.replace("fall ill", "fall ill <!-- okrlint: ignore OKR304 -->"))
    commented = okrlint("explain", "okrs.md:5", "--select", "OKR304").stdout
    assert "  no rule spoke\n  kept quiet, because a comment in the file asks for it:\n    OKR304 " in commented
    (project / "okrs.md").write_text(text)
    ignored = okrlint("explain", "okrs.md:5", "--ignore", "OKR304").stdout
    assert "kept quiet, because the configuration asks for it:\n    OKR304 " in ignored


def test_explain_a_line_where_rules_found_nothing(okrlint: Okrlint) -> None:
    result = okrlint("explain", "okrs.md:6", "--select", "OKR304")
    assert "  no rule spoke\n  found nothing:\n    OKR304\n" in result.stdout


def test_explain_a_line_without_okrs(okrlint: Okrlint) -> None:
    assert okrlint("explain", "okrs.md:1").stdout == "okrs.md:1: okrlint read no objective or key result here\n"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("OKR000", 'there is no rule "OKR000"'),
        (
            "vague-quantty",
            'there is no rule "vague-quantty" (did you mean "vague-quantity"?); `okrlint rules` lists all of them',
        ),
        ("okrs.md", "okrs.md is a file; name a line of it, such as okrs.md:1"),
        ("okrs.md:99", "okrs.md has no line 99; the last one is 9"),
        ("okrs.md:0", "okrs.md has no line 0; the last one is 9"),
        ("gone.md:3", "gone.md: cannot be read: no such file or directory"),
        (".:3", ". is a folder; name a file"),
    ],
)
def test_what_cannot_be_explained(okrlint: Okrlint, target: str, message: str) -> None:
    result = okrlint("explain", target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"okrlint: {message}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [*COMMANDS, "config show", "config explain", "config schema", "config init"])
def test_help(okrlint: Okrlint, command: str) -> None:
    result = okrlint(*command.split(), "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: main {command}")
    assert okrlint("--help").stdout.count("\n  " + command.split()[0]) == 1
