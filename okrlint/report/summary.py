"""How much was read and how much was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from okrlint.core.finding import Diagnostic, Severity
from okrlint.core.model import Document


class Summary(NamedTuple):
    """Counts of one run. `objectives` are those that their authors stated."""

    files: int
    objectives: int
    key_results: int
    errors: int
    warnings: int
    infos: int


def summarise(diagnostics: Sequence[Diagnostic], documents: Sequence[Document]) -> Summary:
    """Count the diagnostics by severity and what stands in the documents."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    return Summary(
        files=len(documents),
        objectives=sum(objective.stated for document in documents for objective in document.objectives),
        key_results=sum(1 for document in documents for _ in document.key_results),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        infos=severities.count(Severity.INFO),
    )


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 warning", "3 warnings"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def found_line(diagnostics: Sequence[Diagnostic], documents: Sequence[Document]) -> str:
    """The line that sums a run up."""
    summary = summarise(diagnostics, documents)
    parts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info")]
    findings = ", ".join(counted(number, noun) for number, noun in parts if number)
    files = len({diagnostic.path for diagnostic in diagnostics}) if findings else summary.files
    read = f"{counted(summary.objectives, 'objective')}, {counted(summary.key_results, 'key result')} read"
    return f"{findings or 'nothing to report'} in {counted(files, 'file')}; {read}"
