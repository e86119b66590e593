"""Files are fixed in place: the right bytes change, and no others; a file is the old or the new one."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from okrlint.core.errors import OkrlintError
from okrlint.core.finding import Diagnostic, Suggestion
from okrlint.workspace import mend as module
from okrlint.workspace.mend import Outcome, mend, save
from okrlint.workspace.run import Reading, Result, lint
from okrlint.workspace.settings import Options

FERRY = (
    "# Fähre, 2026 Q3\n\n## Objective: Islanders plan a day without phoning us\n\n"
    "- KR1: Calls about the timetable: 60 to 15 a day\n"
    "- KR1: Passengers who board without a paper ticket: 20% to 65%\n"
)
FIXED = FERRY.replace("- KR1: P", "- KR2: P")
BETTER = "Calls that the timetable answers → [baseline] to [target]"
ISOLATED = Options(isolated=True)


@pytest.fixture
def okrs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "okrs.md"
    path.write_bytes(FERRY.encode())
    return path


def fix(*paths: str, **options: Any) -> Outcome:
    """Fix and save."""
    unsafe = options.pop("unsafe", False)
    outcome = mend(paths, ISOLATED._replace(**options), unsafe=unsafe)
    for file in outcome.files:
        if file.text != file.old:
            save(file)
    return outcome


@pytest.fixture
def suggesting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A linter that has a better wording for every sentence about calls, and for no other."""

    kept: list[Diagnostic] = []

    def suggested(reading: Reading, *more: Any, **named: Any) -> Result:
        result = lint(reading, *more, **named)
        kept.extend(result.diagnostics)
        sentences = [(kr.text, one.document) for one in reading.read for kr in one.document.key_results]
        found = [
            kept[0]._replace(span=text.span(), source=of.source, fixes=(), suggestions=(suggestion,))
            for text, of in sentences
            if text.value.startswith("Calls about") and kept
            for suggestion in (Suggestion(BETTER, replaces=text.span()),)
        ]
        others = (one._replace(suggestions=()) for one in result.diagnostics)
        both: Sequence[Diagnostic] = (*others, *found)
        return result._replace(diagnostics=tuple(both))

    monkeypatch.setattr(module, "lint", suggested)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "windows-1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(okrs: Path, encoding: str, ending: str) -> None:
    okrs.write_bytes(FERRY.replace("\n", ending).encode(encoding))
    outcome = fix("okrs.md", encoding=encoding)
    assert outcome.complaints == ()
    assert okrs.read_bytes() == FIXED.replace("\n", ending).encode(encoding)


def test_big_endian_with_a_mark_and_without_being_asked(okrs: Path) -> None:
    okrs.write_bytes(b"\xfe\xff" + FERRY.encode("utf-16-be"))
    fix("okrs.md")
    assert okrs.read_bytes() == b"\xfe\xff" + FIXED.encode("utf-16-be")


def test_no_line_end_at_the_end_is_added(okrs: Path) -> None:
    okrs.write_bytes(FERRY.rstrip().encode())
    fix("okrs.md")
    assert okrs.read_bytes() == FIXED.rstrip().encode()


def test_bytes_that_would_not_stay_are_said_and_left(okrs: Path) -> None:
    data = FERRY.replace("ä", "").encode("iso2022_jp") + b"\x1b$B\x1b(B"
    okrs.write_bytes(data)
    outcome = fix("okrs.md", encoding="iso2022_jp")
    assert okrs.read_bytes() == data
    assert outcome.complaints == ("okrs.md: not written: its bytes are no plain iso2022_jp, and would not all stay",)


def test_a_second_run_has_nothing_to_do(okrs: Path) -> None:
    assert len(fix("okrs.md").files[0].made) == 1
    assert fix("okrs.md").files[0].made == ()


def test_fixes_that_make_room_for_others_are_made_in_one_run(okrs: Path) -> None:
    line = "- KR2: Visitors at the ticket office: 90 to 30 a day\n"
    okrs.write_text(FERRY + line + "- KR2: Parcels that arrive wet: 12 to 2 a week\n")
    outcome = fix("okrs.md")
    assert [str(kr.id) for kr in outcome.files[0].one.document.key_results] == ["KR1", "KR3", "KR2", "KR4"]
    assert fix("okrs.md").files[0].made == ()


@pytest.mark.usefixtures("suggesting")
class TestRewrites:
    def test_they_wait_until_they_are_asked_for(self, okrs: Path) -> None:
        assert fix("okrs.md").later == 1
        assert okrs.read_text() == FIXED

    def test_they_go_in_and_the_rest_stays(self, okrs: Path) -> None:
        outcome = fix("okrs.md", unsafe=True)
        assert okrs.read_text() == FIXED.replace("Calls about the timetable: 60 to 15 a day", BETTER)
        assert [one.title for one in outcome.files[0].made] == ["Renumber it KR2", "Rewrite it"]

    def test_a_second_run_has_nothing_to_do(self, okrs: Path) -> None:
        fix("okrs.md", unsafe=True)
        assert fix("okrs.md", unsafe=True).files[0].made == ()

    def test_a_character_that_the_encoding_lacks_is_said(self, okrs: Path) -> None:
        okrs.write_bytes(FERRY.encode("windows-1252"))
        outcome = fix("okrs.md", unsafe=True, encoding="windows-1252")
        assert okrs.read_bytes() == FIXED.encode("windows-1252")
        assert [one.reason for one in outcome.files[0].refused] == [
            "the encoding of the file lacks a character of the new words"
        ]


def test_the_mode_is_kept(okrs: Path) -> None:
    okrs.chmod(0o640)
    fix("okrs.md")
    assert stat.S_IMODE(okrs.stat().st_mode) == 0o640
    assert os.listdir(okrs.parent) == ["okrs.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_is_kept(okrs: Path) -> None:
    os.chown(okrs, 65534, 65534)
    fix("okrs.md")
    assert (okrs.stat().st_uid, okrs.stat().st_gid) == (65534, 65534)
    assert okrs.read_text() == FIXED


def refusal(path: str) -> str:
    file = mend([path], ISOLATED).files[0]
    with pytest.raises(OkrlintError) as caught:
        save(file)
    return str(caught.value)


def test_a_read_only_file_is_said_and_left(okrs: Path) -> None:
    okrs.chmod(0o444)
    assert refusal("okrs.md") == "okrs.md: not written: it is read-only"
    assert okrs.read_text() == FERRY


def test_a_file_with_two_names_is_said_and_left(okrs: Path) -> None:
    os.link(okrs, okrs.with_name("other.md"))
    assert "second name" in refusal("okrs.md")
    assert okrs.read_text() == FERRY


def test_somebody_elses_file_is_said_and_left(okrs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: okrs.stat().st_uid + 1, raising=False)
    assert "belongs to somebody else" in refusal("okrs.md")


def test_a_file_that_changed_meanwhile_is_said_and_left(okrs: Path) -> None:
    file = mend(["okrs.md"], ISOLATED).files[0]
    okrs.write_text("something else\n")
    with pytest.raises(OkrlintError, match="changed while okrlint read it"):
        save(file)
    assert okrs.read_text() == "something else\n"


def test_a_file_that_is_gone_is_said(okrs: Path) -> None:
    file = mend(["okrs.md"], ISOLATED).files[0]
    okrs.unlink()
    with pytest.raises(OkrlintError, match=r"okrs\.md: not written: no such file"):
        save(file)


def test_a_full_disk_leaves_the_old_file(okrs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refusal("okrs.md") == "okrs.md: not written: no space left on device"
    assert okrs.read_text() == FERRY
    assert os.listdir(okrs.parent) == ["okrs.md"]


def test_a_link_stays_one_and_what_it_leads_to_is_fixed(okrs: Path) -> None:
    (okrs.parent / "real").mkdir()
    okrs.rename(okrs.parent / "real" / "okrs.md")
    okrs.symlink_to("real/okrs.md")
    fix("okrs.md")
    assert okrs.is_symlink()
    assert (okrs.parent / "real" / "okrs.md").read_text() == FIXED


def test_standard_input_is_no_file(okrs: Path) -> None:
    with pytest.raises(OkrlintError, match="standard input"):
        mend(["-"], ISOLATED)


def test_a_format_that_is_never_written_is_left(okrs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WRITTEN", frozenset({"yaml"}))
    outcome = fix("okrs.md")
    assert outcome.files[0].made == ()
    assert okrs.read_text() == FERRY


KILLED = """
import os, signal, sys
from okrlint.cli import main

def killed(step):
    real = getattr(os, step)
    def now(*given, **more):
        if sys.argv[2] == "after":
            real(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(os, step, now)

killed(sys.argv[1])
main(["fix", "--isolated", "okrs.md"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_in_the_middle_leaves_the_old_file_or_the_new_one(okrs: Path, step: str, when: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, step, when], cwd=okrs.parent, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    assert okrs.read_text() == (FIXED if (step, when) == ("replace", "after") else FERRY)
