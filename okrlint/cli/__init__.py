"""The command line: one module per command, imported when it is called."""

from __future__ import annotations

import click

from okrlint import __version__
from okrlint.cli.group import Group

COMMANDS = ("check", "outline", "classify", "explain", "rules", "config", "lsp", "train", "evaluate")
"""The commands in the order in which people are shown them; each is a module of this package."""


@click.group(cls=Group, modules={name: f"okrlint.cli.{name}" for name in COMMANDS})
@click.version_option(__version__, prog_name="okrlint", message="%(prog)s %(version)s")
def main() -> None:
    """Find key results that are not outcomes, and say why.

    okrlint reads OKRs (objectives and key results) in Markdown, YAML and JSON. Start with `okrlint check` in the
    folder where yours are, or `okrlint check FILE`. Nothing leaves this computer.

    Exit codes: 0 nothing to complain about, 1 findings, 2 a mistake on the command line or in the configuration, or a
    file that could not be read.
    """
