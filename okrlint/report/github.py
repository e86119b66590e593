"""Diagnostics as workflow commands of GitHub Actions: notes at the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic, Severity
from okrlint.report.place import lines, with_place
from okrlint.report.run import Run
from okrlint.report.safe import one_line, well_formed
from okrlint.report.summary import found_line
from okrlint.report.wording import tries

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _data(text: str) -> str:
    """Text as the message of a command has it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    """Text as a property of a command has it."""
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    """A command on a line of its own."""
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}"


def _message(diagnostic: Diagnostic) -> str:
    """What is said, with other wordings and the page of the rule below it."""
    said = [one_line(with_place(diagnostic.source, diagnostic.span, diagnostic.message)), *tries(diagnostic)]
    return "\n".join([*said, diagnostic.url] if diagnostic.url else said)


def _annotation(diagnostic: Diagnostic) -> str:
    """A diagnostic; GitHub takes columns only where a note stays on one line."""
    properties: dict[str, str | int] = {"title": f"{diagnostic.code} {diagnostic.name}", "file": diagnostic.path}
    if place := lines(diagnostic.source, diagnostic.span):
        properties |= {"line": place.line, "endLine": place.end_line}
        if place.line == place.end_line:
            properties |= {"col": place.column, "endColumn": place.end_column}
    return _command(_COMMANDS[diagnostic.severity], properties, _message(diagnostic))


def _unreadable(error: UnreadableError) -> str:
    """A file that could not be read."""
    where: dict[str, str | int] = {"title": "cannot be read", "file": error.path}
    if error.line:
        where |= {"line": error.line, "col": error.column}
    return _command("error", where, one_line(error.reason))


def _lines(run: Run) -> Iterator[str]:
    yield from map(_annotation, run.diagnostics)
    yield from map(_unreadable, run.unreadable)
    yield found_line(run.diagnostics, run.documents)


def render(run: Run) -> str:
    """One command a line, then the line that sums the run up."""
    return well_formed("".join(f"{line}\n" for line in _lines(run)))
