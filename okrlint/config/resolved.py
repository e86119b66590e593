"""Checked values of a configuration become Settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from okrlint.config.keys import BY_NAME
from okrlint.config.layer import Layer
from okrlint.core.errors import ConfigError
from okrlint.core.settings import Settings
from okrlint.core.severity import Severity


def _without_selection(layer: Layer) -> Layer:
    """A layer without its own choice of rules: a `--select` starts from nothing."""
    levels = layer.values.get("severity", {})
    gone = {"ignore", *(f"severity.{rule}" for rule, level in levels.items() if level == "off")}
    values = {key: value for key, value in layer.values.items() if key != "ignore"}
    values["severity"] = {rule: level for rule, level in levels.items() if level != "off"}
    return Layer(values, {key: place for key, place in layer.origins.items() if key not in gone})


def with_overrides(layer: Layer, overrides: Mapping[str, Any]) -> Layer:
    """A layer with the values of the command line on top. Raises ConfigError for values that cannot be."""
    if not overrides:
        return layer
    from okrlint.config.validate import problems

    for name, value in overrides.items():
        for _, message in problems(value, BY_NAME[name].schema, (name,)):
            raise ConfigError(f"--{message}")
    below = _without_selection(layer) if "select" in overrides else layer
    origins = {name: f"--{name}" for name in overrides}
    return Layer({**below.values, **overrides}, {**below.origins, **origins})


def _levels(values: Mapping[str, Any]) -> tuple[dict[str, Severity], tuple[str, ...]]:
    """The severities that a configuration sets, and the rules that it sets to "off"."""
    levels = values.get("severity", {})
    off = tuple(rule for rule, level in levels.items() if level == "off")
    return {rule: Severity.named(level) for rule, level in levels.items() if level != "off"}, off


def _with_off(origins: Mapping[str, str], off: tuple[str, ...]) -> Mapping[str, str]:
    """Origins in which what is ignored came from a severity "off" where nothing else is ignored."""
    return {"ignore": origins[f"severity.{off[0]}"], **origins} if off else origins


def settings(layer: Layer, root: str, file: str) -> Settings:
    """The settings that a layer decides; what it leaves out is as the table of keys says."""
    values = {name: key.default for name, key in BY_NAME.items()} | dict(layer.values)
    severity, off = _levels(values)
    return Settings(
        root=root,
        file=file,
        profile=values["profile"],
        extend_packs=tuple(values["extend-packs"]),
        select=tuple(values["select"]),
        ignore=(*values["ignore"], *off),
        severity=severity,
        options=values["rules"],
        per_file_ignores={glob: tuple(rules) for glob, rules in values["per-file-ignores"].items()},
        include=tuple(values["include"]),
        exclude=tuple(values["exclude"]),
        fail_on=Severity.named(values["fail-on"]),
        min_confidence=float(values["min-confidence"]),
        fields=values["fields"],
        origins=_with_off(layer.origins, off),
    )
