"""`okrlint train`: build the classifier from the corpus."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("train", short_help="Build the classifier from the corpus.")
@click.option("--corpus", default="corpus", show_default=True, metavar="FOLDER", help="Where the corpus is.")
@click.option("--output", "-o", default="models/judgement", show_default=True, metavar="FOLDER", help="Where it goes.")
@click.option("--seed", default=1, show_default=True, metavar="NUMBER", help="What chance starts from.")
def command(corpus: str, output: str, seed: int) -> int:
    """Build the classifier from the corpus: learn, calibrate, shrink, and measure on sentences that it has not seen.

    Takes about three quarters of an hour and needs more libraries: `pip install "okrlint[train]"`.
    """
    from okrlint.core.errors import OkrlintError

    try:
        from okrlint.training.command import run
    except ModuleNotFoundError as error:
        raise OkrlintError(f'training needs {error.name}: pip install "okrlint[train]"') from error
    run(Path(corpus), Path(output), seed)
    return 0
