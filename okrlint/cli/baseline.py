"""`okrlint baseline`: write down what is known already, and take out what is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from okrlint.cli.group import FAILED, complain
from okrlint.cli.options import CONFIG, FILES, PATHS, TODAY, run_options, with_options

if TYPE_CHECKING:
    from datetime import datetime

    from okrlint.workspace.baseline import Change

_FILE = click.option(
    "--file", default="okrlint-baseline.json", metavar="FILE", help="The baseline; paths in it are relative to it."
)


def _findings(count: int) -> str:
    return "1 finding" if count == 1 else f"{count} findings"


def _done(change: Change, file: str, said: Callable[[Change], str]) -> int:
    """Say what became of a baseline; the exit code."""
    for note in change.notes:
        complain(note)
    for error in change.unreadable:
        complain(str(error))
    click.echo(f"{file}: {_findings(change.findings)}{said(change)}")
    return FAILED if change.unreadable else 0


def _day(today: datetime | None) -> Any:
    from datetime import date

    return today.date() if today else date.today()


@click.group("baseline", short_help="Start with what is there already.")
def command() -> None:
    """Keep a file of findings that are known already, so that only new ones count.

    `okrlint check --baseline FILE` leaves out what is in it. A finding is known by its rule, the path of its file and
    the text of its key result or objective, so that it stays known where lines move, and comes back where the text is
    changed. The file grows only when `okrlint baseline write --force` is asked for.
    """


@command.command("write", short_help="Write down all findings.")
@PATHS
@with_options(_FILE)
@click.option("--force", is_flag=True, help="Replace a baseline that is there, also with findings that are new.")
@with_options(*FILES[:-1], *CONFIG, TODAY)
def write(paths: tuple[str, ...], file: str, force: bool, today: datetime | None, **given: Any) -> int:
    """Write everything that is found in PATHS into a new baseline."""
    from okrlint.workspace.baseline import create

    def said(change: Change) -> str:
        """What came and went, where there was a baseline."""
        return f" ({change.added} new, {change.removed} gone)" if force else ""

    return _done(create(paths or (".",), file, run_options(given), _day(today), force), file, said)


@command.command("prune", short_help="Take out what is gone.")
@PATHS
@with_options(_FILE, *FILES[:-1], *CONFIG, TODAY)
def prune(paths: tuple[str, ...], file: str, today: datetime | None, **given: Any) -> int:
    """Take out of a baseline what is no longer found in PATHS. Nothing is ever added."""
    from okrlint.workspace.baseline import prune as pruned

    def said(change: Change) -> str:
        """What went."""
        return f", {change.removed} taken out"

    return _done(pruned(paths or (".",), file, run_options(given), _day(today)), file, said)
