"""A start imports what it needs and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEVER = {
    "pygls",
    "lsprotocol",
    "jinja2",
    "rich",
    "attrs",
    "numpy",
    "spacy",
    "onnxruntime",
    "sklearn",
    "importlib.metadata",
    "difflib",
    "tempfile",
    "asyncio",
    "pyarrow",
    "pandas",
    "polars",
    "okrlint.frames",
}
PROGRAM = """
import sys
from okrlint.cli import main
try:
    main(sys.argv[1:], prog_name="okrlint")
finally:
    print("MODULES", *sorted(sys.modules), file=sys.stderr)
"""
PLAIN = ("--select", "OKR601,OKR602,OKR603,OKR604,OKR607,OKR611,OKR616")
"""Rules that need no classifier and have no wording to offer."""
UNCHANGED = {
    f"okrlint.{name}"
    for name in (
        "cli",
        "cli.check",
        "cli.group",
        "cli.options",
        "cli.output",
        "cli.progress",
        "config",
        "config.find",
        "config.keys",
        "config.layer",
        "config.resolved",
        "core",
        "core.errors",
        "core.fields",
        "core.lazy_re",
        "core.progress",
        "core.settings",
        "core.severity",
        "workspace",
        "workspace.files",
        "workspace.folders",
        "workspace.gather",
        "workspace.ingredients",
        "workspace.keys",
        "workspace.raw",
        "workspace.reports",
        "workspace.settings",
        "workspace.store",
    )
}
"""What looks at a file that has not changed."""
UNASKED = {"okrlint.core.labels", "okrlint.core.measure"}
"""What only types name where nothing asks the classifier or for measures."""
GRAPH = {"okrlint.core.alignment", "okrlint.core.linking", "okrlint.core.periods"}
"""What supports what: nothing in a single document that names no parent, but JSON has the graph."""
YAML = "objectives:\n- objective: Calves thrive\n  key_results:\n  - Significantly fewer fall ill\n"


def modules(*arguments: str) -> set[str]:
    """The modules that are imported once a command has run."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode in (0, 1), result.stderr
    marker, *found = result.stderr.splitlines()[-1].split()
    assert marker == "MODULES"
    return set(found)


def test_the_version_imports_click_and_nothing_else() -> None:
    script = "import click, sys; print(*sys.modules)"
    with_click = set(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.split())
    own = modules("--version") - with_click
    assert {
        name for name in own if not name.startswith(("okrlint", "click", "encodings", "gc", "locale", "_locale"))
    } == set()
    assert {name for name in own if name.startswith("okrlint")} == {
        "okrlint",
        "okrlint.cli",
        "okrlint.cli.group",
        "okrlint.core",
        "okrlint.core.errors",
    }


def test_check_of_a_markdown_file(project: Path) -> None:
    found = modules("check", "okrs.md", *PLAIN)
    assert "markdown_it" in found
    unneeded = {"yaml", "pathspec", "tomllib", "okrlint.cli.explain", "okrlint.workspace.search", "okrlint.lsp"}
    assert found & (NEVER | UNASKED | GRAPH | unneeded) == set()


def test_check_of_a_yaml_file(project: Path) -> None:
    (project / "okrs.yaml").write_text(YAML)
    found = modules("check", "okrs.yaml", "--format", "json", *PLAIN)
    assert "yaml" in found
    assert found & (NEVER | {"markdown_it", "pathspec", "tomllib", "unicodedata"} | UNASKED) == set()


def test_rules_that_need_labels_import_the_classifier_and_no_more(project: Path) -> None:
    found = modules("check", "okrs.md")
    assert {"numpy", "onnxruntime", "tokenizers"} <= found
    assert found & {"spacy", "sklearn", "torch", "transformers", "py3langid", "rich", "okrlint.training"} == set()


def test_a_search_imports_pathspec(project: Path) -> None:
    found = modules("check", *PLAIN)
    assert "pathspec" in found
    assert found & NEVER == set()


@pytest.mark.parametrize("target", ["OKR304", "vague-quantity"])
def test_explain_of_a_rule(project: Path, target: str) -> None:
    found = modules("explain", target)
    assert "yaml" in found
    assert found & (NEVER | {"markdown_it", "pathspec", "tomllib"}) == set()


def test_help(project: Path) -> None:
    found = modules("--help")
    assert found & (NEVER | {"markdown_it", "yaml", "pathspec", "okrlint.workspace", "okrlint.engine"}) == set()


def test_packs_of_users_are_read_only_where_there_are_some(project: Path) -> None:
    own = {"okrlint.packs.own", "okrlint.packs.rule_files", "okrlint.engine.verify", "okrlint.workspace.trial"}
    (project / "okrlint.toml").write_text('profile = "starter"\n')
    for arguments in (("check", "okrs.md", "--select", "OKR304"), ("rules",)):
        assert modules(*arguments) & (own | {"yaml", "spacy"}) == set()
    shutil.copytree(Path(__file__).parents[2] / "examples" / "pack" / "okr-rules", project / "okr-rules")
    (project / "okrlint.toml").write_text('extend-packs = ["okr-rules"]\n')
    found = modules("check", "okrs.md", "--select", "ACME101")
    assert own - found == {"okrlint.workspace.trial"}
    assert "spacy" not in found


def test_a_file_that_has_not_changed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OKRLINT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / "cache"))
    arguments = ("check", "okrs.md")
    for report in ("text", "json"):
        first, found = (modules(*arguments, "--format", report) for _ in range(2))
        assert "markdown_it" in first
        libraries = {"markdown_it", "yaml", "pathspec", "tokenizers", "platformdirs"}
        unneeded = libraries | {"dataclasses", "json", "pathlib", "tomllib"}
        assert found & (NEVER | unneeded) == set()
        assert {name for name in found if name.startswith("okrlint.")} == UNCHANGED


def test_sentences_that_have_not_changed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OKRLINT_NO_CACHE")
    arguments = ("check", "okrs.md", "--cache-dir", str(project / "cache"))
    modules(*arguments)
    text = (project / "okrs.md").read_text(encoding="utf-8")
    (project / "okrs.md").write_text(text.replace("# Farm", "# The farm"), encoding="utf-8")
    found = modules(*arguments)
    assert "markdown_it" in found
    assert found & {"numpy", "onnxruntime", "tokenizers", "multiprocessing", "concurrent.futures"} == set()
