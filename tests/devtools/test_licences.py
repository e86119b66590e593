"""The page of licences, and the hashes of what CI installs."""

from __future__ import annotations

import re
import tomllib
from email.message import Message
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from okrlint.core.errors import OkrlintError
from okrlint.devtools import licences

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / licences.PAGE).read_text(encoding="utf-8")
PINS = (ROOT / ".ci" / "requirements.txt").read_text(encoding="utf-8")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def rows() -> list[list[str]]:
    """The cells of the tables, without their heads."""
    lines = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
    return [cells for cells in lines if cells[0] not in ("Library", "---")]


def test_every_library_that_okrlint_asks_for_is_there_with_its_versions() -> None:
    asked = licences.direct(ROOT)
    assert len(asked) > 15
    assert {"click", "onnxruntime", "openpyxl"} <= {one.name for one in asked}
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    missing = [one for one in asked if not any(one.name in line and f"| {one.versions} |" in line for line in lines)]
    assert missing == []


def test_every_licence_lets_people_use_it() -> None:
    assert len(rows()) > 50
    assert [cells[0] for cells in rows() if not any(map(licences.is_free, cells[1:]))] == []


def test_it_names_no_index_of_packages() -> None:
    assert "pypi" not in PAGE + PINS


def test_a_licence_is_told_in_a_line() -> None:
    about = Message()
    assert licences.licence(about) == "not stated"
    about["License"] = "Copyright (c) somebody\n\nPermission is hereby granted"
    about["Classifier"] = "License :: OSI Approved :: MIT License"
    assert licences.licence(about) == "MIT License"
    about["License-Expression"] = "MIT"
    assert licences.licence(about) == "MIT"


def test_the_page_fits_and_says_where_it_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert licences.problems(ROOT) == []
    (tmp_path / "docs").mkdir()
    (tmp_path / licences.PAGE).write_text(PAGE.replace("| [click]", "| [clack]"), encoding="utf-8")
    asked = (ROOT / "pyproject.toml").read_text(encoding="utf-8").replace("jinja2>=3.1.6", "jinja2>=3.1.7")
    (tmp_path / "pyproject.toml").write_text(asked, encoding="utf-8")
    old = [f"{licences.PAGE} is not current about {name}" for name in ("clack", "click", "jinja2")]
    assert licences.problems(tmp_path) == old
    monkeypatch.setattr(licences, "licence", lambda about: f"{about['Name']} is for friends, with limits")
    assert "numpy may not be for everybody: numpy is for friends, with limits" in licences.problems(ROOT)


def test_other_versions_do_not_make_the_page_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "licence", lambda about: "MIT, as the next version says it")
    monkeypatch.setattr(licences, "_home", lambda about: "")
    assert licences.render(ROOT) != PAGE
    assert licences.problems(ROOT) == []


def test_what_is_not_installed_is_said() -> None:
    with pytest.raises(OkrlintError, match="no-such-library is not installed"):
        licences._about("no-such-library")


def pinned() -> dict[str, str]:
    """What CI installs: versions by name."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", PINS, re.MULTILINE)
    return {str(canonicalize_name(name)): version for name, version in found}


def test_everything_that_ci_installs_has_hashes_and_no_address() -> None:
    entries = re.split(r"\n(?=[\w.-]+==)", "\n".join(line for line in PINS.splitlines() if not line.startswith("#")))
    assert len(entries) > 80
    assert [entry.split()[0] for entry in entries if not HASH.search(entry)] == []
    assert [line for line in PINS.splitlines() if not re.match(r"#|[\w.-]+==[^@]+\\$|    --hash=sha256:", line)] == []


def test_ci_installs_versions_that_fit() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    wanted = [Requirement(line) for line in (*lines, *project["build-system"]["requires"])]
    versions = pinned()
    wrong = [str(one) for one in wanted if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"))]
    assert wrong == []
