"""The page that follows a run through the code names what is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
NAMES = sorted(
    {
        name
        for page in [DOCS / "how-it-works.md", *(DOCS / "decisions").glob("*.md")]
        for name in re.findall(r"`(okrlint(?:\.[A-Za-z_]\w*)+)`", page.read_text(encoding="utf-8"))
    }
)
PATHS = sorted(
    {
        path
        for page in [DOCS.parent / "CONTRIBUTING.md", *DOCS.glob("*.md"), *(DOCS / "decisions").glob("*.md")]
        for path in re.findall(r"`((?:okrlint|rules|docs|tests)/[\w/.-]+)`", page.read_text(encoding="utf-8"))
    }
)


def found(name: str) -> object:
    """What a dotted name stands for: a module, or something in one."""
    whole = name.split(".")
    for length in range(len(whole), 0, -1):
        try:
            thing: object = import_module(".".join(whole[:length]))
        except ModuleNotFoundError:
            continue
        for step in whole[length:]:
            thing = getattr(thing, step)
        return thing
    raise LookupError(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_the_documents_is_in_the_code(name: str) -> None:
    assert isinstance(found(name), ModuleType | type) or callable(found(name))


@pytest.mark.parametrize("path", PATHS)
def test_a_path_in_the_documents_is_there(path: str) -> None:
    assert (DOCS.parent / path).exists()


def test_there_are_names_to_look_for() -> None:
    assert len(NAMES) > 40
    assert len(PATHS) > 4
