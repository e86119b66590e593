"""`okrlint classify`: kind and labels of sentences."""

from __future__ import annotations

import json
from typing import Any

import click

from okrlint.cli.options import CACHE, OUTPUT, cache_folder, with_options
from okrlint.cli.sentences import SENTENCES, rows


@click.command("classify", short_help="Say what kind of key result a sentence is.")
@with_options(*SENTENCES, OUTPUT, *CACHE)
def command(
    text: str | None, objective: str | None, path: str | None, encoding: str, output: str | None, **kept: Any
) -> int:
    """Say whether TEXT is an outcome, an output or an activity, how it is measured, and what may be wrong with it.

    Writes one JSON object a line, in the order of the input: its fields, then kind, uncertain, probabilities, measured,
    binary, individual, gameable, health. All of these are null for a text that is not judged, with the reason.
    """
    from okrlint.analysis import classify
    from okrlint.cli.output import emit
    from okrlint.report.safe import well_formed
    from okrlint.workspace.raw import check_encoding
    from okrlint.workspace.said import remembered

    given = rows(text, objective, path, check_encoding(encoding))
    with remembered(cache_folder(kept)) as said:
        labelled = [{**row, **classify(row["text"], row.get("objective"), said).as_dict()} for row in given]
    lines = [well_formed(json.dumps(row, ensure_ascii=False)) + "\n" for row in labelled]
    emit("".join(lines), output, utf_8=True)
    return 0
