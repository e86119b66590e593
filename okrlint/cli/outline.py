"""`okrlint outline`: show what okrlint read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from okrlint.cli.group import FAILED, complain
from okrlint.cli.options import CACHE, CONFIG, FILES, FORMAT, OUTPUT, PATHS, run_options, with_options

if TYPE_CHECKING:
    from okrlint.core.said import Said
    from okrlint.workspace import Reading


def rendered(reading: Reading, report_format: str, said: Said | None = None) -> str:
    """What was read, in a format, with what the classifier says of it, or `said` before, and what it measures."""
    from okrlint.analysis import label_all, measure_all

    labels, measures = label_all(reading.documents, said), measure_all(reading.documents)
    if report_format == "json":
        from okrlint.report import outline_json

        return outline_json.render(reading.documents, reading.unreadable, labels, measures)
    from okrlint.report import outline

    return outline.render(reading.documents, labels, measures)


@click.command("outline", short_help="Show what okrlint read.")
@PATHS
@with_options(FORMAT, OUTPUT, *FILES, *CONFIG, *CACHE)
def command(paths: tuple[str, ...], report_format: str, output: str | None, **given: Any) -> int:
    """Show the objectives and key results that okrlint read in PATHS, with their places, fields and labels.

    Use it when a finding surprises you: it may have read something else than you meant.
    """
    from okrlint import workspace
    from okrlint.cli.output import emit
    from okrlint.workspace.said import remembered

    options = run_options(given)
    reading = workspace.read(paths or (".",), options)
    for error in reading.unreadable:
        complain(str(error))
    if not reading.documents and not reading.unreadable:
        complain(f"no files with OKRs found in {', '.join(paths or ('.',))}")
    with remembered(options.cache) as said:
        report = rendered(reading, report_format, said)
    emit(report, output, utf_8=report_format == "json")
    return FAILED if reading.unreadable else 0
