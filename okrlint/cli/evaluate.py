"""`okrlint evaluate`: hold the classifier against sentences that people have labelled."""

from __future__ import annotations

from pathlib import Path

import click

from okrlint.cli.options import FORMAT, OUTPUT, with_options


@click.command("evaluate", short_help="Measure the classifier on labelled sentences.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--by", default="domain", show_default=True, metavar="FIELD", help="The field that groups sentences.")
@click.option("--model", metavar="FOLDER", help="Measure this model instead of the one that okrlint ships.")
@click.option("--mistakes", default=0, metavar="NUMBER", help="List so many wrong verdicts, the surest first.")
@with_options(FORMAT, OUTPUT)
def command(
    files: tuple[str, ...], by: str, model: str | None, mistakes: int, report_format: str, output: str | None
) -> int:
    """Measure the classifier on the labelled key results of JSONL files, with 95 % intervals.

    A line has text, objective, kind, measured, binary, individual, gameable and health. Lines whose annotators did not
    agree ("unanimous": false) or whose kind is "unclear" are left out.
    """
    from okrlint.cli.output import emit
    from okrlint.training import measured

    found = measured.measure([Path(file) for file in files], by, Path(model) if model else None, mistakes)
    emit(measured.as_json(found) if report_format == "json" else measured.as_text(found), output)
    return 0
