"""All that a result depends on, as bytes for keys: the program with its rules and model, settings, the place."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from okrlint import __version__
from okrlint.core.settings import Settings
from okrlint.workspace.store import digest

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_BESIDE = ("rules", "models")
_LIBRARIES = (
    "jinja2-",
    "markdown_it_py-",
    "markdown-it-py-",
    "mdit_py_plugins-",
    "mdit-py-plugins-",
    "numpy-",
    "onnxruntime-",
    "onnxruntime_",
    "openpyxl-",
    "pathspec-",
    "py3langid-",
    "pyyaml-",
    "spacy-",
    "tokenizers-",
)
"""Libraries that have a say in what is found, as the folders of their descriptions begin."""
_DESCRIPTIONS = (".dist-info", ".egg-info")


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """All files below a folder that are not Python's own."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.is_dir():
                yield from _files(entry.path) if entry.name != "__pycache__" else ()
            else:
                yield entry


def _installed() -> bytes | None:
    """The checksums of okrlint's files as pip notes them; None where it is run from a checkout."""
    record = os.path.join(os.path.dirname(_PACKAGE), f"okrlint-{__version__}.dist-info", "RECORD")
    try:
        with open(record, "rb") as file:
            lines = [line for line in file if line.startswith(b"okrlint/") and b"sha256=" in line]
    except OSError:
        return None
    return b"".join(sorted(lines)) if any(line.startswith(b"okrlint/__init__.py,") for line in lines) else None


def _states() -> bytes:
    """Names, sizes and times of okrlint's files in a checkout."""
    folders = [_PACKAGE, *(os.path.join(os.path.dirname(_PACKAGE), name) for name in _BESIDE)]
    found = []
    for entry in (entry for folder in folders if os.path.isdir(folder) for entry in _files(folder)):
        about = entry.stat()
        found.append(f"{entry.path}\0{about.st_size}\0{about.st_mtime_ns}")
    return "\n".join(found).encode("utf-8", "surrogateescape")


def _libraries() -> Iterator[str]:
    """The libraries that are installed, with their versions."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue
        lowered = (name.lower() for name in names if name.endswith(_DESCRIPTIONS))
        yield from sorted(name for name in lowered if name.startswith(_LIBRARIES))


@cache
def program() -> bytes:
    """A fingerprint of okrlint as it runs here: its code, rules and model, the libraries, Python, the machine."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    about = (__version__, sys.version, sys.platform, machine, *_libraries())
    return digest(_installed() or _states(), *(one.encode("utf-8", "surrogateescape") for one in about))


def plain(value: Any) -> Any:
    """A value of a configuration as something whose `repr` says all that there is to it."""
    if isinstance(value, Mapping):
        return [(key, plain(one)) for key, one in value.items()]
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def _pack(folder: str) -> Iterator[bytes]:
    """Names and contents of the rule files in a pack of the user's own. Raises OSError."""
    for name in sorted(os.listdir(folder)):
        if name.lower().endswith((".yaml", ".yml")):
            with open(os.path.join(folder, name), "rb") as file:
                yield os.fsencode(name)
                yield file.read()


def settings_key(settings: Settings) -> bytes:
    """A fingerprint of settings, with the contents of the packs that they name. Raises OSError."""
    packs = (one for folder in settings.extend_packs for one in _pack(folder))
    return digest(repr(plain(settings)).encode("utf-8", "surrogatepass"), *packs)
