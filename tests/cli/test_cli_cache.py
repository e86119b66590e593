"""What is kept between runs never changes what a run says."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from okrlint.cli import main
from okrlint.workspace import ingredients, run

PLAIN = ("--select", "OKR6,OKR304,OKR901,unused-suppression", "--today", "2026-08-01")
"""Rules that need no classifier."""
PACK = """\
code: ACME101
name: acme-word
summary: A word that nobody at Acme wants.
severity: warning
applies_to: key_result
check: phrase
with: {phrases: [CALVES]}
message: "{phrase}"
why: Nobody wants it.
sources: [none]
examples:
  bad: ["- <<CALVES>> walk", "- More <<CALVES>>"]
  good: ["- Cows walk", "- More cows"]
"""

Check = Callable[..., Result]


class Spies:
    """Counts how often whole runs and single documents are judged."""

    def __init__(self) -> None:
        self.runs = self.documents = 0


@pytest.fixture
def spies(monkeypatch: pytest.MonkeyPatch) -> Spies:
    """What is judged from here on."""
    found = Spies()
    engine = import_module("okrlint.engine.lint")
    whole, single = run.check_files, engine.lint_document

    def check_files(*given: Any, **named: Any) -> Any:
        found.runs += 1
        return whole(*given, **named)

    def lint_document(*given: Any, **named: Any) -> Any:
        found.documents += 1
        return single(*given, **named)

    monkeypatch.setattr(run, "check_files", check_files)
    monkeypatch.setattr(engine, "lint_document", lint_document)
    return found


@pytest.fixture
def check(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Check]:
    """Runs `okrlint check` with a cache of its own."""
    monkeypatch.delenv("OKRLINT_NO_CACHE")
    folder = project.parent / f"{project.name}-cache"

    def command(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, ["check", "--cache-dir", str(folder), *arguments], input=stdin)

    yield command
    ingredients.program.cache_clear()


def same(one: Result, other: Result) -> bool:
    """Whether two runs said the same."""
    return (one.exit_code, one.output, one.stderr) == (other.exit_code, other.output, other.stderr)


@pytest.mark.parametrize("report", ["text", "json"])
def test_an_unchanged_file_is_not_judged_again(check: Check, spies: Spies, report: str) -> None:
    first = check("okrs.md", "--format", report, *PLAIN)
    assert first.exit_code == 1
    assert same(check("okrs.md", "--format", report, *PLAIN), first)
    assert (spies.runs, spies.documents) == (1, 1)
    assert same(check("okrs.md", "--format", report, "--no-cache", *PLAIN), first)
    assert (spies.runs, spies.documents) == (2, 2)


def test_the_exit_code_can_be_another(check: Check, spies: Spies) -> None:
    assert [check(*PLAIN, *more).exit_code for more in ((), ("--exit-zero",), ())] == [1, 0, 1]
    assert spies.runs == 1


def _model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout with another model."""
    monkeypatch.setattr(ingredients, "_states", lambda: b"another model")


def _other_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingredients, "__version__", "99")


def _other_library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "site" / "onnxruntime-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(folder / "site"))


def _other_rule(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "rules" / "word.yaml").write_text(PACK.replace("CALVES", "drink"))


def _other_setting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "okrlint.toml").write_text('extend-packs = ["rules"]\nmin-confidence = 0.1\n')


def _other_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "okrs.md"
    file.write_text(file.read_text().replace("drink", "Drink"))


INGREDIENTS = [_model, _other_version, _other_library, _other_rule, _other_setting, _other_text]
OPTIONS = [
    ("--select", "OKR3"),
    ("--ignore", "OKR304"),
    ("--profile", "starter"),
    ("--today", "2026-08-02"),
    ("--encoding", "windows-1252"),
    ("--fail-on", "error"),
]


@pytest.fixture
def with_pack(project: Path) -> Path:
    """A project with a pack of its own."""
    (project / "rules").mkdir()
    (project / "rules" / "word.yaml").write_text(PACK.replace("CALVES", "calves"))
    (project / "okrlint.toml").write_text('extend-packs = ["rules"]\n')
    return project


@pytest.mark.parametrize("change", INGREDIENTS, ids=lambda change: change.__name__)
def test_each_ingredient_counts(
    check: Check, spies: Spies, with_pack: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[..., None]
) -> None:
    check("okrs.md")
    check("okrs.md")
    assert (spies.runs, spies.documents) == (1, 1)
    change(with_pack, monkeypatch)
    ingredients.program.cache_clear()
    changed = check("okrs.md")
    assert (spies.runs, spies.documents) == (2, 2)
    assert same(check("okrs.md", "--no-cache"), changed)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option[0])
def test_each_option_counts(check: Check, spies: Spies, option: tuple[str, str]) -> None:
    check("okrs.md")
    changed = check("okrs.md", *option)
    assert (spies.runs, spies.documents) == (2, 2)
    assert same(check("okrs.md", "--no-cache", *option), changed)


def test_a_file_under_another_name_counts(check: Check, spies: Spies, project: Path) -> None:
    check("okrs.md", *PLAIN)
    (project / "okrs.md").rename(project / "other.md")
    assert "other.md:5" in check("other.md", *PLAIN).output
    assert (spies.runs, spies.documents) == (2, 2)


def test_the_current_folder_counts(check: Check, spies: Spies, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(str(project / "okrs.md"), *PLAIN)
    (project / "below").mkdir()
    monkeypatch.chdir(project / "below")
    assert str(project / "okrs.md").lstrip("/") in check(str(project / "okrs.md"), *PLAIN).output
    assert (spies.runs, spies.documents) == (2, 2)


@pytest.mark.parametrize("option", [("--format", "json"), ("--color", "always")])
def test_another_shape_is_another_report_of_the_same_findings(
    check: Check, spies: Spies, option: tuple[str, str]
) -> None:
    check("okrs.md", *PLAIN)
    changed = check("okrs.md", *PLAIN, *option)
    assert (spies.runs, spies.documents) == (2, 1)
    assert same(check("okrs.md", "--no-cache", *PLAIN, *option), changed)


def test_a_baseline_counts(check: Check, spies: Spies, project: Path) -> None:
    CliRunner().invoke(main, ["baseline", "write", "okrs.md"])
    baseline = next(iter(project.glob("*baseline*")))
    first = check("okrs.md", "--baseline", baseline.name, *PLAIN)
    baseline.write_text('{"version": 1, "findings": []}')
    second = check("okrs.md", "--baseline", baseline.name, *PLAIN)
    assert (first.exit_code, second.exit_code) == (0, 1)
    assert spies.documents == 2  # once to write the baseline


def test_only_the_file_that_changed_is_judged_again(check: Check, spies: Spies, project: Path, farm: str) -> None:
    for number in range(5):
        (project / f"okr{number}.md").write_text(farm.replace("Farm", f"Farm {number}"))
    check(*PLAIN)
    (project / "okr3.md").write_text(farm.replace("fall ill", "fall very ill"))
    changed = check(*PLAIN)
    assert (spies.runs, spies.documents) == (2, 7)
    assert same(check(*PLAIN, "--no-cache"), changed)


def test_standard_input_is_kept_like_a_file(check: Check, spies: Spies, farm: str) -> None:
    first = check("-", *PLAIN, stdin=farm)
    assert same(check("-", *PLAIN, stdin=farm), first)
    assert spies.runs == 1
    assert "very" in check("-", *PLAIN, stdin=farm.replace("fewer", "very few")).output


def test_files_that_cannot_be_read_are_looked_at_again(check: Check, spies: Spies, project: Path) -> None:
    (project / "bad.okrs.md").write_bytes(b"# OKR \xff")
    first = check(*PLAIN)
    assert first.exit_code == 2
    assert same(check(*PLAIN), first)
    assert (spies.runs, spies.documents) == (2, 1)


COMPANY = "## Objective O1: Guests come back\n\n- KR1.1: Guests who come back: 20 % to 40 %\n"
TEAM = "## Objective T1: Tables turn quickly (supports {parent})\n\n- KR T1.1: Tables turned a night: 1 to 2\n"


def test_what_crosses_files_is_never_stale(check: Check, project: Path) -> None:
    chosen = random.Random(3)  # noqa: S311
    for _ in range(25):
        (project / "okr-company.md").write_text(COMPANY.replace("O1", chosen.choice(["O1", "O2"])))
        (project / "okr-team.md").write_text(TEAM.format(parent=chosen.choice(["O1", "O2", "O3"])))
        some = chosen.choice([(), ("okr-team.md",), ("okr-company.md", "okr-team.md")])
        assert same(check(*some, *PLAIN), check(*some, *PLAIN, "--no-cache"))


def test_a_comment_about_other_files_is_unused_only_beside_them(check: Check, project: Path, farm: str) -> None:
    (project / "okrs.md").write_text(f"<!-- okrlint-disable broken-parent -->\n{farm}")
    (project / "okr-company.md").write_text(COMPANY)
    for some in (("okrs.md",), (), ("okrs.md",), ()):
        assert same(check(*some, *PLAIN), check(*some, *PLAIN, "--no-cache"))


def test_history_is_not_kept(check: Check, spies: Spies, project: Path, farm: str) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-C", str(project)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *command], check=True)
    arguments = ("okrs.md", "--diff-base", "HEAD", "--diff-only", *PLAIN)
    assert check(*arguments).exit_code == 0
    subprocess.run([*git, "commit", "--amend", "--allow-empty", "-qm", "two"], check=True)
    (project / "okrs.md").write_text(farm.replace("fewer", "less"))
    assert check(*arguments).exit_code == 1
    subprocess.run([*git, "commit", "-qam", "three"], check=True)
    assert check(*arguments).exit_code == 0
    assert spies.runs == 3


def test_sentences_are_not_classified_again(check: Check, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from okrlint.analysis import judgement

    first = check("okrs.md")
    asked: list[str] = []
    whole = judgement.judge

    def judge(text: str, objective: str = "") -> Any:
        asked.append(text)
        return whole(text, objective)

    monkeypatch.setattr(judgement, "judge", judge)
    monkeypatch.setattr(judgement, "judge_objective", judge)
    file = project / "okrs.md"
    file.write_text(file.read_text().replace("# Farm", "# The farm"))
    assert check("okrs.md").output == first.output
    assert asked == []
    file.write_text(file.read_text().replace("6 in 10", "5 in 10"))
    check("okrs.md")
    assert "Calves that drink unaided on their first day: 5 in 10 to 9 in 10" in asked
    assert "Significantly fewer calves fall ill" not in asked


def test_a_damaged_cache_is_thrown_away_without_a_word(check: Check, project: Path) -> None:
    first = check("okrs.md", *PLAIN)
    (file,) = (project.parent / f"{project.name}-cache").iterdir()
    for content in (b"", b"damaged", file.read_bytes()[:5000], file.read_bytes()[:-2000] + bytes(2000)):
        file.write_bytes(content)
        assert same(check("okrs.md", *PLAIN), first)


def test_info_and_clear(check: Check, project: Path) -> None:
    folder = str(project.parent / f"{project.name}-cache")

    def cache(command: str) -> str:
        result = CliRunner().invoke(main, ["cache", command, "--cache-dir", folder])
        assert result.exit_code == 0
        return result.output

    assert "size: 0.0 KiB" in cache("info")
    check("okrs.md", *PLAIN)
    assert "files: 1\nreports: 1\n" in cache("info")
    assert "deleted" in cache("clear")
    assert cache("clear") == "the cache was empty\n"
    assert "reports" not in cache("info")


@pytest.mark.parametrize(
    "arguments",
    [
        ("classify", "Launch the barn app"),
        ("suggest", "Launch the barn app"),
        ("outline", "okrs.md"),
        ("fix", "okrs.md"),
        ("explain", "okrs.md:5"),
        ("report", "okrs.md"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_other_commands_ask_nothing_twice(
    check: Check, project: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    from okrlint.analysis import judgement

    command = [*arguments, "--cache-dir", str(project.parent / f"{project.name}-cache")]
    first = CliRunner().invoke(main, command)
    assert first.exit_code == 0
    monkeypatch.setattr(judgement, "judge", lambda *_: pytest.fail("asked again"))
    monkeypatch.setattr(judgement, "judge_objective", lambda *_: pytest.fail("asked again"))
    assert same(CliRunner().invoke(main, command), first)


@pytest.mark.parametrize(
    "text", ["Launch the barn app", "40 % of calves drink, up from 30 %", "Wir bauen die App", "…"]
)
def test_answers_come_back_as_they_were(text: str) -> None:
    from okrlint.analysis.judgement import judge, judge_objective
    from okrlint.workspace.said import packed, unpacked

    for answer in (judge(text, "Calves thrive"), judge_objective(text)):
        assert unpacked(json.loads(json.dumps(packed(answer)))) == answer
