"""Diagnostics in the format of reviewdog (rdjson), with wordings that can be taken over by a click."""

from __future__ import annotations

from typing import Any

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic
from okrlint.core.source import Source, Span
from okrlint.report.json import dumped
from okrlint.report.place import lines, with_place
from okrlint.report.run import HOME, Run
from okrlint.report.wording import tries

NEEDS = frozenset({"rewrites"})


def _position(source: Source, offset: int) -> dict[str, int]:
    """A line, and a column that counts bytes of UTF-8, as the format wants it."""
    line, _ = source.line_column(offset)
    before = source.text[source.line_starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8", "replace")) + 1}


def _range(source: Source, span: Span) -> dict[str, Any]:
    """From where to where; the end is the first column after."""
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _location(source: Source, span: Span) -> dict[str, Any]:
    """A path, and a range where the file has lines."""
    return {"path": source.path} | ({"range": _range(source, span)} if lines(source, span) else {})


def _replacements(diagnostic: Diagnostic) -> list[dict[str, Any]]:
    """What can be put in the place of something: fixes that change one place."""
    if lines(diagnostic.source, diagnostic.span) is None:
        return []
    edits = [fix.edits[0] for fix in diagnostic.fixes if len(fix.edits) == 1]
    return [{"range": _range(diagnostic.source, edit.span), "text": edit.replacement} for edit in edits]


def _message(diagnostic: Diagnostic) -> str:
    """What is said, with other wordings and the question below it."""
    return "\n".join([with_place(diagnostic.source, diagnostic.span, diagnostic.message), *tries(diagnostic)])


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic; keys without a value are left out."""
    code = {"value": diagnostic.code} | ({"url": diagnostic.url} if diagnostic.url else {})
    suggestions = _replacements(diagnostic)
    related = [
        {"message": one.message or "see also", "location": _location(one.source or diagnostic.source, one.span)}
        for one in diagnostic.related
    ]
    return {
        "message": _message(diagnostic),
        "location": _location(diagnostic.source, diagnostic.span),
        "severity": str(diagnostic.severity).upper(),
        "code": code,
        **({"suggestions": suggestions} if suggestions else {}),
        **({"related_locations": related} if related else {}),
    }


def _unreadable(error: UnreadableError) -> dict[str, Any]:
    """A file that could not be read."""
    return {
        "message": f"This file cannot be read: {error.reason}",
        "location": {"path": error.path},
        "severity": "ERROR",
    }


def render(run: Run) -> str:
    """A DiagnosticResult of reviewdog."""
    found = [_diagnostic(one) for one in run.diagnostics] + [_unreadable(error) for error in run.unreadable]
    return dumped({"source": {"name": "okrlint", "url": HOME}, "diagnostics": found})
