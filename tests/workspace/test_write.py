"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from okrlint.workspace.write import create, write


def refuse(*_args: Any, **_more: Any) -> None:
    raise OSError(28, "No space left on device")


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    write(str(tmp_path / "new"), b"text")
    (tmp_path / "usual").write_bytes(b"")
    assert (tmp_path / "new").read_bytes() == b"text"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_the_mode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["old"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    write(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    write(os.devnull, b"text")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_nothing_changes_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(OSError, match="No space"):
        write(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["old"]


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "file"
    create(str(path), b"first")
    with pytest.raises(FileExistsError):
        create(str(path), b"second")
    assert path.read_bytes() == b"first"


def test_create_leaves_no_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        create(str(tmp_path / "file"), b"text")
    assert os.listdir(tmp_path) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write(str(tmp_path), b"text")
