"""`okrlint suggest`: outcomes in place of work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from okrlint.cli.options import CACHE, CONFIG, OUTPUT, cache_folder, with_options
from okrlint.cli.sentences import SENTENCES, rows

if TYPE_CHECKING:
    from okrlint.engine import Advised


def _json(row: dict[str, Any], advised: Advised) -> str:
    """One JSON object: what was given, the rewrites, and the question where there are none."""
    rewrites = [
        {"text": one.text, "metric_family": one.metric_family, "audience": one.audience, "why": one.why}
        for one in advised.suggestions
    ]
    return json.dumps({**row, "rewrites": rewrites, "question": advised.question or None}, ensure_ascii=False) + "\n"


def _text(row: dict[str, Any], advised: Advised) -> Iterator[str]:
    """What people read: the sentence, the alternatives with their reasons, or the question."""
    from okrlint.report.safe import one_line

    yield f"{one_line(row['text'])}\n"
    for one in advised.suggestions:
        yield f"  try: {one_line(one.text)}\n"
        yield f"       {one_line(one.why)}\n"
    if advised.question:
        yield f"  ask: {one_line(advised.question)}\n"
    yield "\n"


@click.command("suggest", short_help="Suggest outcomes in place of work.")
@with_options(*SENTENCES)
@click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for programs.",
)
@with_options(OUTPUT, *CONFIG, *CACHE)
def command(
    text: str | None,
    objective: str | None,
    path: str | None,
    encoding: str,
    report_format: str,
    output: str | None,
    config: str | None,
    isolated: bool,
    **kept: Any,
) -> int:
    """Say what could be written in place of TEXT, a key result that is only work, or what to ask where nothing fits.

    Blanks are [baseline] and [target]: okrlint invents no figure. As JSON it writes one object a line, in the order of
    the input: its fields, then rewrites and question.
    """
    from okrlint.cli.output import emit
    from okrlint.report.safe import well_formed
    from okrlint.workspace.raw import check_encoding
    from okrlint.workspace.said import remembered
    from okrlint.workspace.settings import Options
    from okrlint.workspace.suggest import suggester

    given = rows(text, objective, path, check_encoding(encoding))
    with remembered(cache_folder(kept)) as said:
        suggest = suggester(Options(config=config, isolated=isolated), said)
        advised = [(row, suggest(row["text"], row.get("objective") or "")) for row in given]
    if report_format == "json":
        emit("".join(well_formed(_json(*pair)) for pair in advised), output, utf_8=True)
    else:
        emit("".join("".join(_text(*pair)) for pair in advised), output)
    return 0
