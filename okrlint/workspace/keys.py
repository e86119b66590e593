"""Keys of results: everything that they depend on, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

from okrlint.core.errors import UnreadableError
from okrlint.core.settings import Settings
from okrlint.workspace.gather import Files, Raw
from okrlint.workspace.ingredients import plain, program, settings_key
from okrlint.workspace.settings import Options
from okrlint.workspace.store import digest


def _text(value: object) -> bytes:
    return str(value).encode("utf-8", "surrogatepass")


class _SettingsKeys:
    """Fingerprints of settings, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, bytes] = {}

    def __call__(self, settings: Settings) -> bytes:
        """The fingerprint of some settings. Raises OSError."""
        if id(settings) not in self._known:
            self._known[id(settings)] = settings_key(settings)
        return self._known[id(settings)]


def _raw_keys(files: Iterable[Raw | UnreadableError]) -> dict[str, bytes]:
    """What is to be known of each file by itself, by the name that people call it. Raises OSError."""
    of_settings = _SettingsKeys()
    return {
        raw.shown: digest(_text(raw.file), _text(raw.shown), of_settings(raw.settings), raw.data)
        for raw in files
        if isinstance(raw, Raw)
    }


def file_keys(files: Files, options: Options, today: date | None) -> dict[str, bytes]:
    """Keys of what is found in each file without a look at others; none where something else would matter, too."""
    if options.diff_base is not None:
        return {}
    outside = program(), _text(os.getcwd()), _text(today), _text(options.encoding), _text(options.stdin_filename)
    try:
        return {shown: digest(b"file", *outside, own) for shown, own in _raw_keys(files).items()}
    except OSError:
        return {}


def report_key(files: Files, options: Options, today: date | None, shape: str) -> bytes | None:
    """The key of the report of a whole run in some shape; None where it depends on more than what lies before us."""
    if options.diff_base is not None or not files or any(isinstance(raw, UnreadableError) for raw in files):
        return None
    said = repr([plain(value) for value in options._replace(cache=None, jobs=1)])
    try:
        baseline = b"" if options.baseline is None else _content(options.baseline)
        own = _raw_keys(files)
    except OSError:
        return None
    return digest(
        b"report", program(), _text(os.getcwd()), _text(today), _text(shape), _text(said), baseline, *own.values()
    )


def _content(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()
