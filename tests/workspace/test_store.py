"""A store loses what it must, and never says anything wrong."""

from __future__ import annotations

import os
import pickle
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from okrlint.workspace import folders
from okrlint.workspace import store as module
from okrlint.workspace.store import Store, digest, opened

KEYS = [digest(b"key", b"%d" % number) for number in range(300)]


def filled(folder: Path, count: int = 20, size: int = 500) -> str:
    """A store with some entries; its file."""
    with opened(str(folder)) as store:
        assert store
        for key in KEYS[:count]:
            store.put("files", key, key * (size // len(key)))
    return store.file


def test_what_was_put_is_there_for_the_next_one(tmp_path: Path) -> None:
    filled(tmp_path / "new" / "folder")
    store = Store(str(tmp_path / "new" / "folder"))
    assert store.get(KEYS[3]) == KEYS[3] * 31
    assert store.get(KEYS[20]) is None
    assert store.info().entries == {"files": 20}


def test_what_waits_is_there_already(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.put("files", b"key", b"value")
    assert store.get(b"key") == b"value"
    assert os.listdir(tmp_path) == []


def test_nobody_else_may_look_into_the_folder(tmp_path: Path) -> None:
    filled(tmp_path / "cache")
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


def test_keys_say_where_parts_end() -> None:
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"abc", b"")}) == 4


def test_no_damage_gives_a_wrong_answer(tmp_path: Path) -> None:
    data = Path(filled(tmp_path)).read_bytes()
    chosen = random.Random(7)  # noqa: S311
    for _ in range(300):
        place, what = chosen.randrange(len(data)), bytes(chosen.randbytes(chosen.choice([1, 8, 600])))
        Path(tmp_path, os.listdir(tmp_path)[0]).write_bytes(data[:place] + what + data[place + len(what) :])
        store = Store(str(tmp_path))
        for key in KEYS[:20]:
            assert store.get(key) in (None, key * 31)
        store.put("files", b"more", b"data")
        store.close()
        Path(store.file).write_bytes(data)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" + bytes(2000)])
def test_what_is_no_cache_is_thrown_away(tmp_path: Path, content: bytes) -> None:
    file = Path(filled(tmp_path))
    file.write_bytes(content)
    assert Store(str(tmp_path)).get(KEYS[0]) is None
    filled(tmp_path)
    assert Store(str(tmp_path)).get(KEYS[0])


def test_a_file_of_another_layout_is_thrown_away(tmp_path: Path) -> None:
    file = filled(tmp_path)
    os.unlink(file)
    with sqlite3.connect(file) as connection:
        connection.executescript("CREATE TABLE entry (a); CREATE INDEX by_use ON entry (a);")
    connection.close()
    assert Store(str(tmp_path)).get(KEYS[0]) is None
    filled(tmp_path)
    assert Store(str(tmp_path)).get(KEYS[0])


def test_where_no_cache_can_be_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        with opened(str(folder)) as store:
            assert store
            store.put("files", b"key", b"value")
        assert Store(str(folder)).get(b"key") is None
    assert (tmp_path / "file").read_text() == "no folder"


def test_a_folder_in_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    file = Path(filled(tmp_path))
    file.unlink()
    file.mkdir()
    filled(tmp_path)
    assert Store(str(tmp_path)).get(KEYS[0]) is None
    assert file.is_dir()


def test_a_file_that_another_process_writes_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    other = sqlite3.connect(filled(tmp_path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert Store(str(tmp_path)).get(KEYS[0]) is None
    filled(tmp_path, 30)
    other.execute("ROLLBACK")
    other.close()
    assert Store(str(tmp_path)).info().entries == {"files": 20}


def test_it_stays_small_and_keeps_what_was_used_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    time = [1_000_000]
    monkeypatch.setattr(module, "_now", lambda: time[0])
    for number, key in enumerate(KEYS):
        time[0] += 2 * 24 * 60 * 60
        store = Store(str(tmp_path), 200_000)
        store.put("files", key, bytes(4000))
        if number:
            assert store.get(KEYS[0])
        store.close()
        assert os.path.getsize(store.file) <= 220_000
    store = Store(str(tmp_path))
    assert store.get(KEYS[0])
    assert store.get(KEYS[-1])
    assert store.get(KEYS[1]) is None


def test_what_is_huge_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_ENTRY", 100)
    filled(tmp_path, size=500)
    assert os.listdir(tmp_path) == []


WRITER = """
import sys
from okrlint.workspace.store import Store, digest
for number in range(100):
    store = Store(sys.argv[1])
    store.put("files", digest(sys.argv[2].encode(), b"%d" % number), b"value")
    store.put("files", digest(b"shared", b"%d" % number), b"value" * 100)
    assert store.get(digest(b"shared", b"%d" % (number // 2))) in (None, b"value" * 100)
    store.close()
"""


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", WRITER, str(tmp_path), str(number)] for number in range(4)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for command in commands]
    assert [(one.communicate()[1], one.returncode) for one in running] == [(b"", 0)] * 4
    store = Store(str(tmp_path))
    assert store.info().entries["files"] > 100
    assert store.get(digest(b"shared", b"99")) == b"value" * 100


def test_it_can_be_sent_to_another_process(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(str(tmp_path))
    assert store.get(KEYS[0])
    assert pickle.loads(pickle.dumps(store)).get(KEYS[0]) == store.get(KEYS[0])  # noqa: S301


def test_clear_leaves_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    Store(str(tmp_path)).clear()
    assert os.listdir(tmp_path) == []
    Store(str(tmp_path)).clear()


def test_the_folder_is_the_one_that_platformdirs_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for base in (None, "", "  ", str(tmp_path)):
        if base is None:
            monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        else:
            monkeypatch.setenv("XDG_CACHE_HOME", base)
        assert folders.default_folder() == folders._usual_folder()
