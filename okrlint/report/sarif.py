"""Diagnostics as SARIF 2.1.0, with what GitHub's code scanning asks for besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic, Edit, Severity
from okrlint.core.fingerprint import digests
from okrlint.core.source import Source, Span
from okrlint.report.json import dumped
from okrlint.report.place import lines, named, with_place
from okrlint.report.run import HOME, Run
from okrlint.report.sarif_rules import described, unknown
from okrlint.report.wording import tries

NEEDS = frozenset({"rules", "rewrites"})
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_WHOLE = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}
"""Services want a region; this one stands for a file that has no lines."""
_SAFE = "/~!$&'()*+,;=@"
LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def _text(text: str) -> dict[str, str]:
    """A message; what looks like a link in it is none."""
    return {"text": text.replace("](", "] (")}


def _artifact(path: str) -> dict[str, str]:
    """A file by its address, relative where its path is."""
    drive, _, rest = path.partition(":/")
    if len(drive) == 1 and rest:
        return {"uri": f"file:///{drive}:/{quote(rest, safe=_SAFE)}"}
    return {"uri": ("file://" if path.startswith("/") else "") + quote(path, safe=_SAFE)}


def _region(source: Source, span: Span) -> dict[str, Any]:
    """The region of a span, with its text; {} where the file has no lines."""
    place = lines(source, span)
    if place is None:
        return {}
    return {
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "snippet": {"text": source[span]},
        }
    }


def _location(source: Source, span: Span) -> dict[str, Any]:
    """A place in a file; where it has no lines, by the name of the place."""
    region = _region(source, span)
    if region:
        return {"physicalLocation": {"artifactLocation": _artifact(source.path), **region}}
    return {
        "physicalLocation": {"artifactLocation": _artifact(source.path), "region": _WHOLE},
        "logicalLocations": [{"fullyQualifiedName": named(source, span.start)}],
    }


def _related(diagnostic: Diagnostic) -> list[dict[str, Any]]:
    """The other places of a diagnostic."""
    return [
        {
            "id": number,
            **_location(one.source or diagnostic.source, one.span),
            "message": _text(one.message or "see also"),
        }
        for number, one in enumerate(diagnostic.related, 1)
    ]


def _change(source: Source, title: str, edits: Iterable[Edit]) -> dict[str, Any]:
    """A fix: what is taken out and what is put in."""
    replacements = []
    for edit in edits:
        region = dict(_region(source, edit.span)["region"])
        del region["snippet"]
        replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.replacement}})
    change = {"artifactLocation": _artifact(source.path), "replacements": replacements}
    return {"description": _text(title), "artifactChanges": [change]}


def _fixes(diagnostic: Diagnostic) -> list[dict[str, Any]]:
    """What can be put into the file, where that has lines."""
    source = diagnostic.source
    if lines(source, diagnostic.span) is None:
        return []
    return [_change(source, fix.title, fix.edits) for fix in diagnostic.fixes if fix.edits]


def _message(diagnostic: Diagnostic) -> dict[str, str]:
    """What is said, with other wordings and the question below it."""
    return _text("\n".join([with_place(diagnostic.source, diagnostic.span, diagnostic.message), *tries(diagnostic)]))


def _result(diagnostic: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    """One diagnostic; keys without a value are left out."""
    related, fixes = _related(diagnostic), _fixes(diagnostic)
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": LEVELS[diagnostic.severity],
        "message": _message(diagnostic),
        "locations": [_location(diagnostic.source, diagnostic.span)],
        "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:1", "okrlint/v1": fingerprint},
        **({"relatedLocations": related} if related else {}),
        **({"fixes": fixes} if fixes else {}),
        "properties": {"confidence": round(diagnostic.confidence, 3)},
    }


def _notification(error: UnreadableError) -> dict[str, Any]:
    """A file that could not be read."""
    region = {"region": {"startLine": error.line, "startColumn": error.column}} if error.line else {}
    place = {"physicalLocation": {"artifactLocation": _artifact(error.path), **region}}
    return {
        "level": "error",
        "message": _text(f"This file cannot be read: {error.reason}"),
        "locations": [place] if error.path else [],
    }


def _rules(run: Run) -> dict[str, dict[str, Any]]:
    """The rules that spoke, by code."""
    first = {one.code: one for one in reversed(run.diagnostics)}
    return {
        code: described(run.rules[code]) if code in run.rules else unknown(first[code].code, first[code].name)
        for code in sorted(first)
    }


def _run(run: Run) -> dict[str, Any]:
    rules = _rules(run)
    numbers = {code: number for number, code in enumerate(rules)}
    pairs = zip(run.diagnostics, digests(run.diagnostics), strict=True)
    return {
        "tool": {
            "driver": {
                "name": "okrlint",
                **({"version": run.version, "semanticVersion": run.version} if run.version else {}),
                "informationUri": HOME,
                "rules": list(rules.values()),
            }
        },
        "automationDetails": {"id": "okrlint/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not run.unreadable,
                "toolExecutionNotifications": [_notification(error) for error in run.unreadable],
            }
        ],
        "results": [_result(one, numbers[one.code], fingerprint) for one, fingerprint in pairs],
    }


def render(run: Run) -> str:
    """A SARIF log with one run."""
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run)]})
