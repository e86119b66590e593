"""Files of a revision, out of real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from okrlint.core.errors import OkrlintError
from okrlint.core.source import Source
from okrlint.workspace import git, history

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

AUTHOR = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
TEXT = "# Ferry, 2026 Q3\n\n## Objective: Islanders plan a day\n\n- Calls about the timetable: 60 to 15 a day\n"

Commit = Callable[..., str]


def run(folder: Path, *arguments: str) -> str:
    """What git prints in a folder."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **AUTHOR}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, files: dict[str, str | bytes], message: str = "one") -> str:
    """Write files into a repository, which is made where there is none, and commit all; the name of the commit."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".git").exists():
        run(folder, "init", "--quiet", "--initial-branch", "main")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    run(folder, "add", "--all")
    run(folder, "commit", "--quiet", "--message", message)
    return run(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, the current folder."""
    folder = tmp_path / "repository"
    commit(folder, {"okrs.md": TEXT, "teams/Häfen und Meer/okrs été.md": "old\n"})
    monkeypatch.chdir(folder)
    return folder


def before(*files: Path, revision: str = "HEAD") -> dict[str, str]:
    """What files were, by their paths."""
    found = git.versions([str(file) for file in files], revision)
    return {file: version.data.decode() for file, version in found.items()}


def test_a_changed_file_is_read_as_it_was(repository: Path) -> None:
    file = repository / "okrs.md"
    file.write_text("new\n")
    assert before(file) == {str(file): TEXT}
    assert before(file, revision="main") == before(file, revision=run(repository, "rev-parse", "--short", "HEAD"))


def test_names_may_have_spaces_and_any_letters(repository: Path) -> None:
    file = repository / "teams" / "Häfen und Meer" / "okrs été.md"
    assert before(file) == {str(file): "old\n"}


def test_names_are_no_patterns_and_no_options(repository: Path) -> None:
    commit(repository, {"*.md": "star\n", "-x.md": "dash\n", ":(top)okrs.md": "magic\n"})
    files = [repository / name for name in ("*.md", "-x.md", ":(top)okrs.md")]
    assert list(before(*files).values()) == ["star\n", "dash\n", "magic\n"]


def test_a_new_file_has_no_base(repository: Path) -> None:
    (repository / "new.md").write_text("new\n")
    commit(repository, {"staged.md": "staged\n"}, "two")
    assert before(repository / "new.md", repository / "staged.md", revision="HEAD~1") == {}


@pytest.mark.parametrize("revision", ["HEAD", "HEAD~1"])
def test_a_renamed_file_is_found_under_its_old_name(repository: Path, revision: str) -> None:
    run(repository, "mv", "okrs.md", "goals of 2026.md")
    if revision == "HEAD~1":
        run(repository, "commit", "--quiet", "--message", "renamed")
    new = repository / "goals of 2026.md"
    new.write_text(TEXT.replace("15", "30"))
    found = git.versions([str(new)], revision)
    assert found[str(new)] == git.Version(str(repository.resolve() / "okrs.md"), TEXT.encode())


def test_a_file_of_another_repository_is_looked_up_there(repository: Path, tmp_path: Path) -> None:
    other, inner = tmp_path / "other", repository / "inner"
    commit(other, {"okrs.md": "other\n"})
    commit(inner, {"okrs.md": "inner\n"})
    files = [repository / "okrs.md", other / "okrs.md", inner / "okrs.md"]
    assert list(before(*files).values()) == [TEXT, "other\n", "inner\n"]


def test_the_repository_of_a_hook_is_not_taken_for_all(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    commit(other, {"okrs.md": "other\n"})
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository / ".git" / "index"))
    assert before(other / "okrs.md") == {str(other / "okrs.md"): "other\n"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_out_of_the_repository_are_not_followed(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text("secret\n")
    (repository / "link.md").symlink_to(outside)
    (repository / "inside.md").symlink_to(repository / "okrs.md")
    commit(repository, {}, "links")
    (repository / "was-link.md").symlink_to(outside)
    commit(repository, {}, "one more")
    (repository / "was-link.md").unlink()
    (repository / "was-link.md").write_text("a file now\n")
    assert before(repository / "link.md", repository / "was-link.md") == {}
    assert before(repository / "inside.md") == {str(repository / "inside.md"): TEXT}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_repository_may_be_reached_over_a_link(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "short").symlink_to(repository)
    file = tmp_path / "short" / "okrs.md"
    assert before(file) == {str(file): TEXT}


@pytest.mark.skipif(os.name == "nt", reason="shell scripts")
def test_no_program_of_the_repository_is_run(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "diff.words.command", "diff.words.textconv", "core.pager"):
        run(repository, "config", key, str(trap))
    (repository / ".gitattributes").write_text("*.md diff=words\n")
    shutil.copy(trap, repository / ".git" / "hooks" / "post-index-change")
    file = repository / "okrs.md"
    file.write_text("new\n")
    (repository / "fresh.md").write_text("fresh\n")
    assert before(file, repository / "fresh.md") == {str(file): TEXT}
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("revision", ["", " ", "-x", "--output=x", "a\nb", "a\0b"])
def test_what_is_no_revision_is_refused(repository: Path, revision: str) -> None:
    with pytest.raises(OkrlintError, match="is no revision"):
        before(repository / "okrs.md", revision=revision)
    assert not (repository / "x").exists()


@pytest.mark.parametrize("revision", ["nope", "HEAD..HEAD~1", "HEAD:okrs.md", "refs/heads/none", "0" * 40])
def test_an_unknown_revision_is_one_clear_line(repository: Path, revision: str) -> None:
    with pytest.raises(OkrlintError) as caught:
        before(repository / "okrs.md", revision=revision)
    assert str(caught.value) == f'--diff-base: there is no revision "{revision}" in the repository {repository}'


def test_a_shallow_clone_may_not_have_the_revision(repository: Path, tmp_path: Path) -> None:
    first = run(repository, "rev-parse", "HEAD")
    commit(repository, {"more.md": "more\n"}, "two")
    run(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")
    with pytest.raises(OkrlintError, match="this is a shallow clone"):
        before(tmp_path / "shallow" / "okrs.md", revision=first)


def test_a_file_in_no_repository_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path, tmp_path / "not there yet"):
        with pytest.raises(OkrlintError, match=r"okrs\.md is in no git repository"):
            before(folder / "okrs.md")
    (tmp_path / ".git").mkdir()
    with pytest.raises(OkrlintError, match=r"okrs\.md is in no git repository"):
        before(tmp_path / "okrs.md")


def test_a_repository_without_commits_knows_no_revision(tmp_path: Path) -> None:
    run(tmp_path, "init", "--quiet")
    with pytest.raises(OkrlintError, match="there is no revision"):
        before(tmp_path / "okrs.md")


def test_without_git_there_is_one_clear_line(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "teams"))
    with pytest.raises(OkrlintError, match="needs the program git"):
        before(repository / "okrs.md")


def test_a_program_that_lies_in_the_current_folder_is_not_run(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = repository / ("git.exe" if os.name == "nt" else "git")
    trap.write_text("#!/bin/sh\nexit 0\n")
    trap.chmod(0o755)
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(OkrlintError, match="needs the program git"):
        before(repository / "okrs.md")


def test_git_that_takes_too_long_is_one_clear_line(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "SECONDS", 0)
    with pytest.raises(OkrlintError, match="takes longer than 0 seconds"):
        before(repository / "okrs.md")


# ----------------------------------------------------------------------------------------------------- changed lines


def changed(old: str, new: str) -> list[int]:
    """The numbers of changed lines."""
    return sorted(history.changed_lines(Source("a.md", old), Source("a.md", new)))


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", []),
        ("a\nb\nc\n", "a\r\nb\rc", []),
        ("a\nb\nc\n", "a\nB\nc\n", [2]),
        ("a\nc\n", "a\nb\nc\n", [2]),
        ("a\nb\nc\n", "a\nc\n", []),
        ("a\na\n", "a\na\na\n", [3]),
        ("", "a\nb\n", [1, 2]),
        ("a\nb\nc\nd\n", "x\nb\nc\ny\n", [1, 4]),
    ],
)
def test_lines_that_changed(old: str, new: str, lines: list[int]) -> None:
    assert [line for line in changed(old, new) if new.splitlines()[line - 1 : line]] == lines


def test_long_files_are_compared_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_MOST_LINES", 2)
    assert changed("a\nb\nc\nd\n", "a\nd\nx\nb\n") == [3]
