"""Where results are kept between runs: small pieces of data by key, in one file that any process may lose."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import NamedTuple

LARGEST = 256 * 1024 * 1024
"""Bytes of the file from which on what was not used for the longest time is thrown away."""
LARGEST_ENTRY = 16 * 1024 * 1024
"""Bytes of an entry that is worth keeping."""

_NAME = "okrlint-1.sqlite3"
_DAY = 24 * 60 * 60
_WAITING = 256
"""Entries that wait in memory until they are written together."""
_PATIENCE = 0.5
"""Seconds that a run waits for another one that writes; then it works without the cache."""
_SUM = 16
_OVERHEAD = 128
"""Bytes of an entry beside its value, in round figures."""
_PAGES = ("page_count", "freelist_count", "page_size")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, kind TEXT NOT NULL, used INTEGER NOT NULL, value BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON entry (used);
"""


_Row = tuple[bytes, str, int, bytes]


def _now() -> int:
    """The time in seconds."""
    return int(time.time())


class Info(NamedTuple):
    """How much is kept: entries by kind, and bytes of the file."""

    file: str
    entries: dict[str, int]
    size: int


def digest(*parts: bytes) -> bytes:
    """A key of some parts, each with its length, so that no two lists of parts look the same."""
    found = blake2b(digest_size=_SUM)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.digest()


class Store:
    """Data by key. Reading and writing never raises: what cannot be read, or was damaged, is not there, and what cannot
    be written is lost.

    The file may be shared by several processes; each has a Store of its own.
    """

    def __init__(self, folder: str, largest: int = LARGEST) -> None:
        self.folder, self.largest = folder, largest
        self.file = os.path.join(folder, _NAME)
        self._open: sqlite3.Connection | None = None
        self._broken = self._made = False
        self._new: dict[bytes, tuple[str, bytes]] = {}
        self._used: list[bytes] = []
        self._process = os.getpid()
        self._inherited: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[type[Store], tuple[str, int]]:
        return Store, (self.folder, self.largest)

    def _leave_to_parent(self) -> None:
        """In a copy of the process: its open file and what waits there are not this one's business."""
        if self._process != os.getpid():
            self._process = os.getpid()
            self._inherited, self._open = self._open, None  # closing it would be felt by the other
            self._new.clear()
            self._used.clear()

    def _connected(self, write: bool) -> sqlite3.Connection | None:
        """The open file; None where there is none, or where it cannot be made."""
        if self._open is None and not self._broken and (write or os.path.exists(self.file)):
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            self._open = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level=None)
            self._open.execute("PRAGMA synchronous = OFF")
            self._made = self._is_made(self._open)
        return self._open

    def _is_made(self, connection: sqlite3.Connection) -> bool:
        """Whether there is something in the file; another process may just be making it."""
        return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'by_use'").fetchone() is not None

    @contextmanager
    def _safely(self) -> Iterator[None]:
        """A file that is busy, full or forbidden is left alone; one that is damaged is thrown away."""
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            self._give_up(remove="malformed" in str(error) or "no such" in str(error))
        except (sqlite3.Error, ValueError, TypeError, OverflowError):
            self._give_up(remove=True)

    def _give_up(self, *, remove: bool) -> None:
        """Work without a cache from here on, and remove a damaged one."""
        self._broken = True
        self._new.clear()
        self._used.clear()
        if self._open is not None:
            with suppress(sqlite3.Error):
                self._open.close()
            self._open = None
        if remove:
            self._remove()

    def _remove(self) -> None:
        for name in (self.file, f"{self.file}-journal"):
            with suppress(OSError):
                os.unlink(name)

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key, None where nothing is."""
        self._leave_to_parent()
        if key in self._new:
            return self._new[key][1]
        with self._safely():
            connection = self._connected(write=False)
            if connection is not None and self._made:
                found = connection.execute("SELECT value, used FROM entry WHERE key = ?", (key,)).fetchone()
                return self._checked(key, *found) if found else None
        return None

    def _checked(self, key: bytes, value: bytes, used: int) -> bytes:
        """An entry without its checksum. Raises ValueError for a wrong one."""
        kept = value[_SUM:]
        if value[:_SUM] != digest(key, kept):
            raise ValueError("this entry was damaged")
        if used < _now() - _DAY:
            self._used.append(key)
        return kept

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep something under a key; it is written later, together with others."""
        self._leave_to_parent()
        if self._broken or len(value) > LARGEST_ENTRY:
            return
        self._new[key] = kind, value
        if len(self._new) >= _WAITING:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if not self._new and not self._used:
            return
        now = _now()
        rows = [(key, kind, now, digest(key, value) + value) for key, (kind, value) in self._new.items()]
        with self._safely():
            connection = self._connected(write=True)
            if connection is not None:
                self._write(connection, rows, [(now, key) for key in self._used])
        self._new.clear()
        self._used.clear()

    def _write(self, connection: sqlite3.Connection, rows: Sequence[_Row], used: Sequence[tuple[int, bytes]]) -> None:
        """Put rows into the file in one transaction, and make room where it has grown too large."""
        if not self._made:
            connection.execute("PRAGMA auto_vacuum = FULL")
            connection.executescript(_SCHEMA)
            self._made = True
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", rows)
            connection.executemany("UPDATE entry SET used = ? WHERE key = ?", used)
            self._make_room(connection)
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _make_room(self, connection: sqlite3.Connection) -> None:
        """Throw away what was not used for the longest time until three quarters of the room are enough."""
        pages, free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _PAGES)
        if (pages - free) * size <= self.largest:
            return
        goal, total = self.largest * 3 // 4, 0
        for key, length in connection.execute(
            "SELECT key, length(value) FROM entry ORDER BY used DESC, rowid DESC"
        ).fetchall():
            total += length + _OVERHEAD
            if total > goal:
                connection.execute("DELETE FROM entry WHERE key = ?", (key,))

    def info(self) -> Info:
        """How much is kept."""
        entries: dict[str, int] = {}
        with self._safely():
            connection = self._connected(write=False)
            if connection is not None and self._made:
                entries = dict(connection.execute("SELECT kind, count(*) FROM entry GROUP BY kind ORDER BY kind"))
        size = os.path.getsize(self.file) if os.path.exists(self.file) else 0
        return Info(self.file, entries, size)

    def clear(self) -> None:
        """Throw everything away. Raises OSError where that cannot be done."""
        self._give_up(remove=False)
        if os.path.exists(self.file):
            os.unlink(self.file)
        self._remove()

    def close(self) -> None:
        """Write what waits and let the file go."""
        self.flush()
        if self._open is not None:
            with self._safely():
                self._open.close()
            self._open = None


@contextmanager
def opened(folder: str | None) -> Iterator[Store | None]:
    """The store in a folder, written when it is done with; None where there is no folder."""
    if folder is None:
        yield None
        return
    store = Store(folder)
    try:
        yield store
    finally:
        store.close()
