"""What must hold before a release, and need not hold for every change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import okrlint
from okrlint.analysis.model_files import DESCRIPTION
from okrlint.devtools.model import differences, folder
from okrlint.resources import rules_folder
from okrlint.training.split import corpus_hash, corpus_split


def _corpus(root: Path) -> Iterator[str]:
    """The model must have learnt from the corpus as it stands."""
    stated = json.loads((folder() / DESCRIPTION).read_text(encoding="utf-8"))["training"]["corpus_sha256"]
    found = corpus_hash(corpus_split(root / "corpus").train)
    if stated != found:
        yield f"the model has learnt from another corpus: its card says {stated[:9]}, the training split is {found[:9]}"


def _changelog(root: Path) -> Iterator[str]:
    """The changelog must have a chapter for the version, and nothing above it."""
    titles = [
        line for line in (root / "CHANGELOG.md").read_text(encoding="utf-8").split("\n") if line.startswith("## ")
    ]
    if not titles or okrlint.__version__ not in titles[0]:
        yield f"CHANGELOG.md does not begin with a chapter for {okrlint.__version__}"


def obstacles() -> list[str]:
    """What stands in the way of a release, one line each. Raises OkrlintError where a file cannot be read."""
    root = rules_folder().parent
    return [*_corpus(root), *_changelog(root), *differences()]
