"""Options that several commands have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from okrlint.workspace.settings import Options

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _listed(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> list[str] | None:
    """Values that are given with commas, or by repeating the option; None where there are none."""
    words = [word.strip() for value in values for word in value.split(",")]
    return [word for word in words if word] or None


def _files(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """What the shell completes: the names of files."""
    return [CompletionItem(begun, type="file")]


def _rules(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The codes and names of rules that begin like this, also after a comma."""
    from okrlint import packs

    done, comma, word = begun.rpartition(",")
    known = [(name, rule.summary) for rule in packs.core_rules() for name in (rule.code, rule.name)]
    fitting = [(name, summary) for name, summary in known if name.lower().startswith(word.lower())]
    return [CompletionItem(f"{done}{comma}{name}", help=summary) for name, summary in fitting]


def _profiles(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The profiles that begin like this."""
    from okrlint import packs

    return [CompletionItem(name) for name in packs.profiles() if name.startswith(begun)]


def _list_option(name: str, metavar: str, text: str, complete: Complete | None = None) -> Decorator:
    """An option that takes several values."""
    return click.option(name, multiple=True, callback=_listed, metavar=metavar, help=text, shell_complete=complete)


def _file_option(*names: str, text: str) -> Decorator:
    """An option that takes a file."""
    return click.option(*names, metavar="FILE", help=text, shell_complete=_files)


PATHS = click.argument("paths", nargs=-1, shell_complete=_files)
"""Files and folders."""

CONFIG = (
    _file_option("--config", text="Use this configuration instead of the closest one."),
    click.option("--isolated", is_flag=True, help="Use no configuration file at all."),
)
"""Which configuration counts."""

RULES = (
    _list_option(
        "--select", "RULES", "Run only these rules: codes (OKR304), starts of codes (OKR3), names, ALL.", _rules
    ),
    _list_option(
        "--ignore", "RULES", "Keep these rules quiet, in place of those that the configuration ignores.", _rules
    ),
    click.option(
        "--profile",
        metavar="NAME",
        shell_complete=_profiles,
        help="How much okrlint says: starter, team, strict, personal, google.",
    ),
)
"""Which rules run."""

FILES = (
    _list_option("--exclude", "GLOBS", "Leave out files and folders that match, as in a .gitignore."),
    click.option("--force-exclude", is_flag=True, help="Leave them out even where they are named."),
    click.option("--encoding", default="utf-8", metavar="NAME", help="How files are encoded, e.g. windows-1252."),
    click.option("--stdin-filename", metavar="PATH", help="What to call the text of standard input (-)."),
)
"""Which files are read, and how."""

BASELINE = _file_option("--baseline", text="Report only findings that this baseline does not have.")

HISTORY = (
    click.option("--diff-base", metavar="REV", help="Compare with the files as they were at this git revision."),
    click.option("--diff-only", is_flag=True, help="Report only findings on lines that changed since --diff-base."),
)
"""What the files are compared with."""

FORMAT = click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for programs.",
)

CHECK_FORMAT = click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html"]),
    default="text",
    help="For people (text, markdown, html), for programs (json), or for a service that shows findings.",
)

TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day to judge by: YYYY-MM-DD."
)

OUTPUT = _file_option("--output", "-o", text="Write to this file instead of the terminal.")


TEMPLATE = _file_option("--template", text="Use this jinja2 template for the page in place of okrlint's.")


def with_options(*options: Decorator) -> Decorator:
    """A decorator that gives a command some options, shown in this order."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        """Give a command the options, the last first: decorators apply from the bottom up."""
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def run_options(given: dict[str, Any]) -> Options:
    """What the options of a command say about a run. Raises OkrlintError for an unknown encoding."""
    from okrlint.workspace.decode import check_encoding
    from okrlint.workspace.settings import Options

    overrides = {
        name.replace("_", "-"): given[name]
        for name in ("select", "ignore", "profile", "fail_on", "exclude")
        if given.get(name) is not None
    }
    return Options(
        overrides=overrides,
        config=given.get("config"),
        isolated=bool(given.get("isolated")),
        force_exclude=bool(given.get("force_exclude")),
        encoding=check_encoding(given.get("encoding") or "utf-8"),
        stdin_filename=given.get("stdin_filename"),
        diff_base=given.get("diff_base"),
        diff_only=bool(given.get("diff_only")),
        baseline=given.get("baseline"),
    )
