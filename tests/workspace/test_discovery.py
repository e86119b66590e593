"""Which files a run reads."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from okrlint.core.errors import ConfigError, OkrlintError, UnreadableError
from okrlint.workspace.files import find, shown_path
from okrlint.workspace.settings import Options, SettingsFinder
from okrlint.workspace.sniff import format_of_text, looks_like_okrs

Find = Callable[..., list[str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, the current folder."""
    folder = tmp_path / "okr-work"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def write(folder: Path, *paths: str, text: str = "") -> None:
    """Make files with a text."""
    for path in paths:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def found(*paths: str, force_exclude: bool = False, **overrides: Any) -> list[str]:
    """The files found, as people are shown them; "!" and the reason for those that cannot be."""
    finder = SettingsFinder(Options(overrides=overrides))
    return [
        f"! {one.path}: {one.reason}" if isinstance(one, UnreadableError) else one.shown
        for one in find(paths, finder.of_folder, force_exclude)
    ]


MARKDOWN_OKRS = "# Bakery\n\n## Key results\n\n- Loaves thrown away: 60 a day to 15\n"


def test_files_by_name_in_order(project: Path) -> None:
    write(project, "z-okrs.md", "B/OKR-2026.yaml", "b/notes.md", "a/team-okrs/plan.json", "a/Okr.markdown", "okr.pdf")
    assert found(".") == ["B/OKR-2026.yaml", "a/Okr.markdown", "a/team-okrs/plan.json", "z-okrs.md"]


def test_a_folder_above_the_search_does_not_count(project: Path) -> None:
    write(project, "okrs/inner/plan.md")
    assert found(".") == ["okrs/inner/plan.md"]
    assert found("okrs") == []
    assert found(str(project / "okrs" / "inner")) == []


def test_files_by_content(project: Path) -> None:
    write(project, "plan.md", text=MARKDOWN_OKRS)
    write(project, "plan.yaml", text="objectives:\n- title: x\n  key_results: [y]\n")
    write(project, "plan.json", text='{"okrs": [{"objective": "x", "keyResults": []}]}')
    write(project, "other.md", text="# Bakery\n\nWe bake.\n")
    write(project, "other.yaml", text="objectives: none\n")
    write(project, "other.json", text='{"key": "results"}')
    assert found(".") == ["plan.json", "plan.md", "plan.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "# OKRs 2026\n",
        "# Team\n## Our key results\n",
        "Key results:\n- x\n",
        "**Key Results**\n",
        "- **KR1:** Loaves\n",
        "KR 1.2 Loaves\n",
        "| Objective | Key result |\n|---|---|\n",
        "---\nokr: true\n---\n",
        "OKRs of the bakery\n===\n",
        "# okr\r\n\r\n",
        "> Measurable key results: x\n",
    ],
)
def test_markdown_that_looks_like_okrs(text: str) -> None:
    assert looks_like_okrs(text.encode(), "markdown")
    assert looks_like_okrs(b"\xef\xbb\xbf" + text.encode(), "markdown")
    assert looks_like_okrs(text.encode("utf-16"), "markdown")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Bakery\n\nOur okrs are elsewhere, and the key results too.\n",
        "# Key\n\nResults: none\n",
        "# Work\n\n- Krakow\n- kr\n",
        "\n" * 50 + "# OKRs\n",
        "\0\xff" * 20,
    ],
)
def test_markdown_that_does_not(text: str) -> None:
    assert not looks_like_okrs(text.encode(), "markdown")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"items": [{"type": "key_result", "title": "40 nests"}]}', True),
        ("- kind: Key Result\n  name: 40 nests\n", True),
        ("objectives:\n  - krs: [40 nests]\n", True),
        ('{"items": [{"type": "objective", "label": "lens"}]}', False),
        ('{"results": [{"type": "key"}]}', False),
    ],
)
def test_data_that_looks_like_okrs(text: str, expected: bool) -> None:
    assert looks_like_okrs(text.encode(), "yaml") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbour\n\nObjective;Key Result;Target\n", True),
        ('"Objective","KR1","KR2"\n', True),
        ("Summary,Issue Type\nCalls from 60 to 15,Key Result\n", True),
        ("O1,Crews go home\nKR1.1: Shifts with overtime,Mira\n", True),
        ("OKR\tKR\tOwner\n", True),
        ("Year,US,JP,KR,DE\n", False),
        ("Objective,Activity\nClocks,Paper clocks\n", False),
        ("Note\nThe key results are elsewhere\n", False),
    ],
)
def test_tables_that_look_like_okrs(text: str, expected: bool) -> None:
    assert looks_like_okrs(text.encode(), "csv") is expected
    assert looks_like_okrs(text.encode("utf-16"), "csv") is expected


def test_a_search_finds_tables_by_their_heads(project: Path) -> None:
    for name, head in (("plan", "Objective,Key Result"), ("stock", "Item,Target")):
        write(project, f"{name}.csv", text=f"{head}\nCrews go home,Shifts with overtime\n")
        workbook = Workbook()
        workbook.active.append(head.split(","))  # type: ignore[union-attr]
        workbook.save(project / f"{name}.xlsx")
    write(project, "broken.xlsx", text="PK")
    assert found(".") == ["plan.csv", "plan.xlsx"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (' {"objectives": []}', "json"),
        ("Harbour, Q3\n\nObjective;Key Result;Target\n", "csv"),
        ("Objective,KR1,KR2\nCrews go home,,\n", "csv"),
        ("We speak of objectives, key results, and owners\n", "markdown"),
        ("| Objective | Key result |\n|---|---|\n", "markdown"),
        ("[1]", "json"),
        ("objectives:\n  - title: x\n    key_results: []\n", "yaml"),
        ("# OKRs\n- x\n", "markdown"),
        ("", "markdown"),
    ],
)
def test_the_format_of_a_text_without_a_name(text: str, expected: str) -> None:
    assert format_of_text(text) == expected


def test_a_search_looks_at_long_lines_only_at_their_start(project: Path) -> None:
    write(project, "long.md", text="x" * 10_000_000)
    write(project, "long.json", text='{"a": "' + " objective: " * 1_000_000 + '"}')
    assert found(".") == []


def test_gitignore(project: Path) -> None:
    write(project, ".gitignore", text="drafts/\n*.yaml\n!keep-okr.yaml\n\\\n!\n")
    write(project, "drafts/okr.md", "okr.md", "okr.yaml", "keep-okr.yaml", "a/okr.md", "a/b/okr.md", "a/okr-2.yaml")
    write(project, "a/.gitignore", text="/okr.md\n!okr-2.yaml\n")
    assert found(".") == ["a/b/okr.md", "a/okr-2.yaml", "keep-okr.yaml", "okr.md"]
    assert found("a") == ["a/b/okr.md", "a/okr-2.yaml"]


def test_gitignore_above_a_search_counts_inside_one_repository(project: Path) -> None:
    write(project.parent, ".gitignore", text="*.md\n")
    write(project, ".gitignore", text="*.yaml\n")
    write(project, "a/okr.md", "a/okr.yaml")
    assert found("a") == ["a/okr.md"]


def test_an_ignored_folder_that_is_named_is_searched(project: Path) -> None:
    write(project, ".gitignore", text="build/\n")
    write(project, "build/okr.md")
    assert found(".") == []
    assert found("build") == ["build/okr.md"]
    assert found("build/okr.md") == ["build/okr.md"]


def test_folders_that_nobody_searches(project: Path) -> None:
    write(project, "node_modules/okr.md", ".git/okr.md", ".venv/okr.md", "__pycache__/okr.md", ".github/okr.md")
    assert found(".") == [".github/okr.md"]
    assert found("node_modules") == ["node_modules/okr.md"]


def test_exclude(project: Path) -> None:
    write(project, "okrlint.toml", text='exclude = ["archive/", "/teams/a/*.md"]\n')
    write(project, "archive/okr.md", "x/archive/okr.md", "teams/a/okr.md", "teams/b/okr.md", "okr.md")
    assert found(".") == ["okr.md", "teams/b/okr.md"]
    assert found("teams") == ["teams/b/okr.md"]


def test_a_named_file_is_read_though_it_is_excluded(project: Path) -> None:
    write(project, "okrlint.toml", text='exclude = ["archive/"]\n')
    write(project, "archive/okr.md", "archive/plain.md")
    assert found("archive/okr.md", "archive/plain.md") == ["archive/okr.md", "archive/plain.md"]
    assert found("archive/okr.md", "archive", force_exclude=True) == []


def test_exclude_of_the_command_line_counts_from_the_current_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "okrlint.toml", text='exclude = ["b/"]\n')
    write(project, "a/okr-1.md", "a/okr-2.md", "b/okr.md")
    assert found(".", exclude=["a/okr-1.md"]) == ["a/okr-2.md", "b/okr.md"]
    monkeypatch.chdir(project / "a")
    assert found(".", exclude=["/okr-1.md"]) == ["okr-2.md"]
    assert found("..", exclude=["/okr-1.md"]) == ["okr-2.md", "../b/okr.md"]


def test_include_of_a_configuration_counts_from_its_folder(project: Path) -> None:
    write(project, "okrlint.toml", text='include = ["/Plans/", "*-goals.md"]\n')
    write(project, "plans/a.md", "x/plans/b.md", "x/Team-Goals.md", "okr.md")
    assert found(".") == ["plans/a.md", "x/Team-Goals.md"]
    assert found("plans") == ["plans/a.md"]


def test_each_folder_has_its_own_configuration(project: Path) -> None:
    write(project, "okrlint.toml", text='exclude = ["*.yaml"]\n')
    write(project, "a/okr.md", "a/okr.yaml", "b/okr.md", "b/okr.yaml")
    write(project, "b/okrlint.toml", text='exclude = ["*.md"]\n')
    assert found(".") == ["a/okr.md", "b/okr.yaml"]


def test_a_bad_glob(project: Path) -> None:
    write(project, "okr.md")
    with pytest.raises(ConfigError, match=r'^"!" is not a glob as in a \.gitignore$'):
        found(".", exclude=["!"])


def test_no_file_twice(project: Path) -> None:
    write(project, "a/okr.md", "okr.md")
    (project / "link-okr.md").symlink_to("okr.md")
    assert found("a/okr.md", ".", "a", "./a/../a/okr.md") == ["a/okr.md", "link-okr.md"]


def test_links_to_folders_are_not_followed(project: Path) -> None:
    write(project.parent, "outside/okr.md")
    write(project, "inside/okr.md")
    (project / "out").symlink_to(project.parent / "outside")
    (project / "inside" / "up").symlink_to(project)
    assert found(".") == ["inside/okr.md"]
    assert found("out") == ["out/okr.md"]


def test_what_is_not_there(project: Path) -> None:
    write(project, "okr.md")
    (project / "dangling.md").symlink_to("gone.md")
    missing = "no such file or directory"
    assert found("gone", "okr.md", "dangling.md") == [f"! gone: {missing}", "okr.md", f"! dangling.md: {missing}"]


def test_links_out_of_the_folder_are_followed_only_where_they_are_named(project: Path) -> None:
    write(project.parent, "outside/secret.md", text=MARKDOWN_OKRS)
    write(project, "common/okrs.md", "team/okrs.md", text=MARKDOWN_OKRS)
    for link, target in {"out-okrs.md": "../../outside/secret.md", "in-okrs.md": "../common/okrs.md"}.items():
        (project / "team" / link).symlink_to(target)
    (project / "team" / "plan.md").symlink_to("../../outside/secret.md")
    assert found("team", ".") == ["team/okrs.md", "common/okrs.md"]
    assert found("team") == ["team/okrs.md"]
    assert found("team/out-okrs.md") == ["team/out-okrs.md"]
    (project / "way").symlink_to("team")
    assert found("way") == ["way/okrs.md"]


def test_a_dangling_link_in_a_search_is_heard_of_when_it_is_read(project: Path) -> None:
    (project / "dangling.md").symlink_to("gone.md")
    (project / "circle.md").symlink_to("circle.md")
    (project / "gone.pdf").symlink_to("nothing")
    assert found(".") == ["circle.md", "dangling.md"]


def test_what_is_no_file(project: Path) -> None:
    os.mkfifo(project / "okr.md")
    (project / "okr.yaml").mkdir()
    assert found(".") == []


def test_a_folder_that_cannot_be_listed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, "a/okr.md", "b/okr.md", "c/okr.md")
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if path.endswith("b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(".") == ["a/okr.md", "! b: permission denied", "c/okr.md"]
    assert found(str(project / "b")) == ["! b: permission denied"]


def test_a_file_that_cannot_be_sniffed_is_taken(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, "plan.md", "plan.yaml")

    def vanish(path: str) -> bool:
        if path.endswith(".md"):
            raise FileNotFoundError(2, "No such file or directory", path)
        return False

    monkeypatch.setattr("okrlint.workspace.search.file_looks_like_okrs", vanish)
    assert found(".") == ["plan.md"]


def test_a_path_with_a_null(project: Path) -> None:
    [told] = found("a\0b")
    assert told.startswith("! a\0b: ")
    assert "embedded null" in told  # the rest differs between versions of Python


def test_standard_input_only_once(project: Path) -> None:
    assert found("-") == ["-"]
    with pytest.raises(OkrlintError, match="only once"):
        found("-", "-")


def test_very_deep_folders(project: Path) -> None:
    folders = [str(project)]
    while len(folders[-1]) < 3_000:
        folders.append(f"{folders[-1]}/d")
        os.mkdir(folders[-1])
    deepest = Path(folders[-1], "okr.md")
    deepest.touch()
    try:
        assert [len(path) for path in found(".")] == [len(str(deepest.relative_to(project)))]
        assert found(str(deepest)) == [str(deepest.relative_to(project))]
    finally:  # pytest would go down these folders too deep for Python
        deepest.unlink()
        for folder in reversed(folders[1:]):
            os.rmdir(folder)


def test_paths_as_people_are_shown_them(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_path("./a/../b.md") == "b.md"
    assert shown_path(str(project / "b.md")) == "b.md"
    assert shown_path("../x/b.md") == "../x/b.md"
    assert shown_path("/elsewhere/b.md") == "/elsewhere/b.md"
    assert shown_path(".") == "."


def test_a_search_above_or_elsewhere_shows_where(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, "a/okr.md", "b/okr.md")
    monkeypatch.chdir(project / "a")
    assert found("..") == ["okr.md", "../b/okr.md"]
    assert found("../b") == ["../b/okr.md"]
    assert found(str(project / "b")) == [f"{project}/b/okr.md"]


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("html", "<style>" + "a{}" * 9000 + "</style><h1>Team</h1><h2>Key&nbsp;results</h2><p>KR1: Loaves</p>", True),
        ("html", "<script>OKRs</script><h1>Bakery</h1><p>We set OKRs. They help, we think.</p>", False),
        (
            "html",
            "<html><body><table><tr><th>Objective</th><th>Key results</th></tr></table>\n<h1>OKRs 2026</h1>",
            True,
        ),
        ("text", "Bakery OKRs Q3 2026\n\nGuests come back\n", True),
        ("text", "Subject: OKRs for the bakery\n", True),
        ("text", "numpy>=1\nokrlint==0.2\n", False),
        ("text", "We talked about OKRs, and baked. Then we went home, all of us.\n", False),
        ("org", "#+TITLE: OKRs 2026\n", True),
        ("org", "* TODO KR 1.1: Loaves\n", True),
        ("org", "* Shopping\n- bread\n", False),
        ("mdx", "import A from 'a'\n\n## Key results\n", True),
        ("mdx", "# Bakery\n", False),
        ("toml", "[[objectives]]\nobjective = 'x'\n", True),
        ("toml", "[[okrs.key_results]]\n", True),
        ("toml", "key_results = ['x']\n", True),
        ("toml", "[project]\nkeywords = ['okr', 'key results']\n", False),
    ],
)
def test_a_look_at_formats_of_text(format: str, text: str, expected: bool) -> None:
    assert looks_like_okrs(text.encode(), format) is expected


def test_a_configuration_of_okrlint_holds_no_okrs(project: Path) -> None:
    write(project, "okrlint.toml", "a/.okrlint.toml", "plan-okrs.toml")
    assert found(".") == ["plan-okrs.toml"]


def test_a_word_document_is_looked_into(project: Path) -> None:
    for name, words in {"plan": "Key results:", "letter": "Dear guests"}.items():
        with zipfile.ZipFile(project / f"{name}.docx", "w") as archive:
            archive.writestr("word/document.xml", f"<w:p><w:t>{words}</w:t></w:p>")
    assert found(".") == ["plan.docx"]


def test_html_without_a_file_name() -> None:
    assert format_of_text("\n<!DOCTYPE html><html>") == "html"
    assert format_of_text("<p>\n") == "markdown"
