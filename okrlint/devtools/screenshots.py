"""Pictures for the documentation: what `okrlint check` prints, and the page of `okrlint report`."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from okrlint import __version__, workspace
from okrlint.analysis import label_all, measure_all
from okrlint.core.errors import OkrlintError
from okrlint.core.source import Source
from okrlint.report import text
from okrlint.report.run import Run
from okrlint.report.scorecard import page
from okrlint.report.scorecard.build import Asked, scorecard
from okrlint.report.scorecard.cards import Scorecard
from okrlint.workspace.spoken import spoken

FOLDER = "docs/images"
LARGEST = 300_000
"""Bytes of a picture: every version of it stays in the history."""

_TODAY = date(2026, 8, 3)
_COLUMNS = 132
_FRAME = """\
<svg viewBox="0 0 {terminal_width} {terminal_height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect width="{terminal_width}" height="{terminal_height}" rx="8" fill="#1d2024"/>
<g transform="translate(9, 9)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class Shot(NamedTuple):
    """A picture of the page: its name, the parts that are left out, the size of the window, and whether it is dark."""

    name: str
    without: tuple[str, ...]
    width: int
    height: int
    dark: bool = False


SHOTS = (
    Shot("report", (), 1280, 1000),
    Shot("report-team", ("header", "overview", "defects", "alignment"), 1280, 1180),
    Shot("report-dark", ("header", "defects", "teams", "footer"), 1280, 1120, dark=True),
    Shot("report-narrow", (), 500, 1000),
)


def _run(root: Path, path: str) -> Run:
    """What a run over an example finds, with paths as they are in the checkout."""
    options = workspace.Options(isolated=True)
    result = workspace.check([str(root / path)], options, _TODAY)
    return Run(result.diagnostics, result.documents, result.unreadable, spoken(result), True, __version__)


def terminal(root: Path) -> str:
    """What `okrlint check` prints about an example, as SVG that loads nothing."""
    from rich.console import Console
    from rich.terminal_theme import SVG_EXPORT_THEME
    from rich.text import Text

    console = Console(record=True, width=_COLUMNS, file=StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.from_ansi(text.render(_run(root, "examples/library-okrs.md"))), soft_wrap=False)
    return str(console.export_svg(title="", theme=SVG_EXPORT_THEME, code_format=_FRAME, unique_id="check"))


def _browser() -> str:
    """Chromium. Raises OkrlintError where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise OkrlintError("screenshots of the page need chromium")
    return found


def _page(card: Scorecard, shot: Shot) -> str:
    """The page without some parts; where there is only one team it is open."""
    blocks = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in shot.without)
    shown = replace(card, teams=card.teams[1:2]) if "overview" in shot.without else card
    return page.render(shown, Source("part.html", f'{{% extends "report.html" %}}{blocks}'))


def _shoot(browser: str, given: Path, shot: Shot, to: Path) -> None:
    """Take a picture of a page."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    flags += [f"--user-data-dir={given.parent / 'profile'}", f"--screenshot={to}"]
    flags += [f"--window-size={shot.width},{shot.height}"]
    flags += ["--blink-settings=preferredColorScheme=0"] if shot.dark else []
    subprocess.run([browser, *flags, given.as_uri()], check=True, capture_output=True)  # noqa: S603


def write(root: Path) -> Iterator[str]:
    """Make all pictures; their names. Raises OkrlintError where there is no browser, or one is too large."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "check.svg").write_text(terminal(root), encoding="utf-8", newline="\n")
    yield f"{FOLDER}/check.svg"
    run, browser = _run(root, "examples/museum"), _browser()
    card = scorecard(run, Asked(label_all(run.documents), measure_all(run.documents), _TODAY))
    with TemporaryDirectory() as work:
        given = Path(work, "report.html")
        for shot in SHOTS:
            to = folder / f"{shot.name}.png"
            given.write_text(_page(card, shot), encoding="utf-8")
            _shoot(browser, given, shot, to)
            if to.stat().st_size > LARGEST:
                raise OkrlintError(f"{to.name} is larger than {LARGEST} bytes")
            yield f"{FOLDER}/{to.name}"
