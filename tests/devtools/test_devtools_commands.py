"""The scaffold of a rule and the comparison with real documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from okrlint import packs
from okrlint.core.errors import OkrlintError
from okrlint.core.finding import Severity
from okrlint.devtools import commands
from okrlint.devtools.bars import missed
from okrlint.devtools.commands import main
from okrlint.devtools.realworld import Comparison, Score
from okrlint.devtools.scaffold import NewRule, write_rule

SCHOOL = (
    "# School kitchen, OKRs 2026 Q3\n\n## Objective: Children like to eat with us\n\n"
    "- KR1: Raise plates that come back empty from 61% to 80%\n"
    "- KR2: Raise children who choose vegetables from 24% to 40%\n"
    "- KR3: Cut the queue at noon from 14 to 6 minutes\n"
)
ROWS = [
    {"doc": "kitchen.md", "line": 3, "role": "objective", "text": "Children like to eat with us"},
    {"doc": "kitchen.md", "line": 5, "role": "key_result", "text": "Raise plates that come back empty from 61% to 80%"},
    {
        "doc": "kitchen.md",
        "line": 6,
        "role": "key_result",
        "text": "Raise children who choose vegetables from 24% to 40%",
    },
    {"doc": "kitchen.md", "line": 7, "role": "key_result", "text": "Cut the queue at noon from 14 to 6 minutes"},
]


def test_a_new_rule_is_a_rule(tmp_path: Path) -> None:
    asked = NewRule("OKR998", "empty-promise", 'It says: "trust us".', "warning", "objective", "phrase")
    path = write_rule(asked, tmp_path / "core")
    assert path == tmp_path / "core" / "OKR998-empty-promise.yaml"
    rule = packs.load_rule(path)
    assert (rule.code, rule.name, rule.severity) == ("OKR998", "empty-promise", Severity.WARNING)
    assert (rule.summary, rule.applies_to, rule.check) == ('It says: "trust us".', "objective", "phrase")
    page = packs.load_page(path)
    assert [bool(example.spans) for example in (*page.bad, *page.good)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("OKR304", "brand-new", "is there already"),
        ("OKR998", "vague-quantity", "is there already"),
        ("998", "brand-new", "like"),
        ("OKR998", "Brand New", "like"),
        ("OKR998", "../elsewhere", "like"),
    ],
)
def test_a_code_or_name_that_cannot_be_is_refused(tmp_path: Path, code: str, name: str, words: str) -> None:
    with pytest.raises(OkrlintError, match=words):
        write_rule(NewRule(code, name), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_rule_that_could_not_be_read_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(OkrlintError, match="check"):
        write_rule(NewRule("OKR998", "brand-new", check="No Such"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "rules_folder", lambda: tmp_path)
    assert main(["new-rule", "OKR998", "empty-promise"]) == 0
    assert "OKR998-empty-promise.yaml" in capsys.readouterr().out
    assert (tmp_path / "core" / "OKR998-empty-promise.yaml").is_file()


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A folder with one document and what a careful reader found in it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "kitchen.md").write_text(SCHOOL)
    (tmp_path / "outline.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in ROWS))
    return tmp_path


def test_a_document_that_is_read_well_passes(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["realworld", str(real), "--check"]) == 0
    assert "kitchen.md" in capsys.readouterr().out


def test_a_document_that_is_read_badly_fails(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (real / "docs" / "kitchen.md").write_text(SCHOOL.replace("KR2", "Note"))
    assert main(["realworld", str(real), "--differences"]) == 0
    assert "missed: key_result 'Raise children" in capsys.readouterr().out
    assert main(["realworld", str(real), "--check"]) == 1
    assert "below the bar: key_result: F1" in capsys.readouterr().out


def test_the_folder_may_come_from_the_environment(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(commands.REALWORLD, str(real))
    assert main(["realworld"]) == 0


def test_without_a_folder_there_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv(commands.REALWORLD, raising=False)
    assert main(["realworld"]) == 2
    assert main(["realworld", str(tmp_path)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert commands.REALWORLD in told[0]


def comparison(name: str, found: int, absent: int = 0, wrong: int = 0, exact: int | None = None) -> Comparison:
    """The comparison of a document with perfect objectives."""
    score = Score(found, absent, wrong, found if exact is None else exact, found)
    return Comparison(name, {"objective": Score(9, 0, 0, 9, 9), "key_result": score})


@pytest.mark.parametrize(
    ("comparisons", "words"),
    [
        ([comparison("a.md", 100)], []),
        ([comparison("a.md", 100, exact=94)], ["texts are exact"]),
        ([comparison("a.md", 90, absent=10)], ["over all documents"]),
        ([comparison("a.md", 500), comparison("b.md", 2, absent=5)], ["mean F1", "in b.md"]),
        ([comparison("a.md", 500), comparison("b.md", 0, absent=2)], []),
    ],
    ids=["all is well", "texts", "all documents", "one document", "a document with few rows"],
)
def test_each_bar(comparisons: list[Comparison], words: list[str]) -> None:
    told = missed(comparisons)
    assert len(told) == len(words)
    assert all(word in line for word, line in zip(words, told, strict=True))


def test_a_command_that_does_not_exist_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dox"])
    assert ended.value.code == 2
    assert "dox" in capsys.readouterr().err
