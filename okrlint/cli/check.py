"""`okrlint check`: judge OKRs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from okrlint import __version__
from okrlint.cli.group import FAILED, complain
from okrlint.cli.options import (
    BASELINE,
    CHECK_FORMAT,
    CONFIG,
    FILES,
    HISTORY,
    OUTPUT,
    PATHS,
    RULES,
    TODAY,
    run_options,
    with_options,
)

if TYPE_CHECKING:
    from datetime import datetime

    from okrlint.workspace import Result


FOR_TERMINALS = ("text", "github")
"""Formats that are read in a terminal or a log, in its encoding; all others are UTF-8."""


def rendered(result: Result, report_format: str, color: bool) -> str:
    """The report of a run in a format, which is a module of `okrlint.report`."""
    from importlib import import_module

    from okrlint.report.run import Run

    module = import_module(f"okrlint.report.{report_format}")
    needs, rules, diagnostics = getattr(module, "NEEDS", ()), {}, result.diagnostics
    if "rules" in needs:
        from okrlint.workspace.spoken import spoken

        rules = dict(spoken(result))
    if "rewrites" in needs:
        from okrlint.workspace.offers import with_rewrites

        diagnostics = with_rewrites(result)
    run = Run(diagnostics, result.documents, result.unreadable, rules, color, __version__)
    return str(module.render(run))


def complain_about_input(result: Result, paths: Sequence[str]) -> None:
    """Say on standard error what could not be read or run, and where there was nothing to read."""
    for note in result.notes:
        complain(note)
    for error in result.unreadable:
        complain(str(error))
    if not result.documents and not result.unreadable:
        complain(f"no files with OKRs found in {', '.join(paths)}")


@click.command("check", short_help="Judge OKRs.")
@PATHS
@with_options(CHECK_FORMAT, *RULES)
@click.option(
    "--fail-on", type=click.Choice(["info", "warning", "error"]), help="Least severity that makes the exit code 1."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings.")
@with_options(OUTPUT)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to use colours.")
@with_options(*FILES, BASELINE, *HISTORY, *CONFIG, TODAY)
def command(
    paths: tuple[str, ...],
    report_format: str,
    exit_zero: bool,
    output: str | None,
    color: str,
    today: datetime | None,
    **given: Any,
) -> int:
    """Judge the OKRs in PATHS: files, folders, or - for standard input.

    A folder is searched for files with "okr" in their names or OKRs in their text: Markdown, MDX, HTML, org-mode,
    plain text, YAML, JSON, TOML, CSV, TSV, Excel and Word. What a .gitignore leaves out is left out. Without PATHS the
    current folder is searched.

    Each finding names its rule; `okrlint explain CODE` says more about it.

    With --diff-base the files are compared with what they were at a revision of their git repository, so that rules
    about changes can speak (OKR7); with --diff-only nothing is said about lines that have not changed since.
    """
    from datetime import date

    from okrlint import workspace
    from okrlint.cli.output import emit, wants_color
    from okrlint.cli.progress import progress

    options = run_options(given)
    if options.diff_only and options.diff_base is None:
        raise click.UsageError("--diff-only needs --diff-base REV, the revision to compare with")
    with progress() as tell:
        result = workspace.check(paths or (".",), options, today.date() if today else date.today(), tell)
    complain_about_input(result, paths or (".",))
    report = rendered(result, report_format, wants_color(color, bool(output)))
    emit(report, output, utf_8=report_format not in FOR_TERMINALS)
    if result.unreadable:
        return FAILED
    return int(result.failed and not exit_zero)
