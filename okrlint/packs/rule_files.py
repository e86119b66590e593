"""Rule files: one rule each."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from okrlint.core.errors import ConfigError
from okrlint.core.finding import Severity
from okrlint.core.rule import Rule, RulePage, Scope
from okrlint.packs.examples import example
from okrlint.packs.strict import Entry, read

KEYS = (
    "code",
    "name",
    "summary",
    "severity",
    "applies_to",
    "check",
    "with",
    "message",
    "why",
    "sources",
    "silences",
    "adds",
    "examples",
)
REQUIRED = ("code", "name", "summary", "severity", "applies_to", "check", "message", "why", "examples")
SEVERITIES = ("info", "warning", "error")

_CODE = re.compile(r"[A-Z]{2,8}\d{3}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELD = re.compile(r"[a-z_]+")


def _matching(entry: Entry, pattern: re.Pattern[str], example: str) -> str:
    """The text of an entry, which must look like the example. Raises ConfigError."""
    value = entry.text()
    if not pattern.fullmatch(value):
        raise entry.error(f'"{entry.name}" must look like {example}, not "{value}"')
    return value


def _message(entry: Entry) -> str:
    """A message; its fields are plain names in braces. Raises ConfigError."""
    try:
        pieces = list(string.Formatter().parse(entry.text()))
    except ValueError as error:
        raise entry.error(f"the message cannot be read: {error}") from error
    for _, name, spec, conversion in pieces:
        if name is not None and (spec or conversion or not _FIELD.fullmatch(name)):
            raise entry.error(f'the message has a field "{{{name}}}": write a plain name in braces')
    return entry.text().strip()


def _adds(entry: Entry | None) -> Mapping[str, str]:
    return {name: value.text() for name, value in entry.pairs()} if entry else {}


def _keys(path: Path) -> Mapping[str, Entry]:
    return read(path).mapping(KEYS, required=REQUIRED)


def rule(path: Path) -> Rule:
    """The rule of a file. Raises ConfigError at the line of a mistake."""
    keys = _keys(path)
    return Rule(
        code=_matching(keys["code"], _CODE, "OKR304"),
        name=_matching(keys["name"], _NAME, "vague-quantity"),
        summary=keys["summary"].text().strip(),
        severity=Severity.named(keys["severity"].choice(SEVERITIES)),
        applies_to=cast(Scope, keys["applies_to"].choice(get_args(Scope))),
        check=_matching(keys["check"], _FIELD, "vague_words"),
        message=_message(keys["message"]),
        options={name: entry.plain() for name, entry in keys["with"].pairs()} if "with" in keys else {},
        silences=keys["silences"].texts() if "silences" in keys else (),
        adds=_adds(keys.get("adds")),
        origin=path.as_posix(),
    )


def page(path: Path) -> RulePage:
    """What the rule of a file says to people. Raises ConfigError at the line of a mistake."""
    keys = _keys(path)
    examples = keys["examples"].mapping(("bad", "good", "silent"), required=("bad", "good"))
    kinds = {kind: tuple(example(item) for item in entry.items()) for kind, entry in examples.items()}
    return RulePage(
        why=keys["why"].text().strip(),
        sources=keys["sources"].texts() if "sources" in keys else (),
        bad=kinds["bad"],
        good=kinds["good"],
        silent=kinds.get("silent", ()),
    )


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder of packs, in the order of their names."""
    other = {"profiles", "rewrites", "lexicon"}
    return sorted(path for path in folder.glob("*/*.yaml") if path.parent.name not in other)


def rules(folder: Path) -> tuple[Rule, ...]:
    """All rules of a folder of packs, by code. Raises ConfigError, also for a code or name given twice."""
    seen: dict[str, Rule] = {}
    found = [rule(path) for path in rule_files(folder)]
    for one in found:
        for word in (one.code, one.name):
            if word in seen:
                raise ConfigError(f'"{word}" is already the rule of {seen[word].origin}', one.origin)
            seen[word] = one
    return tuple(sorted(found, key=lambda one: one.code))
