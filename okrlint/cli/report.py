"""`okrlint report`: a page about the OKRs of all teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from okrlint import __version__
from okrlint.cli.group import FAILED, complain
from okrlint.cli.options import (
    CACHE,
    CONFIG,
    FILES,
    JOBS,
    OUTPUT,
    PATHS,
    RULES,
    TEMPLATE,
    TODAY,
    run_options,
    with_options,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from okrlint.core.source import Source
    from okrlint.report.scorecard.cards import Scorecard
    from okrlint.workspace import Result


def _scorecard(result: Result, today: date, score: bool, cache: str | None) -> Scorecard:
    """What the page says about a run; `cache` is the folder that has what the classifier said."""
    from okrlint.analysis import label_all, measure_all
    from okrlint.report.run import Run
    from okrlint.report.scorecard.build import Asked, scorecard
    from okrlint.workspace.said import remembered
    from okrlint.workspace.spoken import spoken

    run = Run(result.diagnostics, result.documents, result.unreadable, spoken(result), version=__version__)
    with remembered(cache) as said:
        labels = label_all(run.documents, said)
    return scorecard(run, Asked(labels, measure_all(run.documents), today, score))


def _template(path: str | None) -> Source | None:
    """The template of the user's own. Raises OkrlintError where it cannot be read."""
    if path is None:
        return None
    from okrlint.workspace.decode import read_source

    return read_source(path, path)


def _rendered(report: Scorecard, report_format: str, template: Source | None) -> str:
    """The page in a format. Raises OkrlintError for a mistake in the template."""
    if report_format == "markdown":
        from okrlint.report.scorecard import markdown

        return markdown.render(report)
    from okrlint.report.scorecard import page

    return page.render(report, template)


@click.command("report", short_help="Make a page about the OKRs of all teams.")
@PATHS
@click.option(
    "--format",
    "report_format",
    type=click.Choice(["html", "markdown"]),
    default="html",
    help="A page of its own, or text for a pull request.",
)
@with_options(OUTPUT)
@with_options(TEMPLATE)
@click.option("--score", is_flag=True, help="Also show a score, with its formula.")
@with_options(*RULES, *FILES, *CONFIG, TODAY, JOBS, *CACHE)
def command(
    paths: tuple[str, ...],
    report_format: str,
    output: str | None,
    template: str | None,
    score: bool,
    today: datetime | None,
    **given: Any,
) -> int:
    """Make a page about the OKRs in PATHS for whoever reviews them: `okrlint report --output review.html`.

    It says by team and period what share of the key results are outcomes, where the defects are, what supports what,
    and which questions each team should talk about. The page needs no network and no script.
    """
    from datetime import date

    from okrlint import workspace
    from okrlint.cli.check import notes_of
    from okrlint.cli.output import emit
    from okrlint.cli.progress import progress

    if template and report_format != "html":
        raise click.UsageError("--template is for HTML; leave out --format markdown")
    own, day = _template(template), today.date() if today else date.today()
    options = run_options(given)
    with progress() as tell:
        result = workspace.check(paths or (".",), options, day, tell)
    for note in notes_of(result, paths or (".",)):
        complain(note)
    emit(_rendered(_scorecard(result, day, score, options.cache), report_format, own), output, utf_8=True)
    return FAILED if result.unreadable else 0
