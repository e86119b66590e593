"""`okrlint explain`: what a rule is about, or what okrlint makes of a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from okrlint.cli.options import CACHE, CONFIG, FILES, RULES, run_options, with_options

if TYPE_CHECKING:
    from okrlint.core.rule import Rule

_PLACE = re.compile(r"(?P<path>.+):(?P<line>\d+)(?::\d+)?|(?P<file>.+?\.(?i:xls[xm]|docx)):(?P<place>.+)")


def _own(given: dict[str, Any]) -> tuple[Rule, ...]:
    """The rules of the packs that the configuration of the current folder names. Raises ConfigError."""
    import os

    from okrlint.workspace.catalogue import own_rules
    from okrlint.workspace.settings import SettingsFinder

    return own_rules(SettingsFinder(run_options(given)).of_folder(os.getcwd()))


def _page(word: str, given: dict[str, Any]) -> str:
    """The page of the rule with this code or name. Raises OkrlintError where there is none."""
    from pathlib import Path

    from okrlint import packs
    from okrlint.cli.lookup import options_of, rule_named
    from okrlint.report import page

    rule = rule_named(word, lambda: _own(given))
    return page.render(rule, packs.load_page(Path(rule.origin)), options_of(rule))


def _line(path: str, line: int | str, given: dict[str, Any]) -> str:
    """The verdict on a line or a place. Raises OkrlintError."""
    from datetime import date

    from okrlint.cli.verdict import render
    from okrlint.workspace.told import at_line

    document, told = at_line(path, line, run_options(given), date.today())
    return render(document, line, told)


@click.command("explain", short_help="Explain a rule, or what okrlint makes of a line.")
@click.argument("target", metavar="CODE|NAME|FILE:LINE")
@with_options(*RULES, *FILES, *CONFIG, *CACHE)
def command(target: str, **given: Any) -> int:
    """Explain a rule (OKR304, vague-quantity), or what okrlint makes of a line (plan.md:12) or of a cell
    (plan.xlsx:Sheet1!B7).

    For a line: what okrlint read there, which rules spoke, and which kept quiet and why.
    """
    from okrlint.cli.output import emit

    place = _PLACE.fullmatch(target)
    if place and place["file"]:
        emit(_line(place["file"], place["place"], given))
    else:
        emit(_line(place["path"], int(place["line"]), given) if place else _page(target, given))
    return 0
