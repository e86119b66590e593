"""Strict reading of YAML: keys are strings and known, nothing stands twice, every error has its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from okrlint.core import lazy_re as re
from okrlint.core.errors import ConfigError, did_you_mean, reason_of

_PLAIN = re.compile(r"(?P<truth>true|false)|(?P<whole>-?(?:0|[1-9]\d{0,17}))|(?P<number>-?\d+\.\d+)")
"""What YAML 1.2 reads as something other than a string; `no`, `on` and `12:30` are words here."""


class _Loader(yaml.SafeLoader):
    """Composes nodes without aliases, which could make a small file endless."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """The next node. Raises a YAML error at an alias or a tag."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            raise yaml.composer.ComposerError(None, None, "aliases and tags are not supported", event.start_mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value in a YAML file, with its place. `name` is the key or item, for errors."""

    path: str
    node: yaml.Node
    name: str = ""

    def error(self, message: str) -> ConfigError:
        """A mistake at the place of this value."""
        return ConfigError(message, self.path, self.line)

    @property
    def line(self) -> int:
        """The line that the value starts on, counted from 1."""
        line: int = self.node.start_mark.line
        return line + 1

    @property
    def is_scalar(self) -> bool:
        """Whether the value is neither a list nor a mapping."""
        return isinstance(self.node, yaml.ScalarNode)

    def text(self) -> str:
        """The value as a string; numbers and the like are taken as they are written. Raises ConfigError."""
        if not self.is_scalar:
            raise self.error(f'"{self.name}" must be a text')
        value: str = self.node.value
        if not value.strip():
            raise self.error(f'"{self.name}" is empty')
        return value

    def items(self) -> Sequence[Entry]:
        """The items of a list. Raises ConfigError where it is none."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error(f'"{self.name}" must be a list')
        return [Entry(self.path, node, self.name) for node in self.node.value]

    def texts(self) -> tuple[str, ...]:
        """The items of a list of strings. Raises ConfigError."""
        return tuple(item.text() for item in self.items())

    def pairs(self) -> Iterator[tuple[str, Entry]]:
        """Keys and values of a mapping. Raises ConfigError where it is none, or a key is no string or stands twice."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f'"{self.name}" must be a mapping' if self.name else "the file must be a mapping")
        seen: set[str] = set()
        for key, value in self.node.value:
            name = self._key(key)
            if name in seen:
                raise Entry(self.path, key).error(f'"{name}" stands twice')
            seen.add(name)
            yield name, Entry(self.path, value, name)

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not isinstance(Entry(self.path, node).plain(), str):
            raise Entry(self.path, node).error("a key must be a string")
        name: str = node.value
        return name

    def mapping(self, keys: Sequence[str], required: Sequence[str] = ()) -> Mapping[str, Entry]:
        """The entries of a mapping that may have these keys and must have the required ones. Raises ConfigError."""
        entries = {}
        for name, entry in self.pairs():
            if name not in keys:
                raise entry.error(f'unknown key "{name}"{did_you_mean(name, keys)}')
            entries[name] = entry
        if missing := [name for name in required if name not in entries]:
            raise self.error(f'"{missing[0]}" is missing')
        return entries

    def choice(self, choices: Sequence[str]) -> str:
        """The value, which must be one of these. Raises ConfigError."""
        value = self.text()
        if value not in choices:
            listed = ", ".join(choices)
            raise self.error(f'"{self.name}" must be one of {listed}, not "{value}"{did_you_mean(value, choices)}')
        return value

    def plain(self) -> Any:
        """The value as strings, numbers, truth values, lists and dictionaries. Raises ConfigError."""
        if isinstance(self.node, yaml.MappingNode):
            return {name: entry.plain() for name, entry in self.pairs()}
        if isinstance(self.node, yaml.SequenceNode):
            return [item.plain() for item in self.items()]
        return self._scalar()

    def _scalar(self) -> str | int | float | bool:
        value: str = self.node.value
        quoted = isinstance(self.node, yaml.ScalarNode) and self.node.style
        match = None if quoted else _PLAIN.fullmatch(value)
        if match is None:
            return value
        if match["truth"]:
            return value == "true"
        return int(value) if match["whole"] else float(value)


def _text(path: Path) -> str:
    """The text of a file. Raises ConfigError where it cannot be read or is no UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot be read: {reason_of(error)}", path.as_posix()) from error
    except UnicodeDecodeError as error:
        raise ConfigError("cannot be read: it is not UTF-8", path.as_posix()) from error


def read(path: Path) -> Entry:
    """The whole of a YAML file. Raises ConfigError where it cannot be read or is no YAML."""
    name = path.as_posix()
    text = _text(path)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except RecursionError as error:
        raise ConfigError("is not YAML that okrlint can read: nested too deep", name) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ConfigError(f"is not YAML: {error.problem}", name, mark.line + 1 if mark else 0) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigError("is not YAML: a control character", name, line) from error
    if node is None:
        raise ConfigError("is empty", name)
    return Entry(name, node)
