"""`okrlint config`: show, explain, describe and begin a configuration."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from okrlint.cli.group import complain
from okrlint.cli.options import CONFIG, RULES, run_options, with_options

if TYPE_CHECKING:
    from okrlint.core.settings import Settings


def _settings(path: str, given: dict[str, Any]) -> Settings:
    """The settings for a path, and a check that they name rules that exist. Raises ConfigError."""
    from okrlint.workspace import SettingsFinder
    from okrlint.workspace.run import rules_of

    place = os.path.abspath(path)
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    settings = SettingsFinder(run_options(given)).of_folder(folder)
    rules_of(settings)
    return settings


@click.group("config", short_help="Show, explain, describe or begin a configuration.")
def command() -> None:
    """Show, explain, describe or begin a configuration.

    okrlint reads the closest okrlint.toml, .okrlint.toml or pyproject.toml with a table [tool.okrlint], from the folder
    of a file upwards to the root of its repository. Nothing is merged unless a file says `extends`.
    """


@command.command("show", short_help="Show the settings of a path.")
@click.argument("path", default=".")
@with_options(*RULES, *CONFIG)
def show(path: str, **given: Any) -> int:
    """Show the settings that hold for PATH, each with where it comes from."""
    from okrlint.cli.output import emit
    from okrlint.config.show import as_toml
    from okrlint.workspace.files import shown_path

    settings = _settings(path, given)
    where = f"from {settings.file}" if settings.file else "without a configuration file"
    emit(f"# {shown_path(path)}: {where}\n{as_toml(settings)}")
    return 0


@command.command("explain", short_help="Tell whether a rule is on, and why.")
@click.argument("rule", metavar="CODE|NAME")
@click.argument("file", default="")
@with_options(*RULES, *CONFIG)
def explain(rule: str, file: str, **given: Any) -> int:
    """Tell whether a rule is on, for FILE where one is given, and why."""
    from okrlint import engine, packs
    from okrlint.cli.lookup import rule_named
    from okrlint.cli.output import emit
    from okrlint.workspace.catalogue import own_rules

    settings = _settings(file or ".", given)
    found = rule_named(rule, lambda: own_rules(settings))
    decision = engine.decide(settings, found, packs.profiles(), file)
    state = {"on": f"on, as {decision.severity}", "muted": "kept quiet", "off": "off"}[decision.state]
    where = f" in {file}" if file else ""
    emit("\n".join([f"{found.code} {found.name} is {state}{where}:", *(f"  {why}" for why in decision.reasons), ""]))
    return 0


@command.command("schema", short_help="Print the JSON Schema of a configuration.")
def schema() -> int:
    """Print the JSON Schema of an okrlint.toml, for editors, with the rules of the packs that are named here."""
    from okrlint import packs
    from okrlint.cli.output import emit
    from okrlint.config.schema import schema as config_schema
    from okrlint.core.errors import OkrlintError
    from okrlint.engine.bind import bind, option_types
    from okrlint.report.json import dumped
    from okrlint.workspace.catalogue import rules as every_rule

    try:
        rules = every_rule(_settings(".", {}))
    except OkrlintError as error:  # a schema helps to mend what is broken
        complain(str(error))
        rules = packs.core_rules()
    options = {rule.code: option_types(bind(rule).check) for rule in rules}
    emit(dumped(config_schema(rules, options, list(packs.profiles()))), utf_8=True)
    return 0


@command.command("init", short_help="Begin a configuration.")
@click.argument("folder", default=".")
def init(folder: str) -> int:
    """Write an okrlint.toml that changes nothing, with every key as a comment. Never overwrites one."""
    from okrlint.cli.init import place
    from okrlint.config.show import template

    place(folder, "okrlint.toml", template())
    return 0
