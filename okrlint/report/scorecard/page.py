"""The scorecard as one page of HTML that needs nothing else."""

from __future__ import annotations

from okrlint.core.source import Source
from okrlint.report.rendering import html
from okrlint.report.safe import well_formed
from okrlint.report.scorecard.cards import Scorecard


def render(report: Scorecard, template: Source | None = None) -> str:
    """The page, from okrlint's template or from one of the user's. Raises OkrlintError for a mistake in that."""
    return well_formed(html("report.html", template, report=report))
