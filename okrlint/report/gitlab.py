"""Diagnostics as a Code Quality report of GitLab."""

from __future__ import annotations

from typing import Any

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic, Severity
from okrlint.core.fingerprint import digests
from okrlint.report.json import dumped
from okrlint.report.place import lines, with_place
from okrlint.report.run import Run
from okrlint.report.safe import one_line
from okrlint.report.wording import tries

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, Any]:
    """One diagnostic. A file without lines is meant as a whole; its place stands in the description."""
    place = lines(diagnostic.source, diagnostic.span)
    message = one_line(with_place(diagnostic.source, diagnostic.span, diagnostic.message))
    first = next((f" {line}" for line in tries(diagnostic)), "")
    return {
        "description": f"{diagnostic.code}: {message}{first}",
        "check_name": diagnostic.name,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": diagnostic.path,
            "lines": {"begin": place.line, "end": place.end_line} if place else {"begin": 1},
        },
    }


def _unreadable(error: UnreadableError) -> dict[str, Any]:
    """A file that could not be read."""
    from hashlib import sha256

    return {
        "description": f"This file cannot be read: {one_line(error.reason)}",
        "check_name": "unreadable",
        "fingerprint": sha256(f"unreadable\0{error.path}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": "major",
        "location": {"path": error.path, "lines": {"begin": max(error.line, 1)}},
    }


def render(run: Run) -> str:
    """A list with one object for each diagnostic, each with a fingerprint of its own."""
    pairs = zip(run.diagnostics, digests(run.diagnostics), strict=True)
    return dumped([_issue(*pair) for pair in pairs] + [_unreadable(error) for error in run.unreadable])
