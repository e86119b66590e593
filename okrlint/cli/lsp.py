"""`okrlint lsp`: serve editors."""

from __future__ import annotations

from typing import Any

import click

from okrlint.cli.options import CACHE, cache_folder, with_options


@click.command("lsp", short_help="Serve an editor.")
@click.option("--stdio", is_flag=True, hidden=True, help="Editors pass it; there is no other way to talk.")
@click.option("--log-file", metavar="FILE", help="Write what the server does to a file as well.")
@click.option(
    "--log-level",
    type=click.Choice(["debug", "info", "warning", "error"]),
    default="info",
    show_default=True,
    help="How much goes into that file.",
)
@with_options(*CACHE)
def command(stdio: bool, log_file: str | None, log_level: str, **kept: Any) -> int:  # noqa: ARG001 - there is nothing to choose
    """Serve an editor while you write (Language Server Protocol over standard input and output)."""
    from okrlint.lsp.server import run

    run(log_file, log_level, cache_folder(kept))
    return 0
