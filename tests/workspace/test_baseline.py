"""Baselines: what is known stays quiet, wherever it stands, and nothing gets in unasked."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from okrlint import analysis
from okrlint.core.errors import ConfigError, OkrlintError
from okrlint.workspace import check
from okrlint.workspace.baseline import create, load, prune
from okrlint.workspace.settings import Options

FERRY = """\
# Ferry, 2026 Q3

## Objective: Islanders plan a day without phoning us

- KR1: Launch the new **timetable**
- KR2: Significantly fewer calls about the timetable
"""
FILE = "okrlint-baseline.json"
OPTIONS = Options(isolated=True)


@pytest.fixture
def okrs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "okrs.md"
    path.write_text(FERRY)
    return path


def left(*paths: str, file: str = FILE, **options: object) -> list[str]:
    """The codes that `check --baseline` still reports."""
    result = check(paths or (".",), OPTIONS._replace(baseline=file, **options))  # type: ignore[arg-type]
    return [one.code for one in result.diagnostics]


def notes(*paths: str, **options: object) -> tuple[str, ...]:
    return check(paths or (".",), OPTIONS._replace(baseline=FILE, **options)).notes  # type: ignore[arg-type]


def test_what_is_written_down_is_not_reported_any_more(okrs: Path) -> None:
    change = create(["."], FILE, OPTIONS)
    assert (change.findings, change.added, change.removed) == (2, 2, 0)
    assert left() == []
    assert not check(["."], OPTIONS._replace(baseline=FILE)).failed
    assert notes() == ()


def test_the_file_is_as_its_schema_has_it_and_in_order(okrs: Path) -> None:
    (okrs.parent / "a-okrs.md").write_text(FERRY.replace("Launch", "Launch Launch"))
    create([".", "a-okrs.md"], FILE, OPTIONS)
    found = json.loads(Path(FILE).read_text())
    schema = json.loads(files("okrlint.report").joinpath("schemas/baseline.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    keys = [(one["path"], one["code"], one["text"]) for one in found["findings"]]
    assert keys == sorted(keys)
    assert keys[2:] == [
        ("okrs.md", "OKR101", "launch the new timetable"),
        ("okrs.md", "OKR304", "significantly fewer calls about the timetable"),
    ]


def test_the_same_findings_give_the_same_bytes(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    first = Path(FILE).read_bytes()
    create(["."], FILE, OPTIONS, force=True)
    assert Path(FILE).read_bytes() == first


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Ferry", "Some words.\n\n# Ferry"),
        ("**timetable**", "_timetable_"),
        ("Launch the new", "launch  the\n  new"),
        ("KR1: ", "KR7: "),
        ("\n", "\r\n"),
    ],
)
def test_lines_ids_and_markup_do_not_matter(okrs: Path, old: str, new: str) -> None:
    create(["."], FILE, OPTIONS)
    okrs.write_text(FERRY.replace(old, new), newline="")
    assert left() == []


def test_other_words_are_another_finding(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    okrs.write_text(FERRY.replace("Launch", "Ship"))
    assert left() == ["OKR101"]
    assert notes() == (
        "1 finding of the baseline is no longer there; `okrlint baseline prune` takes out what is gone "
        "(okrlint-baseline.json)",
    )


def test_another_rule_on_the_same_words_is_another_finding(okrs: Path) -> None:
    create(["."], FILE, OPTIONS._replace(overrides={"select": ["OKR101"]}))
    assert left() == ["OKR304"]


def test_another_file_with_the_same_words_is_another_finding(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    okrs.rename(okrs.with_name("new-okrs.md"))
    assert left() == ["OKR101", "OKR304"]


def test_of_findings_that_look_alike_only_as_many_are_known_as_there_were(okrs: Path) -> None:
    create(["."], FILE, OPTIONS._replace(overrides={"select": ["OKR304"]}))
    okrs.write_text(FERRY + "- KR3: Significantly fewer calls about the timetable\n")
    assert left(overrides={"select": ["OKR304"]}) == ["OKR304"]


def test_paths_are_those_seen_from_the_baseline(okrs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(["."], FILE, OPTIONS)
    folder = okrs.parent / "sub"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert left("..", file=f"../{FILE}") == []


def test_rules_that_do_not_run_are_not_gone(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    okrs.write_text(FERRY.replace("Launch", "Ship"))
    assert notes(overrides={"select": ["OKR304"]}) == ()
    assert notes(overrides={"ignore": ["OKR101"]}) == ()


def test_files_that_are_not_looked_at_are_not_gone(okrs: Path) -> None:
    (okrs.parent / "b-okrs.md").write_text(FERRY)
    create(["."], FILE, OPTIONS)
    assert notes("okrs.md") == ()
    assert prune(["okrs.md"], FILE, OPTIONS).removed == 0


def test_nothing_gets_into_a_baseline_that_is_there_unless_asked_for(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    before = Path(FILE).read_bytes()
    okrs.write_text(FERRY.replace("Launch", "Ship"))
    with pytest.raises(OkrlintError, match="exists already"):
        create(["."], FILE, OPTIONS)
    assert Path(FILE).read_bytes() == before
    change = create(["."], FILE, OPTIONS, force=True)
    assert (change.findings, change.added, change.removed) == (2, 1, 1)
    assert left() == []


def test_pruning_takes_out_and_never_adds(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    okrs.write_text(FERRY.replace("Launch", "Ship"))
    change = prune(["."], FILE, OPTIONS)
    assert (change.findings, change.removed) == (1, 1)
    assert [one.code for one in load(FILE)] == ["OKR304"]
    assert left() == ["OKR101"]
    assert notes() == ()


def test_pruning_forgets_files_that_are_no_more(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    okrs.rename(okrs.with_name("new-okrs.md"))
    assert prune(["."], FILE, OPTIONS).findings == 0


def test_pruning_keeps_what_stands_in_a_file_that_cannot_be_read(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    okrs.write_bytes(b"\xff\xff\xff okr")
    change = prune(["."], FILE, OPTIONS)
    assert (change.findings, len(change.unreadable)) == (2, 1)


def test_where_not_every_rule_runs_nothing_is_pruned(okrs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(["."], FILE, OPTIONS)
    monkeypatch.setattr(analysis, "missing", lambda: "the classifier cannot run")
    with pytest.raises(OkrlintError, match="nothing is pruned, because not every rule ran: the classifier cannot run"):
        prune(["."], FILE, OPTIONS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "baseline.json:1: this baseline is no JSON"),
        ("[]", 'a baseline has "version": 1'),
        ('{"version": 2, "findings": []}', 'a baseline has "version": 1'),
        ('{"version": 1, "findings": [{"path": "a"}]}', 'a finding needs "path", "code" and "text"'),
        ('{"version": 1, "findings": [{"path": "a", "code": "b", "text": "c", "count": 0}]}', '"count" of at least 1'),
        ('{"version": 1, "findings": ["a"]}', "a finding needs"),
        ("\0", "it is a binary file"),
        ("[" * 100_000, "this baseline is no JSON"),
        (None, "no such file or directory; `okrlint baseline write` makes one"),
    ],
)
def test_a_broken_baseline_is_one_clear_line(okrs: Path, text: str | None, reason: str) -> None:
    if text is not None:
        Path("baseline.json").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load("baseline.json")
    assert str(caught.value).startswith("baseline.json:")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_okrlints_own_files_are_no_okrs(okrs: Path) -> None:
    create(["."], FILE, OPTIONS)
    Path("okrlint.toml").write_text("")
    assert [document.source.path for document in check(["."], OPTIONS).documents] == ["okrs.md"]
    assert not check([FILE], OPTIONS._replace(force_exclude=True)).documents
