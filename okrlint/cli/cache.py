"""`okrlint cache`: what is kept between runs."""

from __future__ import annotations

from typing import Any

import click

from okrlint.cli.options import CACHE_DIR, cache_folder


def _size(size: int) -> str:
    """A number of bytes for people."""
    return f"{size / 1024**2:.1f} MiB" if size >= 1024**2 else f"{size / 1024:.1f} KiB"


def _folder(given: dict[str, Any]) -> str:
    return cache_folder({"no_cache": False, **given}) or ""


@click.group("cache", short_help="Show or clear what is kept between runs.")
def command() -> None:
    """Show or clear what okrlint keeps between runs, so that it need not judge again what has not changed.

    It lies in your folder for caches, can be deleted at any time, and never changes what is found.
    """


@command.command("info")
@CACHE_DIR
def info(**given: Any) -> None:
    """Say where the cache is, what it has, and how large it is."""
    from okrlint.cli.output import emit
    from okrlint.workspace.store import Store

    store = Store(_folder(given))
    found = store.info()
    entries = "".join(f"{kind}: {count}\n" for kind, count in found.entries.items())
    emit(f"{found.file}\n{entries}size: {_size(found.size)} of at most {_size(store.largest)}\n")


@command.command("clear")
@CACHE_DIR
def clear(**given: Any) -> None:
    """Delete everything that is kept."""
    from okrlint.cli.output import emit
    from okrlint.workspace.store import Store

    store = Store(_folder(given))
    size = store.info().size
    store.clear()
    emit(f"{_size(size)} deleted\n" if size else "the cache was empty\n")
