"""`okrlint fix`, `baseline` and `init` as people meet them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from okrlint.cli import main

Okrlint = Callable[..., Result]

TWICE = """\
# Farm, 2026-Q3

## Objective: Calves thrive in their first weeks

- KR1: Calves that drink unaided on their first day: 6 in 10 to 9 in 10
- KR1: Calves that fall ill before they are weaned: 14 to 5 a month
"""
ONCE = TWICE.replace("KR1: Calves that fall", "KR2: Calves that fall")


@pytest.fixture
def twice(project: Path) -> Path:
    path = project / "okrs.md"
    path.write_bytes(TWICE.encode())
    return path


def test_what_was_fixed_is_said_with_its_place(okrlint: Okrlint, twice: Path) -> None:
    result = okrlint("fix")
    assert result.stdout == "okrs.md:6:3: OKR616 fixed: Renumber it KR2\n1 fix in 1 file\n"
    assert (result.exit_code, result.stderr) == (0, "")
    assert twice.read_text() == ONCE
    again = okrlint("fix")
    assert (again.exit_code, again.stdout) == (0, "nothing to fix\n")


def test_a_diff_writes_nothing_and_can_be_applied(okrlint: Okrlint, twice: Path) -> None:
    result = okrlint("fix", "--diff")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == ["--- a/okrs.md", "+++ b/okrs.md"]
    assert "\n-- KR1: Calves that fall" in result.stdout
    assert "\n+- KR2: Calves that fall" in result.stdout
    assert result.stderr == "okrlint: 1 fix in 1 file would be made\n"
    assert twice.read_text() == TWICE


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_git_applies_the_diff(okrlint: Okrlint, twice: Path, ending: str, last: str) -> None:
    twice.write_bytes((TWICE + last).rstrip("\n" if last else "").replace("\n", ending).encode())
    diff = CliRunner().invoke(main, ["fix", "--diff"]).stdout_bytes
    shutil.rmtree(twice.parent / ".git")
    done = subprocess.run(["git", "apply", "-"], input=diff, cwd=twice.parent, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert twice.read_bytes() == (ONCE + last).rstrip("\n" if last else "").replace("\n", ending).encode()


def test_nothing_to_show_is_exit_code_0(okrlint: Okrlint, twice: Path) -> None:
    twice.write_text(ONCE)
    result = okrlint("fix", "--diff")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "okrlint: nothing to fix\n")


def test_what_cannot_be_written_is_one_line_and_the_others_are_fixed(okrlint: Okrlint, twice: Path) -> None:
    other = twice.with_name("a-okrs.md")
    other.write_text(TWICE)
    other.chmod(0o444)
    result = okrlint("fix")
    assert result.exit_code == 2
    assert result.stderr == "okrlint: a-okrs.md: not written: it is read-only\n"
    assert result.stdout.endswith("1 fix in 1 file\n")
    assert (other.read_text(), twice.read_text()) == (TWICE, ONCE)


def test_a_file_that_cannot_be_read_is_one_line(okrlint: Okrlint, twice: Path) -> None:
    twice.with_name("b-okrs.md").write_bytes(b"\xff\xff")
    result = okrlint("fix")
    assert result.exit_code == 2
    assert result.stderr.startswith("okrlint: b-okrs.md:1:1: cannot be read: byte 0xff is not UTF-8")
    assert twice.read_text() == ONCE


def test_what_a_link_leads_to_is_said(okrlint: Okrlint, twice: Path) -> None:
    real = twice.with_name("plan.markdown")
    twice.rename(real)
    twice.symlink_to(real)
    lines = okrlint("fix", "okrs.md").stdout.splitlines()
    assert lines[1:] == [f"okrs.md is a link, so that {os.path.realpath(real)} was written", "1 fix in 1 file"]
    assert real.read_text() == ONCE


def test_a_rule_that_is_off_fixes_nothing(okrlint: Okrlint, twice: Path) -> None:
    assert okrlint("fix", "--ignore", "OKR616").stdout == "nothing to fix\n"
    assert okrlint("fix", "--select", "OKR304").stdout == "nothing to fix\n"
    assert twice.read_text() == TWICE


def test_a_finding_that_a_comment_keeps_quiet_is_left_alone(okrlint: Okrlint, twice: Path) -> None:
    twice.write_text(TWICE.rstrip() + " <!-- okrlint: ignore OKR616 -->\n")
    assert okrlint("fix").stdout == "nothing to fix\n"


def test_a_guess_waits_for_unsafe(okrlint: Okrlint, twice: Path) -> None:
    twice.write_text(ONCE.rstrip() + " <!-- okrlint: ignore vague-quantty -->\n")
    assert okrlint("fix").stdout == "nothing to fix; 1 more with --unsafe\n"
    result = okrlint("fix", "--unsafe")
    assert 'okrs.md:6:90: OKR902 fixed: Write "vague-quantity"\n' in result.stdout
    # Spelt rightly, the comment turns out to keep nothing quiet, so that it goes.
    assert twice.read_text() == ONCE


def test_standard_input_is_refused(okrlint: Okrlint) -> None:
    result = okrlint("fix", "-", stdin=TWICE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name a file" in result.stderr


def test_no_files(okrlint: Okrlint, twice: Path) -> None:
    twice.unlink()
    result = okrlint("fix")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "okrlint: no files with OKRs found in .\n")


def test_a_baseline_from_the_command_line(okrlint: Okrlint, project: Path) -> None:
    assert okrlint("baseline", "write").stdout == "okrlint-baseline.json: 2 findings\n"
    assert okrlint("check", "--baseline", "okrlint-baseline.json").exit_code == 0
    okrs = project / "okrs.md"
    okrs.write_text(okrs.read_text().replace("Significantly fewer", "Many fewer"))
    result = okrlint("check", "--baseline", "okrlint-baseline.json", "--format", "json")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["diagnostics"]] == ["OKR304"]
    assert "1 finding of the baseline is no longer there" in result.stderr
    refused = okrlint("baseline", "write")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("okrlint: okrlint-baseline.json exists already; ")
    assert okrlint("baseline", "prune").stdout == "okrlint-baseline.json: 1 finding, 1 taken out\n"
    assert okrlint("baseline", "write", "--force").stdout == "okrlint-baseline.json: 2 findings (1 new, 0 gone)\n"


def test_a_baseline_that_is_not_there(okrlint: Okrlint) -> None:
    for arguments in (["check", "--baseline", "x.json"], ["baseline", "prune", "--file", "x.json"]):
        result = okrlint(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("okrlint: x.json: this baseline cannot be read: no such file or directory")


def test_init_begins_a_configuration_that_changes_nothing(okrlint: Okrlint, project: Path) -> None:
    before = okrlint("check").stdout
    result = okrlint("init")
    assert (result.exit_code, result.stdout) == (0, "wrote okrlint.toml\n")
    assert okrlint("check").stdout == before
    again = okrlint("init")
    assert (again.exit_code, again.stderr) == (2, "okrlint: okrlint.toml exists already; nothing was written\n")
    (project / "okrlint.toml").write_text("")
    assert okrlint("init", "--force").exit_code == 0
    assert "profile" in (project / "okrlint.toml").read_text()
    assert not (project / ".pre-commit-config.yaml").exists()


def test_init_writes_a_hook_when_asked(okrlint: Okrlint, project: Path) -> None:
    result = okrlint("init", "--pre-commit")
    assert result.stdout == "wrote okrlint.toml\nwrote .pre-commit-config.yaml\n"
    hook = yaml.safe_load((project / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0]
    published = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())[0]
    assert {key: hook[key] for key in ("entry", "files", "types_or")} == {
        key: published[key] for key in ("entry", "files", "types_or")
    }


def test_init_leaves_hooks_that_are_there(okrlint: Okrlint, project: Path) -> None:
    hooks = project / ".pre-commit-config.yaml"
    hooks.write_text("repos: []\n")
    result = okrlint("init", "--pre-commit")
    assert result.exit_code == 0
    assert hooks.read_text() == "repos: []\n"
    assert "stays as it is; add this under its repos:\n  - repo: local\n" in result.stdout


SCRIPT = "import sys; from okrlint.cli import start; sys.argv[0] = 'okrlint'; start()"


def completed(shell: str, *words: str) -> list[str]:
    """What a shell is told to offer for the last word."""
    begun = {"COMP_WORDS": " ".join(words), "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1)}
    environment = {**os.environ, **begun, "_OKRLINT_COMPLETE": f"{shell}_complete"}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_shells_complete_commands_options_rules_and_files() -> None:
    assert completed("bash", "okrlint", "bas") == ["plain,baseline"]
    assert "plain,--unsafe" in completed("bash", "okrlint", "fix", "--")
    assert completed("bash", "okrlint", "check", "--select", "OKR1,OKR90") == [
        f"plain,OKR1,OKR90{number}" for number in (1, 2, 3)
    ]
    assert completed("bash", "okrlint", "check", "--profile", "st") == ["plain,starter", "plain,strict"]
    assert completed("bash", "okrlint", "check", "okrs/") == ["file,okrs/"]
    assert completed("zsh", "okrlint", "bas")[:2] == ["plain", "baseline"]
    assert completed("fish", "okrlint", "bas")[0].startswith("plain,baseline")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script(shell: str) -> None:
    environment = {**os.environ, "_OKRLINT_COMPLETE": f"{shell}_source"}
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "_OKRLINT_COMPLETE" in done.stdout
