"""Diagnostics and documents as JSON. The shapes are stable: fields may be added, never changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic, Related
from okrlint.core.source import Source, Span
from okrlint.report.alignment import alignment
from okrlint.report.run import Run
from okrlint.report.safe import well_formed
from okrlint.report.summary import summarise

VERSION = 1


def dumped(value: Any) -> str:
    """JSON with a line end, in the order of the keys as they are."""
    return well_formed(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def place(source: Source, span: Span) -> dict[str, Any]:
    """Where a span starts and ends, the end being the first column after it, and its name where there are no lines."""
    line, column = source.line_column(span.start)
    end_line, end_column = source.line_column(span.end)
    lines = {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
    return lines | ({"place": known.name} if (known := source.place(span.start)) else {})


def unreadable(errors: Sequence[UnreadableError]) -> list[dict[str, Any]]:
    """The files that could not be read at all; line and column are 0 where the whole file is meant."""
    return [
        {"path": error.path, "line": error.line, "column": error.column, "reason": error.reason} for error in errors
    ]


def _related(diagnostic: Diagnostic, related: Related) -> dict[str, Any]:
    """Another place of a diagnostic."""
    source = related.source or diagnostic.source
    return {"path": source.path, **place(source, related.span), "message": related.message}


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic."""
    return {
        "path": diagnostic.path,
        **place(diagnostic.source, diagnostic.span),
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": str(diagnostic.severity),
        "confidence": round(diagnostic.confidence, 3),
        "message": diagnostic.message,
        "suggestions": [suggestion.text for suggestion in diagnostic.suggestions],
        "question": diagnostic.question or None,
        "related": [_related(diagnostic, related) for related in diagnostic.related],
        "url": diagnostic.url,
    }


def render(run: Run) -> str:
    """The report of a run; the shape is that of `schemas/check.json`."""
    return dumped(
        {
            "version": VERSION,
            "diagnostics": [_diagnostic(diagnostic) for diagnostic in run.diagnostics],
            "unreadable": unreadable(run.unreadable),
            "summary": summarise(run.diagnostics, run.documents)._asdict(),
            "alignment": alignment(run.documents),
        }
    )
