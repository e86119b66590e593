"""Rule files: one rule each."""

from __future__ import annotations

import string
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from okrlint.core import lazy_re as re
from okrlint.core.errors import ConfigError
from okrlint.core.finding import Severity
from okrlint.core.rewrite import STRATEGIES, Strategy
from okrlint.core.rule import Rule, RulePage, Scope
from okrlint.packs.examples import example
from okrlint.packs.rule_keys import RULE_KEYS
from okrlint.packs.strict import Entry, read

KEYS = tuple(key.name for key in RULE_KEYS)
REQUIRED = tuple(key.name for key in RULE_KEYS if key.required)
SEVERITIES = ("info", "warning", "error")

CODE = r"[A-Z]{2,8}[0-9]{3,4}"
NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
EXAMPLES = ("bad", "good", "silent")

_CODE, _NAME = re.compile(CODE), re.compile(NAME)
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


def _lines(keys: Mapping[str, Entry], options: Mapping[str, Entry]) -> Mapping[str, int]:
    """The lines of keys and options."""
    own = {name: entry.line for name, entry in keys.items()}
    return own | {f"with.{name}": entry.line for name, entry in options.items()}


def _rule(keys: Mapping[str, Entry], path: Path) -> Rule:
    """The rule that the keys of a file make. Raises ConfigError."""
    options = dict(keys["with"].pairs()) if "with" in keys else {}
    return Rule(
        code=_matching(keys["code"], _CODE, "OKR304 (in a pack of your own: ACME101)"),
        name=_matching(keys["name"], _NAME, "vague-quantity"),
        summary=keys["summary"].text().strip(),
        severity=Severity.named(keys["severity"].choice(SEVERITIES)),
        applies_to=cast(Scope, keys["applies_to"].choice(get_args(Scope))),
        check=_matching(keys["check"], _FIELD, "vague_words"),
        message=_message(keys["message"]),
        options={name: entry.plain() for name, entry in options.items()},
        silences=keys["silences"].texts() if "silences" in keys else (),
        adds=_adds(keys.get("adds")),
        rewrite=cast(Strategy, keys["rewrite"].choice(STRATEGIES)) if "rewrite" in keys else None,
        origin=path.as_posix(),
        lines=_lines(keys, options),
    )


def _page(keys: Mapping[str, Entry]) -> RulePage:
    """What the keys of a file say to people. Raises ConfigError."""
    examples = keys["examples"].mapping(EXAMPLES, required=("bad", "good"))
    kinds = {kind: tuple(example(item) for item in entry.items()) for kind, entry in examples.items()}
    return RulePage(
        why=keys["why"].text().strip(),
        sources=keys["sources"].texts() if "sources" in keys else (),
        bad=kinds["bad"],
        good=kinds["good"],
        silent=kinds.get("silent", ()),
    )


def rule(path: Path) -> Rule:
    """The rule of a file. Raises ConfigError at the line of a mistake."""
    return _rule(_keys(path), path)


def page(path: Path) -> RulePage:
    """What the rule of a file says to people. Raises ConfigError at the line of a mistake."""
    return _page(_keys(path))


def rule_and_page(path: Path) -> tuple[Rule, RulePage]:
    """Both, from one reading. Raises ConfigError at the line of a mistake."""
    keys = _keys(path)
    return _rule(keys, path), _page(keys)


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
