"""Settings as the TOML that would make them, each with where it came from; and a first configuration to edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from okrlint.config.keys import KEYS, Key
from okrlint.config.layer import relative_path
from okrlint.config.toml import toml_key, toml_value
from okrlint.core.settings import Settings


def _switched_off(settings: Settings) -> list[str]:
    """The rules whose severity is set to "off"; they stand at the end of `settings.ignore`."""
    named = [key.removeprefix("severity.") for key in settings.origins if key.startswith("severity.")]
    return [rule for rule in named if rule not in settings.severity]


def _packs(settings: Settings) -> list[str]:
    """The folders of packs as one would name them in the configuration file."""
    return [relative_path(folder, settings.root) for folder in settings.extend_packs]


def _values(settings: Settings) -> dict[str, Any]:
    """Settings by their keys in a configuration file."""
    off = _switched_off(settings)
    return {
        "profile": settings.profile,
        "extend-packs": _packs(settings),
        "select": settings.select,
        "ignore": settings.ignore[: len(settings.ignore) - len(off)],
        "fail-on": str(settings.fail_on),
        "min-confidence": settings.min_confidence,
        "include": settings.include,
        "exclude": settings.exclude,
        "severity": {rule: str(level) for rule, level in settings.severity.items()} | dict.fromkeys(off, "off"),
        "per-file-ignores": settings.per_file_ignores,
        "fields": settings.fields,
        "rules": settings.options,
    }


def _origin(name: str, value: Any, settings: Settings) -> str:
    """Where a key was set; an empty `ignore` was not set where only severities are "off"."""
    return settings.origin(name) if value or name != "ignore" or not _switched_off(settings) else "default"


def _table(path: tuple[str, ...], values: Mapping[str, Any], settings: Settings) -> Iterator[str]:
    """A table with its entries, each with its origin."""
    yield f"\n[{'.'.join(toml_key(step) for step in path)}]"
    for key, value in values.items():
        yield f"{toml_key(key)} = {toml_value(value)}  # {settings.origin(*path, key)}"


def as_toml(settings: Settings) -> str:
    """Resolved settings as a configuration file that decides the same, with the origin of each value as a comment."""
    tables = {name: value for name, value in _values(settings).items() if isinstance(value, Mapping)}
    options = tables.pop("rules")
    lines = [
        f"{name} = {toml_value(value)}  # {_origin(name, value, settings)}"
        for name, value in _values(settings).items()
        if not isinstance(value, Mapping)
    ]
    for name, table in tables.items():
        lines += _table((name,), table, settings) if table else ()
    for rule, table in options.items():
        lines += _table(("rules", rule), table, settings)
    return "\n".join(lines) + "\n"


def _entry(key: Key) -> Iterator[str]:
    """A key as a comment: what it does and what counts without it."""
    yield ""
    yield f"# {key.help}"
    if key.schema.get("type") == "object":
        yield f"# [{key.name}]" if key.example else f"# [{key.name}.missing-baseline]"
        if key.example:
            yield f"# {key.example}"
        return
    yield f"# {key.name} = {key.example or toml_value(key.default)}"


def template() -> str:
    """A configuration that changes nothing, with every key as a comment to start from."""
    lines = ["# Configuration of okrlint. A line counts once the # at its start is gone."]
    for key in KEYS:
        lines += _entry(key)
    return "\n".join(lines) + "\n"
