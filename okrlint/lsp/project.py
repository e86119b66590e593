"""The settings of every file, as its configuration and the editor say, kept until one of them changes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from okrlint import config
from okrlint.core.errors import OkrlintError
from okrlint.core.rule import BoundRule
from okrlint.core.settings import Settings
from okrlint.workspace.run import rules_of
from okrlint.workspace.settings import Options, SettingsFinder

if TYPE_CHECKING:
    from okrlint.workspace.baseline import Known

_Stamp = tuple[str, int, int] | None


class Preferences(NamedTuple):
    """What the editor's own settings say, beyond configuration: what is shown that may be left out."""

    inlay_hints: bool = False
    code_lens: bool = True
    semantic_tokens: bool = True


class Governed(NamedTuple):
    """What holds for a file: its settings, the rules that run, and what these need to know."""

    settings: Settings
    rules: tuple[BoundRule, ...]

    @property
    def needs(self) -> frozenset[str]:
        """The facts that the rules need."""
        return frozenset[str]().union(*(bound.needs for bound in self.rules))


_KEYS = {"profile": "profile", "select": "select", "ignore": "ignore", "minConfidence": "min-confidence"}
"""Settings of the editor that are keys of the configuration, and win over it."""


def _overrides(given: Mapping[str, Any]) -> dict[str, Any]:
    """The editor's settings as keys of the configuration; what is empty was not set."""
    return {key: given[name] for name, key in _KEYS.items() if given.get(name) not in (None, "", [])}


def _preferences(given: Mapping[str, Any]) -> Preferences:
    """What to show. Raises OkrlintError for a value that is not true or false."""
    names = {"inlayHints": "inlay_hints", "codeLens": "code_lens", "semanticTokens": "semantic_tokens"}
    found = {key: given[name] for name, key in names.items() if given.get(name) is not None}
    for name, key in names.items():
        if not isinstance(found.get(key, True), bool):
            raise OkrlintError(f'"okrlint.{name}" must be true or false')
    return Preferences(**found)


def _stamp(file: str | None) -> _Stamp:
    """What tells whether a file has changed: its name, time and size."""
    if file is None:
        return None
    try:
        state = os.stat(file)
    except OSError:
        return (file, 0, 0)
    return (file, state.st_mtime_ns, state.st_size)


@dataclass(eq=False)
class Project:
    """Settings and rules by folder. `watched` tells whether the editor says when a configuration changes."""

    watched: bool = False
    preferences: Preferences = field(default_factory=Preferences)
    options: Options = field(default_factory=Options)
    _known: dict[str, tuple[_Stamp, Governed]] = field(default_factory=dict)
    _by_settings: dict[int, Governed] = field(default_factory=dict)
    _finder: SettingsFinder = field(default_factory=SettingsFinder)
    _defaults: Governed | None = None
    _baseline: tuple[_Stamp, Known] | None = None

    def prefer(self, given: object) -> None:
        """Take over the editor's own settings. Raises OkrlintError for what cannot be; nothing changes then."""
        if not isinstance(given, Mapping):
            raise OkrlintError("the editor's settings for okrlint must be an object")
        options = Options(_overrides(given), config=given.get("config") or None, baseline=given.get("baseline") or None)
        for name, file in (("config", options.config), ("baseline", options.baseline)):
            if not isinstance(file, str | None):
                raise OkrlintError(f'"okrlint.{name}" must be the name of a file')
        try:
            config.defaults(options.overrides)
        except OkrlintError as error:
            raise OkrlintError(f"the editor's settings: {str(error).removeprefix('--')}") from None
        self.preferences, self.options = _preferences(given), options
        self.refresh()

    def refresh(self) -> None:
        """Forget what was read: a configuration or a pack may have changed."""
        self._known.clear()
        self._by_settings.clear()
        self._defaults = self._baseline = None
        self._finder = SettingsFinder(self.options)

    def settings_of(self, folder: str) -> Settings:
        """The settings of the files in a folder. Raises OkrlintError."""
        return self._finder.of_folder(folder)

    def of(self, folder: str) -> Governed:
        """What holds for the files in a folder (an absolute path). Raises OkrlintError where that is broken."""
        stamp = None if self.watched else _stamp(config.closest(folder))
        known = self._known.get(folder)
        if known is not None and known[0] == stamp:
            return known[1]
        if known is not None:
            self.refresh()
        try:
            governed = self._governed(self._finder.of_folder(folder))
        except OkrlintError:
            self._finder = SettingsFinder(self.options)  # the next time it is looked for anew
            raise
        self._known[folder] = stamp, governed
        return governed

    def baseline(self) -> Known | None:
        """The findings that are known already; None where no baseline was named. Raises ConfigError."""
        file = self.options.baseline
        if file is None:
            return None
        from okrlint.workspace.baseline import Known

        stamp = _stamp(os.path.abspath(file))
        if self._baseline is None or self._baseline[0] != stamp:
            self._baseline = stamp, Known.of(file)
        return self._baseline[1]

    def fallback(self) -> Governed:
        """What holds where a configuration is broken: the defaults."""
        if self._defaults is None:
            self._defaults = self._governed(config.defaults())
        return self._defaults

    def _governed(self, settings: Settings) -> Governed:
        """The rules under some settings; files with the same settings share them."""
        if id(settings) not in self._by_settings:
            self._by_settings[id(settings)] = Governed(settings, rules_of(settings))
        return self._by_settings[id(settings)]
