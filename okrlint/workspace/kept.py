"""The diagnostics of single files, kept between runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from okrlint.core.finding import Diagnostic, Edit, Fix, Related, Severity, Suggestion
from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.workspace.store import Store, digest


def _fix(fix: Fix) -> list[Any]:
    return [fix.title, fix.safe, [[*edit.span, edit.replacement] for edit in fix.edits]]


def packed(one: Diagnostic) -> list[Any]:
    """A diagnostic without its source as JSON has it."""
    suggestions = [
        [new.text, new.why, new.metric_family, new.audience, new.replaces and list(new.replaces)]
        for new in one.suggestions
    ]
    return [
        one.code,
        one.name,
        int(one.severity),
        one.confidence,
        one.message,
        list(one.span),
        [[*related.span, related.message] for related in one.related],
        [_fix(fix) for fix in one.fixes],
        suggestions,
        one.question,
        one.url,
        one.about,
    ]


def unpacked(found: Sequence[Any], source: Source) -> Diagnostic:
    """The diagnostic that was packed, about a source with the same text."""
    code, name, severity, confidence, message, span, related, fixes, suggestions, question, url, about = found
    return Diagnostic(
        code=code,
        name=name,
        severity=Severity(severity),
        confidence=confidence,
        message=message,
        span=Span(*span),
        source=source,
        related=tuple(Related(Span(start, end), words) for start, end, words in related),
        fixes=tuple(
            Fix(title, tuple(Edit(Span(start, end), new) for start, end, new in edits), safe)
            for title, safe, edits in fixes
        ),
        suggestions=tuple(
            Suggestion(text, why, family, audience, replaces and Span(*replaces))
            for text, why, family, audience, replaces in suggestions
        ),
        question=question,
        url=url,
        about=about,
    )


def dumped(diagnostics: Sequence[Diagnostic]) -> bytes | None:
    """Diagnostics as bytes; None where one names a place in another file."""
    if any(related.source is not None for one in diagnostics for related in one.related):
        return None
    return json.dumps([packed(one) for one in diagnostics], separators=(",", ":")).encode()


def loaded(data: bytes, source: Source) -> list[Diagnostic]:
    """Diagnostics that were dumped, about a source with the same text."""
    return [unpacked(one, source) for one in json.loads(data)]


class KeptFiles:
    """Diagnostics of files in a store; `keys`, by path, say all that they depend on, but for the other files.

    A file that is `alone` is judged differently: its comments about rules that need other files are not unused.
    """

    def __init__(self, store: Store, keys: Mapping[str, bytes]) -> None:
        self._store, self._keys = store, keys

    def _key(self, document: Document, alone: bool) -> bytes | None:
        own = self._keys.get(document.source.path)
        return None if own is None else digest(b"file", own, b"%d" % alone)

    def get(self, document: Document, alone: bool) -> list[Diagnostic] | None:
        """What was found in a document; None where nobody knows."""
        key = self._key(document, alone)
        found = self._store.get(key) if key else None
        return None if found is None else loaded(found, document.source)

    def put(self, document: Document, alone: bool, diagnostics: Sequence[Diagnostic]) -> None:
        """Keep what was found in a document by rules that look at nothing else."""
        key, value = self._key(document, alone), dumped(diagnostics)
        if key is not None and value is not None:
            self._store.put("files", key, value)
