"""The look at real output in README.md."""

from __future__ import annotations

import re
from pathlib import Path

from okrlint import engine
from okrlint.analysis import analyse
from okrlint.core.errors import OkrlintError
from okrlint.core.source import Source
from okrlint.devtools.catalogue import Catalogue
from okrlint.devtools.model import figures_table
from okrlint.engine.lint import document_of
from okrlint.report import text
from okrlint.report.run import Run
from okrlint.rewrite import advise

EXAMPLE = "examples/library-okrs.md"
"""The file that README.md shows the findings of."""
SHOWN = 3
"""Findings that are shown; the others are left out."""

_BLOCK = re.compile(rf"(?<=`okrlint check {re.escape(EXAMPLE)}` says:\n\n```text\n).*?(?=```\n)", re.DOTALL)

_FIGURES = re.compile(r"(?<=<!-- figures of the model -->\n\n).*?(?=<!-- end of the figures -->)", re.DOTALL)


def output(root: Path, catalogue: Catalogue) -> str:
    """What `okrlint check` says about the example, the middle left out."""
    source = Source(EXAMPLE, (root / EXAMPLE).read_text(encoding="utf-8"))
    document = document_of(source)
    found = engine.lint([document], catalogue.standard, analyse=analyse, advisor=advise)
    blocks = text.render(Run(found, [document])).split("\n\n")
    return "\n\n".join([*blocks[:SHOWN], "…", blocks[-1]] if len(blocks) > SHOWN + 1 else blocks)


def render(root: Path, catalogue: Catalogue) -> str:
    """README.md of a checkout with output as it is now. Raises OkrlintError where it has no place for it."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    if not _BLOCK.search(readme):
        raise OkrlintError(f"README.md has no block for the output of `okrlint check {EXAMPLE}`")
    if not _FIGURES.search(readme):
        raise OkrlintError("README.md has no place for the figures of the model")
    readme = _FIGURES.sub(lambda _: f"{figures_table()}\n", readme, count=1)
    return _BLOCK.sub(lambda _: output(root, catalogue), readme, count=1)
