"""The page of licences: what is installed with okrlint and its extras, under which licence, and what for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from okrlint.core.errors import OkrlintError

PAGE = "docs/licences.md"
EXTRAS = ("xlsx", "docx", "arrow", "spark")
"""Extras for those who use okrlint; the others are for those who build it."""

_WHY = {
    "click": "the command line",
    "jinja2": "reports as pages, and templates of users in its sandbox",
    "lsprotocol": "the types of the Language Server Protocol",
    "markdown-it-py": "Markdown",
    "mdit-py-plugins": "front matter in Markdown",
    "numpy": "the classifier",
    "onnxruntime": "the classifier",
    "openpyxl": "Excel files",
    "pandas": "tables of Spark",
    "pathspec": "globs as in a `.gitignore`",
    "platformdirs": "where the cache lies",
    "py3langid": "which language a sentence is in",
    "pyarrow": "tables of Arrow",
    "pygls": "the language server",
    "pyspark": "tables of Spark",
    "python-docx": "Word documents",
    "pyyaml": "YAML",
    "rich": "the bar of long runs",
    "spacy": "token patterns in rules",
    "tokenizers": "the classifier",
}
_PYSPARK = "pyspark"
"""300 MB that nobody should have to install to write a page; it brings py4j along (BSD-3-Clause)."""
_HOMES = ("homepage", "home", "repository", "source", "source code", "documentation")
_INDEXES = ("pypi.", "/project/")
_ASKED = re.compile(
    r"\| \[?(?P<name>[\w.-]++)[^|]*+\| (?P<versions>[<>=~!][^|]*) \| [^|]* \| (?P<rest>[^|]* \| [^|]*) \|"
)
_FREE = re.compile(r"\b(?:MIT|BSD|Apache|PSF|ISC|MPL|Mozilla Public)\b", re.IGNORECASE)
"""Licences under which anybody may use a library beside a program of their own."""

_HEAD = """# Licences

<!-- written by `python -m okrlint.devtools licences` from what the libraries say of themselves; do not edit -->

okrlint is under the Apache License 2.0. Nothing of the following is part of it; pip installs it beside okrlint. Other
systems and versions of Python may need a few libraries more.
"""


class Direct(NamedTuple):
    """A library that pyproject.toml names: its name, the versions that fit, and the extra that it belongs to, or ""."""

    name: str
    versions: str
    extra: str


def direct(root: Path) -> list[Direct]:
    """The libraries that okrlint and its extras ask for, by name."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"": project["dependencies"], **{name: project["optional-dependencies"][name] for name in EXTRAS}}
    found = [(line, Requirement(line).name, extra) for extra, lines in groups.items() for line in lines]
    return sorted(Direct(canonicalize_name(name), line[len(name) :], extra) for line, name, extra in found)


def _about(name: str) -> Message:
    """What a library says of itself. Raises OkrlintError where it is not installed."""
    try:
        about: Any = distribution(name).metadata
    except PackageNotFoundError as error:
        raise OkrlintError(f"{name} is not installed, so that its licence cannot be told") from error
    found: Message = about
    return found


def _needed(name: str) -> Iterator[str]:
    """The names of the libraries that an installed library asks for here."""
    for line in requires(name) or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def pulled_in(names: Iterable[str]) -> dict[str, str]:
    """The libraries that come with some others, each with the first one that asks for it."""
    known = dict.fromkeys(names, "")
    waiting = list(known)
    while waiting:
        asking = waiting.pop(0)
        for name in sorted(_needed(asking)):
            if name not in known:
                known[name] = asking
                waiting.append(name)
    return {name: by for name, by in known.items() if by}


def licence(about: Message) -> str:
    """The licence that a library names; its classifiers where it has none, and "not stated" without these."""
    stated = about.get("License-Expression") or about.get("License") or ""
    if stated and "\n" not in stated and len(stated) <= 80:
        return str(stated)
    classes = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")]
    return ", ".join(classes) or stated.partition("\n")[0].strip() or "not stated"


def _home(about: Message) -> str:
    """The address of a library, "" where it names none but that of an index of packages."""
    named = [line.partition(", ") for line in about.get_all("Project-URL") or ()]
    urls = {label.casefold(): url for label, _, url in named}
    found = [about.get("Home-page") or "", *(urls.get(label, "") for label in _HOMES)]
    return next((url for url in found if url and not any(index in url for index in _INDEXES)), "")


def _row(name: str, before: Sequence[str], after: Sequence[str]) -> str:
    """A row of a table: a library, and its licence between other cells."""
    if name == _PYSPARK:
        home, stated = "https://spark.apache.org", "Apache-2.0"
    else:
        about = _about(name)
        home, stated = _home(about), licence(about)
    return f"| {' | '.join((f'[{name}]({home})' if home else name, *before, stated, *after))} |"


def render(root: Path) -> str:
    """The page. Raises OkrlintError where a library is not installed."""
    asked = direct(root)
    lines = [_HEAD, "## What okrlint asks for", "", "| Library | Versions | Licence | Extra | For |"]
    lines += ["| --- | --- | --- | --- | --- |"]
    lines += [_row(one.name, [one.versions], [one.extra, _WHY[one.name]]) for one in asked]
    lines += ["", "## What these bring along", "", "| Library | Licence | Asked for by |", "| --- | --- | --- |"]
    with_them = pulled_in(one.name for one in asked if one.name != _PYSPARK)
    lines += [_row(name, [], [by]) for name, by in sorted(with_them.items())]
    return "\n".join(lines) + "\n"


def is_free(stated: str) -> bool:
    """Whether a licence lets anybody use a library beside a program of their own."""
    return bool(_FREE.search(stated))


def problems(root: Path) -> list[str]:
    """What the page lacks or has too much, and libraries here that not everybody may use; whatever their versions.

    Raises OkrlintError where a library is not installed.
    """
    asked = direct(root)
    page = (root / PAGE).read_text(encoding="utf-8")
    written = {(one["name"], one["versions"], one["rest"]) for one in map(_ASKED.fullmatch, page.splitlines()) if one}
    wanted = {(one.name, one.versions, f"{one.extra} | {_WHY[one.name]}") for one in asked}
    found = [f"{PAGE} is not current about {name}" for name in sorted({one[0] for one in written ^ wanted})]
    names = {one.name for one in asked if one.name != _PYSPARK}
    here = {name: licence(_about(name)) for name in sorted(names | set(pulled_in(names)))}
    return found + [f"{name} may not be for everybody: {said}" for name, said in here.items() if not is_free(said)]
