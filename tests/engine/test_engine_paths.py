"""Globs of files in which rules keep quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrlint.engine.paths import matches


@pytest.mark.parametrize(
    ("shown", "globs", "expected"),
    [
        ("drafts/okrs.md", ("drafts/",), True),
        ("q3/drafts/okrs.md", ("drafts/",), True),
        ("q3/drafts/okrs.md", ("/drafts/",), False),
        ("okrs-old.md", ("*-old.md",), True),
        ("okrs.md", ("*.md", "!okrs.md"), False),
        ("okrs.md", (), False),
        ("../okrs.md", ("*.md",), False),
    ],
)
def test_globs_are_as_in_a_gitignore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: str, globs: tuple[str, ...], expected: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    assert matches(shown, globs, str(tmp_path)) is expected


def test_globs_are_relative_to_the_root_and_paths_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "q3").mkdir()
    monkeypatch.chdir(tmp_path / "q3")
    assert matches("okrs.md", ("q3/okrs.md",), str(tmp_path))
    assert matches(str(tmp_path / "q3" / "okrs.md"), ("q3/",), str(tmp_path))
    assert not matches("okrs.md", ("/okrs.md",), str(tmp_path))
