"""`okrlint check` and `okrlint outline` as people and programs call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

Okrlint = Callable[..., Result]

ONLY = ("--select", "OKR304,no-key-results")
"""Rules whose findings in the example are known."""


def valid(rendered: str, shape: str) -> Any:
    """A report as a value, once its schema agrees."""
    schema = json.loads(files("okrlint.report").joinpath(f"schemas/{shape}.json").read_text(encoding="utf-8"))
    value = json.loads(rendered)
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def codes(rendered: str) -> list[tuple[str, int, str]]:
    """Path, line and code of every diagnostic."""
    return [(one["path"], one["line"], one["code"]) for one in valid(rendered, "check")["diagnostics"]]


def test_text(okrlint: Okrlint) -> None:
    result = okrlint("check", *ONLY)
    lines = result.stdout.split("\n")
    assert result.exit_code == 1
    assert lines[0].startswith("okrs.md:5:8: OKR304 ")
    assert lines[1] == "  5 | - KR1: Significantly fewer calves fall ill"
    assert lines[2].startswith("    |        ^^^^^^^^^^^^^ vague-quantity (")
    assert lines[-2].endswith(" in 1 file; 2 objectives, 2 key results read")
    assert result.stderr == ""


def test_json(okrlint: Okrlint) -> None:
    result = okrlint("check", "--format", "json", *ONLY)
    assert result.exit_code == 1
    assert codes(result.stdout) == [("okrs.md", 5, "OKR304"), ("okrs.md", 8, "OKR604")]
    assert valid(result.stdout, "check")["summary"]["key_results"] == 2


def test_all_rules_together_give_valid_json(okrlint: Okrlint) -> None:
    result = okrlint("check", "--format", "json", "--select", "ALL")
    assert {"OKR304", "OKR604"} <= {code for _, _, code in codes(result.stdout)}


def test_outline(okrlint: Okrlint) -> None:
    value = valid(okrlint("outline", "--format", "json").stdout, "outline")
    (file,) = value["files"]
    assert [len(one["key_results"]) for one in file["objectives"]] == [2, 0]
    key_result = file["objectives"][0]["key_results"][0]
    assert (key_result["id"], key_result["text"], key_result["line"], key_result["column"]) == (
        "KR1",
        "Significantly fewer calves fall ill",
        5,
        8,
    )
    assert "KR Significantly fewer calves fall ill" in okrlint("outline", "okrs.md").stdout


@pytest.mark.parametrize("command", ["check", "outline"])
def test_nothing_to_read(okrlint: Okrlint, project: Path, command: str) -> None:
    (project / "empty").mkdir()
    result = okrlint(command, "empty")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "okrlint: no files with OKRs found in empty\n"
    assert okrlint(command, "empty", "--format", "json").stdout.startswith('{\n  "version": 1,')


def test_a_file_without_okrs_is_named(okrlint: Okrlint, project: Path) -> None:
    (project / "shopping.md").write_text("# Shopping\n\nmilk\n")
    result = okrlint("check", "shopping.md", *ONLY)
    assert (result.exit_code, result.stdout) == (0, "no objectives or key results found in shopping.md\n")


def test_fail_on(okrlint: Okrlint, project: Path) -> None:
    (project / "okrlint.toml").write_text('[severity]\nOKR304 = "info"\nOKR604 = "warning"\n')
    assert okrlint("check", "--select", "OKR304").exit_code == 0
    assert okrlint("check", "--select", "OKR304", "--fail-on", "info").exit_code == 1
    assert okrlint("check", "--select", "OKR604").exit_code == 1
    assert okrlint("check", "--select", "OKR604", "--fail-on", "error").exit_code == 0
    assert okrlint("check", "--select", "OKR604", "--exit-zero").exit_code == 0


def test_ignore(okrlint: Okrlint) -> None:
    result = okrlint("check", "--format", "json", *ONLY, "--ignore", "vague-quantity")
    assert codes(result.stdout) == [("okrs.md", 8, "OKR604")]


def test_select_may_be_repeated(okrlint: Okrlint) -> None:
    result = okrlint("check", "--format", "json", "--select", "OKR304", "--select", "OKR6")
    assert {"OKR304", "OKR604"} <= {code for _, _, code in codes(result.stdout)}


def test_every_file_has_its_closest_configuration_and_order_stays(okrlint: Okrlint, project: Path, farm: str) -> None:
    for name in ("a", "b", "c"):
        (project / name).mkdir()
        (project / name / "okrs.md").write_text(farm)
    (project / "okrlint.toml").write_text('select = ["OKR304"]\n')
    (project / "b" / "okrlint.toml").write_text('select = ["OKR604"]\nfail-on = "error"\n')
    result = okrlint("check", "--format", "json", "c", "b", "a")
    assert codes(result.stdout) == [
        ("c/okrs.md", 5, "OKR304"),
        ("b/okrs.md", 8, "OKR604"),
        ("a/okrs.md", 5, "OKR304"),
    ]


def test_the_exit_code_follows_the_configuration_of_each_file(okrlint: Okrlint, project: Path, farm: str) -> None:
    (project / "b").mkdir()
    (project / "b" / "okrs.md").write_text(farm)
    levels = '[severity]\nOKR304 = "warning"\n'
    (project / "okrlint.toml").write_text(f'select = ["OKR304"]\nfail-on = "error"\n{levels}')
    (project / "b" / "okrlint.toml").write_text(f'select = ["OKR304"]\n{levels}')
    assert okrlint("check", "okrs.md").exit_code == 0
    assert okrlint("check", "b").exit_code == 1
    assert okrlint("check", ".").exit_code == 1


def test_per_file_ignores_count_from_the_folder_of_the_configuration(
    okrlint: Okrlint, project: Path, monkeypatch: pytest.MonkeyPatch, farm: str
) -> None:
    (project / "okrlint.toml").write_text('select = ["OKR304"]\n[per-file-ignores]\n"/old/" = ["OKR3"]\n')
    (project / "old").mkdir()
    (project / "old" / "okrs.md").write_text(farm)
    assert codes(okrlint("check", "--format", "json").stdout) == [("okrs.md", 5, "OKR304")]
    monkeypatch.chdir(project / "old")
    assert codes(okrlint("check", "--format", "json").stdout) == []


@pytest.mark.parametrize(("least", "expected"), [(0.5, [0.5, 0.9]), (0.51, [0.9]), (1, [])])
def test_min_confidence(
    okrlint: Okrlint, project: Path, monkeypatch: pytest.MonkeyPatch, least: float, expected: list[float]
) -> None:
    from okrlint import engine
    from okrlint.core.finding import Diagnostic, Severity
    from okrlint.core.source import Span

    def unsure(documents: Any, *_args: Any, **_kwargs: Any) -> list[Diagnostic]:
        source = documents[0].source
        return [Diagnostic("OKR304", "x", Severity.ERROR, sure, "x", Span(0, 1), source) for sure in (0.5, 0.9)]

    monkeypatch.setattr(engine, "lint", unsure)
    (project / "okrlint.toml").write_text(f"min-confidence = {least}\n")
    result = okrlint("check", "--format", "json")
    assert [one["confidence"] for one in valid(result.stdout, "check")["diagnostics"]] == expected
    assert result.exit_code == bool(expected)


def test_isolated_and_config(okrlint: Okrlint, project: Path, farm: str) -> None:
    (project / "okrlint.toml").write_text('select = ["OKR604"]\n')
    (project / "ci").mkdir()
    (project / "ci" / "other.toml").write_text('select = ["OKR304"]\nexclude = ["/drafts/"]\n')
    (project / "drafts").mkdir()
    (project / "drafts" / "okrs.md").write_text(farm)
    result = okrlint("check", "--format", "json", "--config", "ci/other.toml")
    assert codes(result.stdout) == [("okrs.md", 5, "OKR304")]
    isolated = okrlint("check", "--format", "json", "--isolated", *ONLY, "okrs.md")
    assert codes(isolated.stdout) == [("okrs.md", 5, "OKR304"), ("okrs.md", 8, "OKR604")]


def test_fields_of_the_author(okrlint: Okrlint, project: Path) -> None:
    (project / "okrlint.toml").write_text('[fields]\n"Ziel bis" = "target"\n')
    (project / "okrs.md").write_text(
        "# OKRs\n\n| Objective | Key result | Ziel bis |\n|---|---|---|\n| Guests return | Share of guests | 30 % |\n"
    )
    value = valid(okrlint("outline", "--format", "json").stdout, "outline")
    assert value["files"][0]["objectives"][0]["key_results"][0]["fields"] == {"target": "30 %"}


def test_output_to_a_file(okrlint: Okrlint, project: Path) -> None:
    printed = okrlint("check", *ONLY, "--color", "never").stdout
    result = okrlint("check", *ONLY, "--output", "report.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (project / "report.txt").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("arguments", "environment", "colours"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "", "NO_COLOR": ""}, False),
    ],
)
def test_colours(
    okrlint: Okrlint,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    colours: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in okrlint("check", *ONLY, *arguments).stdout) is colours
    assert "\x1b[" not in okrlint("check", *ONLY, "--format", "json", *arguments).stdout


def test_colours_on_a_terminal(project: Path) -> None:
    import pty

    main_end, terminal = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "-m", "okrlint", "check", *ONLY]
    process = subprocess.Popen(command, stdout=terminal, env={**environment, "TERM": "xterm"})
    os.close(terminal)
    shown = b""
    try:
        while chunk := os.read(main_end, 1024):
            shown += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    finally:
        os.close(main_end)
    assert process.wait() == 1
    assert b"\x1b[" in shown


def test_standard_input(okrlint: Okrlint, farm: str) -> None:
    result = okrlint("check", "--format", "json", *ONLY, "-", stdin=farm)
    assert codes(result.stdout) == [("<stdin>", 5, "OKR304"), ("<stdin>", 8, "OKR604")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("team/plan.yaml", "objectives:\n- objective: Calves thrive\n  key_results: [Significantly fewer fall ill]\n"),
        ("plan.json", '{"objectives": [{"objective": "Thrive", "key_results": ["Significantly fewer fall ill"]}]}'),
        ("plan.md", "# OKRs\n\n## Objective: Calves thrive\n\n- KR1: Significantly fewer calves fall ill\n"),
    ],
)
def test_standard_input_with_a_name(okrlint: Okrlint, name: str, text: str) -> None:
    arguments = ("check", "--format", "json", "--select", "OKR304", "-")
    (named,) = codes(okrlint(*arguments, "--stdin-filename", name, stdin=text).stdout)
    assert (named[0], named[2]) == (name, "OKR304")
    (unnamed,) = codes(okrlint(*arguments, stdin=text).stdout)
    assert unnamed[1:] == named[1:]


def test_standard_input_takes_the_configuration_of_its_name(okrlint: Okrlint, project: Path, farm: str) -> None:
    (project / "team").mkdir()
    (project / "team" / "okrlint.toml").write_text('ignore = ["ALL"]\n')
    assert okrlint("check", "-", stdin=farm).exit_code == 1
    assert okrlint("check", "-", "--stdin-filename", "team/okrs.md", stdin=farm).exit_code == 0


def test_standard_input_can_be_excluded_by_its_name(okrlint: Okrlint, farm: str) -> None:
    arguments = ("check", "-", "--stdin-filename", "drafts/okrs.md", "--exclude", "drafts/")
    assert okrlint(*arguments, stdin=farm).exit_code == 1
    assert okrlint(*arguments, "--force-exclude", stdin=farm).exit_code == 0


def test_other_encodings(okrlint: Okrlint, project: Path, farm: str) -> None:
    (project / "okrs.md").write_bytes(farm.replace("Calves", "Kälber").encode("windows-1252"))
    assert okrlint("check", "okrs.md").exit_code == 2
    assert "Kälber" in okrlint("outline", "okrs.md", "--encoding", "windows-1252").stdout
    (project / "okrs.md").write_text(farm, encoding="utf-16")
    assert okrlint("check", "okrs.md", *ONLY).exit_code == 1


def test_today_is_handed_on(okrlint: Okrlint, monkeypatch: pytest.MonkeyPatch) -> None:
    from okrlint import engine

    days: list[Any] = []
    monkeypatch.setattr(engine, "lint", lambda *_args, today, **_kwargs: days.append(str(today)) or [])
    okrlint("check", "--today", "2026-02-28")
    assert days == ["2026-02-28"]


@pytest.mark.parametrize("arguments", [["check"], ["check", "--format", "json"], ["outline"], ["rules"]])
def test_the_same_input_gives_the_same_bytes(project: Path, arguments: list[str]) -> None:
    def run(seed: str) -> bytes:
        command = [sys.executable, "-m", "okrlint", *arguments]
        return subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout

    assert run("1") == run("2") != b""


def test_a_terminal_that_cannot_show_everything(project: Path, farm: str) -> None:
    (project / "okrs.md").write_text(farm.replace("calves fall", "🐄 fall"), encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "okrlint", "check", *ONLY]
    result = subprocess.run(command, capture_output=True, env=environment)
    assert (result.returncode, result.stderr) == (1, b"")
    assert b"\\U0001f404 fall" in result.stdout
    result = subprocess.run([*command, "--format", "json"], capture_output=True, env=environment)
    assert valid(result.stdout.decode("utf-8"), "check")
