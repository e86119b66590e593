"""`okrlint rules`: list the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from okrlint.cli.options import CONFIG, FORMAT, RULES, run_options, with_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrlint.core.rule import Rule
    from okrlint.engine import Decision

    Decided = Sequence[tuple[Rule, Decision]]


def _text(decided: Decided) -> str:
    """One line for each rule: code, name, severity or "off", summary."""
    rows = [
        (rule.code, rule.name, str(decision.severity) if decision.state == "on" else "off", rule.summary)
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


@click.command("rules", short_help="List all rules.")
@with_options(FORMAT, *RULES, *CONFIG)
def command(report_format: str, **given: Any) -> int:
    """List all rules, with how bad their findings are here, or "off".

    `okrlint explain CODE` shows one with examples.
    """
    import os

    from okrlint import engine, packs
    from okrlint.cli.output import emit
    from okrlint.workspace import SettingsFinder

    settings = SettingsFinder(run_options(given)).of_folder(os.getcwd())
    profiles = packs.profiles()
    engine.rules_for(settings, packs.core_rules(), profiles)
    decided = [(rule, engine.decide(settings, rule, profiles)) for rule in packs.core_rules()]
    emit(_json(decided) if report_format == "json" else _text(decided), utf_8=report_format == "json")
    return 0
