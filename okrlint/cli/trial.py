"""`okrlint rules test`: try the rules of packs on their own examples."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from okrlint.cli.options import CONFIG, FORMAT, run_options, with_options

if TYPE_CHECKING:
    from okrlint.core.settings import Settings
    from okrlint.workspace.trial import Failure, Trial


def _place(failure: Failure) -> str:
    """Which example of which rule, with its place."""
    from okrlint.report.safe import one_line

    rule = failure.rule
    which = f"{failure.kind} example {failure.number}" if failure.number else f"{failure.kind} examples"
    return f"{one_line(rule.origin)}:{failure.line}: {rule.code} {rule.name}, {which}"


def _listed(parts: tuple[str, ...]) -> str:
    """What was expected, or came."""
    from okrlint.report.safe import one_line

    return one_line(" | ".join(parts)) or "nothing"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"


def _text(trial: Trial) -> str:
    """One line for each failure, and a summary."""
    lines = [f"{_place(one)}: expected {_listed(one.expected)}; came {_listed(one.found)}" for one in trial.failures]
    failed = f"{len(lines)} {'fails' if len(lines) == 1 else 'fail'}"
    summary = ", ".join((_counted(trial.rules, "rule"), _counted(trial.examples, "example"), failed))
    return "".join(f"{line}\n" for line in [*lines, summary])


def _json(trial: Trial) -> str:
    """The same for programs."""
    from okrlint.report.json import VERSION, dumped

    failures = [
        {
            "path": one.rule.origin,
            "line": one.line,
            "code": one.rule.code,
            "name": one.rule.name,
            "kind": one.kind,
            "number": one.number,
            "expected": list(one.expected),
            "found": list(one.found),
        }
        for one in trial.failures
    ]
    summary = {"rules": trial.rules, "examples": trial.examples, "failures": len(failures)}
    return dumped({"version": VERSION, "failures": failures, "summary": summary})


def _folder(named: str) -> str:
    """A folder that was named, as an absolute path. Raises OkrlintError."""
    from okrlint.core.errors import OkrlintError

    if not os.path.isdir(named):
        raise OkrlintError(f"{named} is no folder")
    return os.path.abspath(named)


def _with_packs(settings: Settings, folders: tuple[str, ...]) -> tuple[Settings, list[str]]:
    """Settings with the packs that are loaded, and those that are tried. Raises OkrlintError where there are none.

    Packs of the configuration may speak of each other; others are tried as they would be elsewhere, alone.
    """

    from okrlint.core.errors import OkrlintError

    named = [_folder(folder) for folder in folders] or list(settings.extend_packs)
    if not named:
        raise OkrlintError("there are no packs to test: name a folder, or set extend-packs in the configuration")
    if set(named) <= set(settings.extend_packs):
        return settings, named
    return settings._replace(extend_packs=tuple(named)), named


@click.command("test", short_help="Try rules on their own examples.")
@click.argument("folders", nargs=-1)
@with_options(FORMAT, *CONFIG)
def command(folders: tuple[str, ...], report_format: str, **given: Any) -> int:
    """Try the rules of packs on the examples in their files: of FOLDERS, else of the packs of the configuration.

    A bad example must be reported exactly where << and >> stand; a good one must trip no rule that is at least a
    warning, okrlint's own among them; a silent one must not be reported by its own rule. The configuration says only
    where the packs are. Exits with 1 where an example fails.
    """
    from okrlint import packs
    from okrlint.cli.output import emit
    from okrlint.workspace.catalogue import own_rules
    from okrlint.workspace.settings import SettingsFinder
    from okrlint.workspace.trial import Bench, try_rules

    settings, tried = _with_packs(SettingsFinder(run_options(given)).of_folder(os.getcwd()), folders)
    own = own_rules(settings)
    trial = try_rules([rule for rule in own if rule.pack in tried], Bench.of((*packs.core_rules(), *own)))
    emit(_json(trial) if report_format == "json" else _text(trial), utf_8=report_format == "json")
    return int(bool(trial.failures))
