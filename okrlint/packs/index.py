"""The generated index of all rules and profiles: what a run reads in place of YAML files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from okrlint.core.errors import ConfigError
from okrlint.core.finding import Severity
from okrlint.core.rule import Profile, Rule
from okrlint.resources import rules_folder

INDEX = "index.json"
VERSION = 1
REBUILD = "run `python -m okrlint.devtools index`"


def _source_names(folder: str) -> Iterator[str]:
    """The YAML files that an index is made of, as paths in the folder, by name. Every start in a checkout asks."""
    for pack in sorted(os.listdir(folder)):
        if os.path.isdir(f"{folder}/{pack}"):
            yield from (f"{pack}/{name}" for name in sorted(os.listdir(f"{folder}/{pack}")) if name.endswith(".yaml"))


def fingerprint(folder: Path) -> int:
    """A number that changes with the files that an index is made of, but not with their line ends."""
    number = 0
    for name in _source_names(str(folder)):
        with open(f"{folder}/{name}", "rb") as file:
            number = crc32(file.read().replace(b"\r\n", b"\n"), crc32(name.encode(), number))
    return number


def read_index(folder: Path) -> Mapping[str, Any]:
    """The index of a folder of packs. Raises ConfigError where it is missing or, in a checkout, outdated."""
    path = folder / INDEX
    try:
        index: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ConfigError(f"there is no index of the rules; {REBUILD}", path.as_posix()) from None
    except ValueError as error:
        raise ConfigError(f"the index of the rules cannot be read; {REBUILD}", path.as_posix()) from error
    in_checkout = (folder.parent / "pyproject.toml").is_file()
    if index.get("version") != VERSION or (in_checkout and index.get("fingerprint") != fingerprint(folder)):
        raise ConfigError(f"the index of the rules is outdated; {REBUILD}", path.as_posix())
    return index


def rule_entry(rule: Rule, folder: Path) -> dict[str, Any]:
    """A rule as the index has it."""
    entry = {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "severity": str(rule.severity),
        "applies_to": rule.applies_to,
        "check": rule.check,
        "message": rule.message,
        "with": dict(rule.options),
        "silences": list(rule.silences),
        "adds": dict(rule.adds),
        "rewrite": rule.rewrite,
        "file": Path(rule.origin).relative_to(folder).as_posix(),
    }
    return {key: value for key, value in entry.items() if value}


def indexed_rule(entry: Mapping[str, Any], folder: Path) -> Rule:
    """The rule that an entry of the index is about."""
    return Rule(
        code=entry["code"],
        name=entry["name"],
        summary=entry["summary"],
        severity=Severity.named(entry["severity"]),
        applies_to=entry["applies_to"],
        check=entry["check"],
        message=entry["message"],
        options=entry.get("with", {}),
        silences=tuple(entry.get("silences", ())),
        adds=entry.get("adds", {}),
        rewrite=entry.get("rewrite"),
        origin=f"{folder.as_posix()}/{entry['file']}",
    )


def profile_entry(profile: Profile) -> dict[str, Any]:
    """A profile as the index has it."""
    entry = {
        "name": profile.name,
        "summary": profile.summary,
        "extends": profile.extends,
        "select": list(profile.select),
        "ignore": list(profile.ignore),
        "severity": {rule: str(severity) for rule, severity in profile.severity.items()},
    }
    return {key: value for key, value in entry.items() if value}


def indexed_profile(entry: Mapping[str, Any]) -> Profile:
    """The profile that an entry of the index is about."""
    return Profile(
        name=entry["name"],
        summary=entry["summary"],
        extends=entry.get("extends", ""),
        select=tuple(entry.get("select", ())),
        ignore=tuple(entry.get("ignore", ())),
        severity={rule: Severity.named(level) for rule, level in entry.get("severity", {}).items()},
    )


@cache
def _core() -> tuple[tuple[Rule, ...], Mapping[str, Profile]]:
    folder = rules_folder()
    index = read_index(folder)
    rules = tuple(indexed_rule(entry, folder) for entry in index["rules"])
    return rules, {entry["name"]: indexed_profile(entry) for entry in index["profiles"]}


def core_rules() -> tuple[Rule, ...]:
    """The rules that come with okrlint, by code. Raises ConfigError where the index is missing or outdated."""
    return _core()[0]


def profiles() -> Mapping[str, Profile]:
    """The profiles that come with okrlint, by name. Raises ConfigError where the index is missing or outdated."""
    return _core()[1]
