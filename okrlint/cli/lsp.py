"""`okrlint lsp`: serve editors."""

from __future__ import annotations

import click


@click.command("lsp", short_help="Serve an editor.")
@click.option("--stdio", is_flag=True, hidden=True, help="Editors pass it; there is no other way to talk.")
def command(stdio: bool) -> int:  # noqa: ARG001 - there is nothing to choose
    """Serve an editor with diagnostics while you write (Language Server Protocol over standard input and output)."""
    from okrlint.lsp.server import run

    run()
    return 0
