"""What `okrlint train` does, with a bar that shows how far it has come."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from okrlint.training.build import build
from okrlint.training.card import write_metrics
from okrlint.training.learn import Recipe


def run(corpus: Path, folder: Path, seed: int) -> None:
    """Build a model from a corpus into a folder. Raises OkrlintError."""
    with Progress(console=Console(stderr=True)) as bars:
        bar = bars.add_task("reading the corpus", total=1.0)

        def progress(stage: str, done: float) -> None:
            """Show a stage and how much of it is done."""
            bars.update(bar, description=stage, completed=done)

        split = build(corpus, folder, Recipe(seed=seed), progress)
        progress("measuring", 0.0)
        write_metrics(folder, split)
        progress("measuring", 1.0)
