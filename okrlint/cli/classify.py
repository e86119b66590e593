"""`okrlint classify`: kind and labels of sentences."""

from __future__ import annotations

import json
from typing import Any

import click

from okrlint.cli.options import OUTPUT, with_options


def _rows(text: str | None, objective: str | None, path: str | None, encoding: str) -> list[dict[str, Any]]:
    """What is to be classified. Raises OkrlintError, also where nothing or too much is given."""
    from okrlint.core.errors import OkrlintError
    from okrlint.workspace.sentences import read_sentences

    if (text is None) == (path is None):
        raise OkrlintError("give a TEXT, or a file with --input (- for standard input)")
    if path is not None:
        rows = read_sentences(path, encoding)
        return [{**row, "objective": row.get("objective") or objective} for row in rows] if objective else rows
    return [{"text": text, "objective": objective} if objective else {"text": text}]


@click.command("classify", short_help="Say what kind of key result a sentence is.")
@click.argument("text", required=False)
@click.option("--objective", metavar="TEXT", help="The objective that the key results belong to.")
@click.option("--input", "path", metavar="FILE", help="Take sentences from a .jsonl, .csv or .txt file, or from -.")
@click.option("--encoding", default="utf-8", metavar="NAME", help="How the file is encoded, e.g. windows-1252.")
@with_options(OUTPUT)
def command(text: str | None, objective: str | None, path: str | None, encoding: str, output: str | None) -> int:
    """Say whether TEXT is an outcome, an output or an activity, how it is measured, and what may be wrong with it.

    Writes one JSON object a line, in the order of the input: its fields, then kind, uncertain, probabilities, measured,
    binary, individual, gameable, health. All of these are null for a text that is not judged, with the reason.
    """
    from okrlint.analysis import classify
    from okrlint.cli.output import emit
    from okrlint.report.safe import well_formed
    from okrlint.workspace.decode import check_encoding

    rows = _rows(text, objective, path, check_encoding(encoding))
    labelled = [{**row, **classify(row["text"], row.get("objective")).as_dict()} for row in rows]
    lines = [well_formed(json.dumps(row, ensure_ascii=False)) + "\n" for row in labelled]
    emit("".join(lines), output, utf_8=True)
    return 0
