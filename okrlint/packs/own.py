"""Packs of users: folders of rule files, read strictly; they are data, and no code that stands there is looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from okrlint.core import lazy_re as re
from okrlint.core.errors import ConfigError, reason_of
from okrlint.core.rule import Rule
from okrlint.packs.rule_files import rule_and_page

RESERVED = "OKR"
"""What the codes of okrlint's own rules begin with."""
SCOPES = ("key_result", "objective", "document", "documents")
"""What rules of users may apply to."""
SUFFIXES = (".yaml", ".yml")

_LARGEST = 1_000_000
"""Bytes of a rule file."""
_LIKE_A_SELECTOR = re.compile(r"all|[a-z]+\d+")


def pack_files(folder: str) -> list[Path]:
    """The rule files of a pack, by name; those of folders below belong to packs of their own. Raises ConfigError."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise ConfigError(f"cannot be read: {reason_of(error)}", Path(folder).as_posix()) from error
    return [Path(folder, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]


def _refuse_file(path: Path) -> None:
    """Raise ConfigError for a file that cannot be one of a pack: a link out of it, a folder, something huge."""
    home = os.path.realpath(path.parent)
    if os.path.dirname(os.path.realpath(path)) != home:
        raise ConfigError("is a link that leads out of its pack; put the file itself there", path.as_posix())
    if not path.is_file():
        raise ConfigError("is not a file", path.as_posix())
    if path.stat().st_size > _LARGEST:
        raise ConfigError(f"has more than {_LARGEST} bytes, too many for a rule", path.as_posix())


def _refuse_words(rule: Rule) -> None:
    """Raise ConfigError for a code, name or scope that only okrlint's own rules may have."""
    if rule.code.startswith(RESERVED):
        raise rule.error(f'the codes of okrlint itself begin with "{RESERVED}"; choose other letters', "code")
    if _LIKE_A_SELECTOR.fullmatch(rule.name):
        raise rule.error(f'"{rule.name}" would be taken for a code; choose a name like vague-quantity', "name")
    if rule.applies_to not in SCOPES:
        raise rule.error(f'"applies_to" must be one of {", ".join(SCOPES)}, not "{rule.applies_to}"', "applies_to")


def _in_pack(folder: str, shown: str) -> Iterator[Rule]:
    """The rules of one pack. Raises ConfigError."""
    for path in pack_files(shown):
        _refuse_file(path)
        rule, _ = rule_and_page(path)
        _refuse_words(rule)
        yield replace(rule, pack=folder)


def _refuse_twice(rule: Rule, seen: Mapping[str, Rule]) -> None:
    """Raise ConfigError for a code or name that another rule has, or that begins another one's code."""
    for key, word in (("code", rule.code), ("name", rule.name)):
        if word in seen:
            other = seen[word]
            where = other.origin if other.pack else "okrlint itself"
            raise rule.error(f'"{word}" is already {other.code} {other.name} of {where}', key)
    for code in (other.code for other in seen.values() if other.pack):
        if code.startswith(rule.code) or rule.code.startswith(code):
            raise rule.error(f'"{rule.code}" and "{code}" begin alike, so that one would mean both', "code")


def own_rules(packs: Mapping[str, str], core: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules of packs, which are folders by how they are remembered and how people are shown them.

    `core` are the rules whose codes and names are taken. Raises ConfigError at the line of a mistake.
    """
    seen = {word: rule for rule in core for word in (rule.code, rule.name)}
    found: list[Rule] = []
    for folder, shown in packs.items():
        for rule in _in_pack(folder, shown):
            _refuse_twice(rule, seen)
            seen |= {rule.code: rule, rule.name: rule}
            found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.code))
