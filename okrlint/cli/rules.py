"""`okrlint rules`: list the rules; `okrlint rules test` tries those of packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from okrlint.cli.group import Group
from okrlint.cli.options import CONFIG, FORMAT, RULES, run_options, with_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrlint.core.rule import Rule
    from okrlint.engine import Decision

    Decided = Sequence[tuple[Rule, Decision]]


def _text(decided: Decided) -> str:
    """One line for each rule: code, name, severity or "off", summary."""
    from okrlint.report.safe import one_line

    rows = [
        (rule.code, rule.name, str(decision.severity) if decision.state == "on" else "off", one_line(rule.summary))
        for rule, decision in decided
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = ["  ".join([*map(str.ljust, row[:3], widths), row[3]]) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _json(decided: Decided) -> str:
    """The rules as JSON."""
    from okrlint.report.json import VERSION, dumped

    rules = [
        {
            "code": rule.code,
            "name": rule.name,
            "summary": rule.summary,
            "severity": str(decision.severity),
            "state": decision.state,
            "applies_to": rule.applies_to,
            "url": rule.url,
        }
        for rule, decision in decided
    ]
    return dumped({"version": VERSION, "rules": rules})


def _list(report_format: str, given: dict[str, Any]) -> None:
    """Write the list of rules. Raises ConfigError."""
    import os

    from okrlint import engine, packs
    from okrlint.cli.output import emit
    from okrlint.workspace import SettingsFinder
    from okrlint.workspace.catalogue import rules
    from okrlint.workspace.run import rules_of

    settings = SettingsFinder(run_options(given)).of_folder(os.getcwd())
    rules_of(settings)
    decided = [(rule, engine.decide(settings, rule, packs.profiles())) for rule in rules(settings)]
    emit(_json(decided) if report_format == "json" else _text(decided), utf_8=report_format == "json")


@click.group(
    "rules",
    cls=Group,
    modules={"test": "okrlint.cli.trial"},
    invoke_without_command=True,
    subcommand_metavar="[COMMAND]",
    short_help="List all rules, or test your own.",
)
@with_options(FORMAT, *RULES, *CONFIG)
@click.pass_context
def command(context: click.Context, /, report_format: str, **given: Any) -> int:
    """List all rules, with how bad their findings are here, or "off"; or test rules of your own.

    `okrlint explain CODE` shows one with examples.
    """
    if context.invoked_subcommand is None:
        _list(report_format, given)
    elif any(context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in context.params):
        raise click.UsageError(f"write options after the command: okrlint rules {context.invoked_subcommand} …")
    return 0
