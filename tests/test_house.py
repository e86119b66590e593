"""What holds for every file of the repository."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
import yaml

from okrlint import __version__
from okrlint.cli import COMMANDS
from okrlint.config.keys import KEYS

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "okrlint").rglob("*.py"))
SCRIPTS = [*MODULES, *sorted((ROOT / "benchmarks").rglob("*.py"))]
MOST_LINES = 250
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 8

Function = ast.FunctionDef | ast.AsyncFunctionDef
WORDS_OF_MACHINES = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/tm" + "p/", "C:\\Use" + "rs")
REAL_DOCUMENTS = ".." + "/shared"


def shown(path: Path) -> str:
    """A path as people read it."""
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """The files that are in the repository, or would be after `git add`; all files where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in listed.stdout.split("\0") if name]
    found = [ROOT / name for name in names] if listed.returncode == 0 else list(ROOT.rglob("*"))
    return [path for path in found if path.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of every text file of the repository."""
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            yield shown(path), data.decode("utf-8", "replace")


def functions(path: Path) -> list[Function]:
    """All functions and methods of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def length(function: Function) -> int:
    """Lines of a function from `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", SCRIPTS, ids=shown)
def test_no_file_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", SCRIPTS, ids=shown)
def test_no_function_is_long(path: Path) -> None:
    assert [function.name for function in functions(path) if length(function) > LONGEST_FUNCTION] == []


def test_most_functions_are_short() -> None:
    lengths = [length(function) for path in MODULES for function in functions(path)]
    assert median(lengths) <= MEDIAN_FUNCTION


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, Function | ast.ClassDef)]
    inner = {id(below) for node in nodes if isinstance(node, Function) for below in ast.walk(node) if below is not node}
    public = [node for node in nodes if not node.name.startswith("_") and id(node) not in inner]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
    docstring = ast.get_docstring(tree)
    assert docstring
    assert "\n" not in docstring


def test_every_hook_is_in_the_readme() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [hook["id"] for hook in hooks if f"- id: {hook['id']}" not in readme] == []


def test_the_changelog_knows_the_version() -> None:
    headings = re.findall(r"^## \[?([^\]\s]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert __version__ in headings


def test_every_command_and_key_is_documented() -> None:
    cli = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    configuration = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"## `okrlint {name}" not in cli] == []
    assert [key.name for key in KEYS if f"## `{key.name}`" not in configuration] == []


def test_nothing_names_a_folder_of_some_machine() -> None:
    found = [(name, word) for name, text in texts() for word in WORDS_OF_MACHINES if word in text]
    assert found == []


def test_only_the_script_of_ci_knows_where_the_real_documents_lie() -> None:
    assert [name for name, text in texts() if REAL_DOCUMENTS in text] == [".ci/run"]


def links(path: Path) -> list[str]:
    """The files that a Markdown document links to, relative to it."""
    prose = re.sub(r"^(`{3,}).*?^\1", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", prose)


def test_links_between_documents_lead_somewhere() -> None:
    pages = [path for path in tracked() if path.suffix == ".md" and not shown(path).startswith(("tests/", "examples/"))]
    assert [(shown(path), to) for path in pages for to in links(path) if not (path.parent / to).exists()] == []


def test_ci_runs_the_lines_of_the_readme() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for word in ('bin/okrlint"', 'bin/pytest"'):
        assert sum(word in line and "python3 -m venv" in line for line in lines) == 1
        assert f"readme_line '{word}'" in script
