"""A rule with its check and its options, ready to run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType, ModuleType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from okrlint.core.errors import ConfigError, did_you_mean
from okrlint.core.finding import Severity
from okrlint.core.rule import BoundRule, Check, Rule, always

NO_OPTIONS: Mapping[str, Any] = MappingProxyType({})


def check_names() -> list[str]:
    """The checks that there are."""
    from pkgutil import iter_modules

    return [module.name for module in iter_modules(import_module("okrlint.checks").__path__)]


def no_check(rule: Rule) -> ConfigError:
    """That the check of a rule does not exist."""
    hint = did_you_mean(rule.check, check_names())
    return rule.error(f'{rule.code} names the check "{rule.check}", which does not exist{hint}', "check")


def check_module(rule: Rule) -> ModuleType:
    """The module of a rule's check. Raises ConfigError where there is none."""
    name = f"okrlint.checks.{rule.check}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise no_check(rule) from None


def _of_any(value: Any, hints: tuple[Any, ...]) -> tuple[bool, Any]:
    """The value as the first of some types that it fits."""
    for hint in hints:
        fits, converted = _fitted(value, hint)
        if fits:
            return True, converted
    return False, value


def _sequence(value: Any, hint: Any) -> tuple[bool, Any]:
    """A list as a tuple of one type of items."""
    if not isinstance(value, list | tuple):
        return False, value
    items = [_fitted(item, hint) for item in value]
    return all(fits for fits, _ in items), tuple(item for _, item in items)


def _mapping(value: Any, hint: Any) -> tuple[bool, Any]:
    """A table of one type of values."""
    if not isinstance(value, Mapping):
        return False, value
    items = {key: _fitted(item, hint) for key, item in value.items()}
    return all(fits for fits, _ in items.values()), {key: item for key, (_, item) in items.items()}


def _fitted(value: Any, hint: Any) -> tuple[bool, Any]:
    """Whether a value is of a type, and the value as the check takes it (a list as a tuple)."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return value in arguments, value
    if origin in (Union, UnionType):
        return _of_any(value, arguments)
    if origin is tuple:
        return _sequence(value, arguments[0])
    if origin is not None:
        return _mapping(value, arguments[1])
    if hint is Any:
        return True, value
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool), value
    return (type(value) is hint if hint is not None else value is None), value


def _shown(hint: Any) -> str:
    """A type in words."""
    names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", type(None): "nothing"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "one of " + ", ".join(str(argument) for argument in arguments)
    if origin in (Union, UnionType):
        return " or ".join(_shown(argument) for argument in arguments)
    if origin is tuple:
        return "a list"
    return names.get(hint, "a table")


@lru_cache(maxsize=128)
def option_types(check: Check) -> Mapping[str, Any]:
    """The options of a check, its keyword-only parameters, and their types; many rules share one check."""
    from typing import get_type_hints

    hints = get_type_hints(check)
    return {name: hints[name] for name in getattr(check, "__kwdefaults__", None) or {}}


class _OptionError(ConfigError):
    """An option that a check does not take, or not with this value."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


def _options(rule: Rule, check: Check, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given options as the check takes them. Raises ConfigError for an unknown one or a wrong type."""
    if not given:
        return {}
    types = option_types(check)
    options = {}
    for name, value in given.items():
        if name not in types:
            raise _OptionError(f'{rule.code} {rule.name} has no option "{name}"{did_you_mean(name, types)}', name)
        fits, options[name] = _fitted(value, types[name])
        if not fits:
            raise _OptionError(f'the option "{name}" of {rule.code} {rule.name} must be {_shown(types[name])}', name)
    return options


def bind(
    rule: Rule,
    options: Mapping[str, Any] = NO_OPTIONS,
    severity: Severity | None = None,
    muted: bool = False,
    ignored_in: tuple[str, ...] = (),
    root: str = ".",
) -> BoundRule:
    """A rule ready to run; `options` go over those of the rule file.

    Raises ConfigError where the check does not exist or an option is unknown or of the wrong type.
    """
    module = check_module(rule)
    try:
        own = _options(rule, module.check, rule.options)
    except _OptionError as error:
        raise rule.error(str(error), f"with.{error.name}") from None
    return BoundRule(
        rule=rule,
        check=module.check,
        needs=getattr(module, "NEEDS", frozenset()),
        options={**own, **_options(rule, module.check, options)},
        severity=rule.severity if severity is None else severity,
        muted=muted,
        ignored_in=ignored_in,
        root=root,
        may_speak=getattr(module, "may_speak", always),
    )
