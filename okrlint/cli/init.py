"""`okrlint init`: begin a configuration, and a hook where it is asked for."""

from __future__ import annotations

import os

import click

HOOK = """\
repos:
  - repo: local
    hooks:
      - id: okrlint
        name: okrlint
        entry: okrlint check --force-exclude
        language: system
        files: (?i)okr
        types_or: [markdown, mdx, html, plain-text, yaml, json, toml, csv, tsv]
        require_serial: true
"""
"""A hook that runs the okrlint that is installed."""

_HOOKS = ".pre-commit-config.yaml"


def place(folder: str, name: str, text: str, force: bool = False) -> None:
    """Write a file of the user's that does not exist yet, or may be replaced. Raises OkrlintError."""
    from okrlint.core.errors import OkrlintError, reason_of
    from okrlint.workspace.files import shown_path
    from okrlint.workspace.write import create, write

    path = os.path.join(folder, name)
    try:
        (write if force else create)(path, text.encode())
    except FileExistsError as error:
        raise OkrlintError(f"{shown_path(path)} exists already; nothing was written") from error
    except OSError as error:
        raise OkrlintError(f"{shown_path(path)}: cannot be written: {reason_of(error)}") from error
    click.echo(f"wrote {shown_path(path)}")


def _place_hook(folder: str, force: bool) -> None:
    """Write the hook where there are none yet; else say what to add."""
    if not force and os.path.exists(os.path.join(folder, _HOOKS)):
        click.echo(f"{_HOOKS} exists already and stays as it is; add this under its repos:")
        click.echo(HOOK.removeprefix("repos:\n"), nl=False)
    else:
        place(folder, _HOOKS, HOOK, force)


@click.command("init", short_help="Begin a configuration.")
@click.argument("folder", default=".")
@click.option("--pre-commit", is_flag=True, help="Also write a hook for pre-commit and prek.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
def command(folder: str, pre_commit: bool, force: bool) -> int:
    """Write an okrlint.toml that changes nothing, with every key as a comment, into FOLDER.

    Files that are there are never replaced without --force. With --pre-commit a .pre-commit-config.yaml with a hook is
    written, too; where there is one, it stays as it is, and what to add is shown.
    """
    from okrlint.config.show import template

    place(folder, "okrlint.toml", template(), force)
    if pre_commit:
        _place_hook(folder, force)
    return 0
