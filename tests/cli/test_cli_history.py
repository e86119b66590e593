"""`okrlint check --diff-base`: what it compares, what it says, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

Okrlint = Callable[..., Result]

NEWS = """\
# Ferry, 2026 Q3

## Objective: Islanders plan a day without phoning us

- KR1: Calls about the timetable: 60 to 15 a day
- KR2: Passengers who board without a paper ticket: 20% to 65%
- KR3: Significantly fewer complaints
"""
EASIER = NEWS.replace("65%", "50%")
ONLY = ("--select", "OKR304,OKR7", "--today", "2026-08-01")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder as somebody who may commit."""
    who = {f"GIT_{role}_{part}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **who, **apart}, capture_output=True, check=True)


@pytest.fixture
def repository(project: Path) -> Path:
    """The project as a repository with one commit."""
    (project / ".git").rmdir()
    (project / "okrs.md").write_text(NEWS, encoding="utf-8")
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "one")
    return project


def said(result: Result) -> list[tuple[str, int, str]]:
    """Path, line and code of every diagnostic of a JSON report."""
    return [(one["path"], one["line"], one["code"]) for one in json.loads(result.stdout)["diagnostics"]]


def check(okrlint: Okrlint, *arguments: str, stdin: str | None = None) -> Result:
    """A run with known rules and a JSON report."""
    return okrlint("check", *ONLY, "--format", "json", *arguments, stdin=stdin)


def test_an_easier_target_is_reported_with_the_old_one(okrlint: Okrlint, repository: Path) -> None:
    (repository / "okrs.md").write_text(EASIER, encoding="utf-8")
    result = okrlint("check", "--select", "OKR701", "--diff-base", "main")
    assert result.exit_code == 1
    assert result.stdout.startswith('okrs.md:6:60: OKR701 The target was "65%" at main: ')
    assert result.stderr == ""


def test_without_a_base_git_is_not_asked(okrlint: Okrlint, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "okrs.md").write_text(EASIER, encoding="utf-8")
    monkeypatch.setattr(subprocess, "run", None)
    result = check(okrlint)
    assert said(result) == [("okrs.md", 7, "OKR304")]
    assert result.stderr == ""


@pytest.mark.parametrize("folder", ["", "teams"])
def test_paths_may_be_relative_absolute_or_above(
    okrlint: Okrlint, repository: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "teams").mkdir()
    (repository / "okrs.md").write_text(EASIER, encoding="utf-8")
    monkeypatch.chdir(repository / folder)
    absolute = str(repository / "okrs.md")
    for path in (os.path.relpath(absolute), absolute):
        found = said(check(okrlint, path, "--diff-base", "HEAD"))
        assert [code for _, _, code in found] == ["OKR701", "OKR304"]


def test_a_renamed_file_is_compared(okrlint: Okrlint, repository: Path) -> None:
    git(repository, "mv", "okrs.md", "okrs neu.md")
    (repository / "okrs neu.md").write_text(EASIER, encoding="utf-8")
    assert said(check(okrlint, "--diff-base", "HEAD", "--diff-only")) == [("okrs neu.md", 6, "OKR701")]


def test_only_changed_lines_count(okrlint: Okrlint, repository: Path) -> None:
    (repository / "okrs.md").write_text(NEWS + "- KR4: Noticeably shorter waits\n", encoding="utf-8")
    assert said(check(okrlint, "--diff-base", "HEAD")) == [("okrs.md", 7, "OKR304"), ("okrs.md", 8, "OKR304")]
    assert said(check(okrlint, "--diff-base", "HEAD", "--diff-only")) == [("okrs.md", 8, "OKR304")]
    (repository / "okrs.md").write_text(NEWS.replace("60 to 15", "60 to 12"), encoding="utf-8")
    result = check(okrlint, "--diff-base", "HEAD", "--diff-only")
    assert (result.exit_code, said(result)) == (0, [])


def test_new_files_count_wholly(okrlint: Okrlint, repository: Path) -> None:
    (repository / "okrs-new.md").write_text(NEWS, encoding="utf-8")
    assert said(check(okrlint, "--diff-base", "HEAD", "--diff-only")) == [("okrs-new.md", 7, "OKR304")]
    git(repository, "add", "--all")
    result = check(okrlint, "--diff-base", "HEAD", "--diff-only")
    assert (result.exit_code, said(result)) == (1, [("okrs-new.md", 7, "OKR304")])


def test_line_ends_and_encodings_are_no_changes(okrlint: Okrlint, repository: Path) -> None:
    (repository / "okrs.md").write_bytes(EASIER.replace("\n", "\r\n").encode("utf-8-sig"))
    assert said(check(okrlint, "--diff-base", "HEAD", "--diff-only")) == [("okrs.md", 6, "OKR701")]
    latin = NEWS.replace("Ferry", "Fähre").encode("latin-1")
    (repository / "okrs.md").write_bytes(latin)
    git(repository, "commit", "--quiet", "--all", "--message", "latin")
    (repository / "okrs.md").write_bytes(latin.replace(b"65%", b"50%"))
    result = check(okrlint, "--encoding", "latin-1", "--diff-base", "HEAD", "--diff-only")
    assert (said(result), result.stderr) == ([("okrs.md", 6, "OKR701")], "")


def test_standard_input_is_compared_under_its_name(okrlint: Okrlint, repository: Path) -> None:
    name = ("-", "--stdin-filename", "okrs.md", "--diff-base", "HEAD")
    assert said(check(okrlint, *name, "--diff-only", stdin=EASIER)) == [("okrs.md", 6, "OKR701")]
    result = okrlint("check", "-", "--diff-base", "HEAD", stdin=EASIER)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "okrlint: --diff-base needs --stdin-filename to know which file standard input is\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("--diff-only",),
            "--diff-only needs --diff-base REV, the revision to compare with (see ",
        ),
        (("--diff-base", "nope"), '--diff-base: there is no revision "nope" in the repository '),
        (("--diff-base=-x",), '--diff-base: "-x" is no revision'),
        (("--diff-base", ""), '--diff-base: "" is no revision'),
    ],
)
def test_mistakes_are_one_line(okrlint: Okrlint, repository: Path, arguments: tuple[str, ...], says: str) -> None:
    result = okrlint("check", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"okrlint: {says}")
    assert result.stderr.count("\n") == 1


def test_no_repository_is_one_line(okrlint: Okrlint, project: Path) -> None:
    result = okrlint("check", "--diff-base", "HEAD")
    assert (result.exit_code, result.stderr) == (2, "okrlint: --diff-base: okrs.md is in no git repository\n")


@pytest.mark.parametrize("old", [b"title: [\n", b"a: \xc3(\n", b"a: \0\n"])
def test_a_base_that_cannot_be_read_is_told_once(okrlint: Okrlint, repository: Path, old: bytes) -> None:
    (repository / "okrs.yaml").write_bytes(old)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "broken")
    text = "objectives:\n- objective: Calves thrive\n  key_results:\n  - Significantly fewer fall ill\n"
    (repository / "okrs.yaml").write_text(text, encoding="utf-8")
    result = check(okrlint, "--diff-base", "HEAD", "okrs.yaml", "--diff-only")
    assert (result.exit_code, said(result)) == (1, [("okrs.yaml", 4, "OKR304")])
    assert result.stderr.startswith("okrlint: okrs.yaml:")
    assert result.stderr.endswith("(at HEAD; nothing is compared with it)\n")
    assert result.stderr.count("\n") == 1


def test_a_copy_of_last_quarter_is_reported(okrlint: Okrlint, repository: Path) -> None:
    (repository / "okrs.md").write_text(NEWS.replace("Q3", "Q4"), encoding="utf-8")
    result = check(okrlint, "--diff-base", "HEAD", "--ignore", "OKR304")
    assert said(result) == [("okrs.md", line, "OKR702") for line in (5, 6, 7)]
    assert result.exit_code == 0


PROGRAM = """
import sys
from okrlint.cli import main
try:
    main(sys.argv[1:], prog_name="okrlint")
finally:
    print(*sys.modules, file=sys.stderr)
"""


def test_what_compares_is_imported_only_for_it(repository: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "check", "okrs.md", *ONLY]

    def modules(*more: str) -> set[str]:
        return set(subprocess.run([*command, *more], capture_output=True, text=True, check=False).stderr.split())

    late = {"subprocess", "okrlint.workspace.git", "okrlint.workspace.history", "okrlint.analysis.measures"}
    assert modules() & late == set()
    assert late <= modules("--diff-base", "HEAD")


def test_a_workbook_is_compared_cell_by_cell(okrlint: Okrlint, repository: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Objective", "Key Result", "Target"], ["Islanders plan alone", "Calls a day from 60 to", 15]):
        sheet.append(row)
    sheet.append([None, "Significantly fewer complaints", None])
    workbook.save(repository / "okrs.xlsx")
    git(repository, "add", "okrs.xlsx")
    git(repository, "commit", "--quiet", "--message", "Plan")
    sheet["C2"] = 30
    workbook.save(repository / "okrs.xlsx")
    shown = okrlint("check", "okrs.xlsx", "--diff-base", "HEAD", "--diff-only", *ONLY).stdout
    assert 'okrs.xlsx:Sheet!C2: OKR701 The target was "15" at HEAD' in shown
    assert "OKR304" not in shown
