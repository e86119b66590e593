"""`okrlint fix`: change files where that is safe, or where it is asked for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from okrlint.cli.group import FAILED, complain
from okrlint.cli.options import CACHE, CONFIG, FILES, PATHS, RULES, TODAY, run_options, with_options

if TYPE_CHECKING:
    from datetime import datetime

    from okrlint.core.finding import Diagnostic
    from okrlint.workspace.mend import Mended, Outcome


def _count(number: int, word: str) -> str:
    """A number with its word: "1 fix", "2 fixes"."""
    plural = f"{word}es" if word.endswith("x") else f"{word}s"
    return f"{number} {word if number == 1 else plural}"


def _place(diagnostic: Diagnostic) -> str:
    """Where something is, or was when it was fixed, and its rule."""
    line, column = diagnostic.source.line_column(diagnostic.span.start)
    return f"{diagnostic.path}:{line}:{column}: {diagnostic.code}"


def _refused(file: Mended) -> Iterator[str]:
    """What could not be fixed in a file."""
    for one in dict.fromkeys((_place(one.diagnostic), one.reason) for one in file.refused):
        yield f"{one[0]} not fixed: {one[1]}"


def _made(file: Mended) -> Iterator[str]:
    """What was fixed in a file."""
    from okrlint.report.safe import one_line

    for change in file.made:
        yield f"{one_line(_place(change.diagnostic))} fixed: {one_line(change.title)}\n"
    if os.path.islink(file.path):
        yield f"{one_line(file.path)} is a link, so that {one_line(os.path.realpath(file.path))} was written\n"


def _diff(file: Mended) -> str:
    """The changes of a file as `patch` and `git apply` read them."""
    from difflib import unified_diff

    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (file.old, file.text))
    lines = unified_diff(old, new, f"a/{file.path}", f"b/{file.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _summary(outcome: Outcome, changed: Sequence[Mended], would: bool) -> str:
    """How much was done, and what more there is."""
    fixes = sum(len(file.made) for file in changed)
    done = f"{_count(fixes, 'fix')} in {_count(len(changed), 'file')}" if fixes else "nothing to fix"
    more = f"; {outcome.later} more with --unsafe" if outcome.later else ""
    return f"{done}{' would be made' if would and fixes else ''}{more}"


def _saved(changed: Sequence[Mended]) -> list[Mended]:
    """Write the files; those that were written."""
    from okrlint.core.errors import OkrlintError
    from okrlint.workspace.mend import save

    written = []
    for file in changed:
        try:
            save(file)
        except OkrlintError as error:
            complain(str(error))
        else:
            written.append(file)
    return written


def _complain(outcome: Outcome, paths: Sequence[str]) -> None:
    """Say on standard error what could not be read, and what was not fixed."""
    for line in (*outcome.notes, *outcome.complaints):
        complain(line)
    if not outcome.files and not outcome.complaints:
        complain(f"no files with OKRs found in {', '.join(paths)}")
    for file in outcome.files:
        for line in _refused(file):
            complain(line)


@click.command("fix", short_help="Change files where that is safe.")
@PATHS
@click.option("--unsafe", is_flag=True, help="Also make fixes that are guesses, and put rewrites in.")
@click.option("--diff", is_flag=True, help="Write nothing; show the changes, and exit with 1 where there are some.")
@with_options(*RULES, *FILES[:-1], *CONFIG, TODAY, *CACHE)
def command(paths: tuple[str, ...], unsafe: bool, diff: bool, today: datetime | None, **given: Any) -> int:
    """Make the safe fixes in PATHS: they never change what a sentence says.

    With --unsafe every key result for which okrlint has a better wording gets it, with [baseline] and [target] where a
    figure is missing: look at each before you keep it. Findings that a comment keeps quiet are left alone.

    A file is written whole or not at all, with its encoding, line ends and permissions, and every byte outside the
    fixes stays. Files that okrlint does not write, such as spreadsheets, are never changed.
    """
    from datetime import date

    from okrlint.cli.output import emit
    from okrlint.workspace.mend import mend

    outcome = mend(paths or (".",), run_options(given), today.date() if today else date.today(), unsafe)
    _complain(outcome, paths or (".",))
    changed = [file for file in outcome.files if file.text != file.old]
    if diff:
        emit("".join(map(_diff, changed)), utf_8=True)
        complain(_summary(outcome, changed, would=True))
        return FAILED if outcome.complaints else int(bool(changed))
    written = _saved(changed)
    emit("".join(line for file in written for line in _made(file)))
    if outcome.files:
        emit(f"{_summary(outcome, written, would=False)}\n")
    return FAILED if outcome.complaints or len(written) < len(changed) else 0
