"""What `okrlint train` does, with a bar that shows how far it has come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress as Bars

from okrlint.training.build import Progress, build
from okrlint.training.card import write_metrics
from okrlint.training.learn import Recipe

_TENTH = 0.1


def _lines() -> Progress:
    """Progress for a log file: a line at the start of every stage and after each tenth of it."""
    seen: dict[str, float] = {}

    def progress(stage: str, done: float) -> None:
        """Tell a stage and how much of it is done, where that is news."""
        name = stage.partition(" (")[0]
        if name not in seen or done >= seen[name] + _TENTH:
            seen[name] = done
            sys.stderr.write(f"{stage}: {done:.0%}\n")

    return progress


@contextmanager
def _shown() -> Iterator[Progress]:
    """A bar on a terminal, lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines()
        return
    with Bars(console=console) as bars:
        bar = bars.add_task("reading the corpus", total=1.0)
        yield lambda stage, done: bars.update(bar, description=stage, completed=done)


def run(corpus: Path, folder: Path, seed: int) -> None:
    """Build a model from a corpus into a folder. Raises OkrlintError."""
    with _shown() as progress:
        progress("reading the corpus", 0.0)
        split = build(corpus, folder, Recipe(seed=seed), progress)
        progress("measuring", 0.0)
        write_metrics(folder, split)
        progress("measuring", 1.0)
