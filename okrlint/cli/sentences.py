"""The sentences that a command is given: one on the command line, or those of a file."""

from __future__ import annotations

from typing import Any

import click

from okrlint.cli.options import Decorator

SENTENCES: tuple[Decorator, ...] = (
    click.argument("text", required=False),
    click.option("--objective", metavar="TEXT", help="The objective that the key results belong to."),
    click.option("--input", "path", metavar="FILE", help="Take sentences from a .jsonl, .csv or .txt file, or from -."),
    click.option("--encoding", default="utf-8", metavar="NAME", help="How the file is encoded, e.g. windows-1252."),
)
"""Where sentences come from."""


def rows(text: str | None, objective: str | None, path: str | None, encoding: str) -> list[dict[str, Any]]:
    """What is to be judged; each row has "text". Raises OkrlintError, also where nothing or too much is given."""
    from okrlint.core.errors import OkrlintError
    from okrlint.workspace.sentences import read_sentences

    if (text is None) == (path is None):
        raise OkrlintError("give a TEXT, or a file with --input (- for standard input)")
    if path is not None:
        rows = read_sentences(path, encoding)
        return [{**row, "objective": row.get("objective") or objective} for row in rows] if objective else rows
    return [{"text": text, "objective": objective} if objective else {"text": text}]
