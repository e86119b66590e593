"""The command line: one module per command, imported when it is called."""

from __future__ import annotations

import os
import sys

import click

from okrlint import __version__
from okrlint.cli.group import Group

COMMANDS = (
    "check",
    "report",
    "fix",
    "baseline",
    "outline",
    "classify",
    "suggest",
    "explain",
    "rules",
    "config",
    "init",
    "lsp",
    "train",
    "evaluate",
)
"""The commands in the order in which people are shown them; each is a module of this package."""


@click.group(cls=Group, modules={name: f"okrlint.cli.{name}" for name in COMMANDS})
@click.version_option(__version__, prog_name="okrlint", message="%(prog)s %(version)s")
def main() -> None:
    """Find key results that are not outcomes, and say why.

    okrlint reads OKRs (objectives and key results) in Markdown, MDX, HTML, org-mode, plain text, YAML, JSON, TOML,
    CSV, TSV, Excel and Word files. Start with `okrlint check` in the folder where yours are, or `okrlint check FILE`.
    Nothing leaves this computer.

    Exit codes: 0 nothing to complain about, 1 findings, 2 a mistake on the command line or in the configuration, or a
    file that could not be read.
    """


def _leave(code: object) -> None:
    """End the process at once with its output written: taking numpy and onnxruntime down in order takes as long as
    judging ten sentences, and there is nothing left that they could do.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return
    os._exit(code if isinstance(code, int) else 0)


def start() -> None:
    """Run the command line in a process of its own."""
    try:
        main(prog_name="okrlint")
    except SystemExit as end:
        if "onnxruntime" in sys.modules and sys.stdout is not None and sys.stderr is not None:
            _leave(end.code)
        raise
