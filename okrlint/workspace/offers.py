"""Wording as changes of a file, for reports in which it can be taken over by a click."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from okrlint.core.finding import Diagnostic, Fix, Suggestion
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.engine import fix
from okrlint.formats import read as read_document
from okrlint.formats.writing import WRITTEN
from okrlint.workspace.run import Result

_TITLE = "Another wording"


def _standing_in(diagnostic: Diagnostic) -> list[Suggestion]:
    """The suggestions that stand in for a sentence."""
    return [one for one in diagnostic.suggestions if one.replaces is not None]


def _rounds(document: Document, diagnostics: Sequence[Diagnostic]) -> Iterator[dict[int, fix.Change]]:
    """The first wording of every sentence, then the second one, and so on, each by the number of its diagnostic."""
    standing_in = [_standing_in(one) for one in diagnostics]
    for turn in range(max(map(len, standing_in), default=0)):
        changes = {}
        for number, suggestions in enumerate(standing_in):
            for one in suggestions[turn : turn + 1]:
                change = one.replaces and fix.rewrite(document, diagnostics[number], one)
                if isinstance(change, fix.Change):
                    changes[number] = replace(change, title=one.why or _TITLE)
        yield changes


def tried(
    document: Document, names: Mapping[str, str], changes: Iterable[fix.Change | fix.Refused]
) -> tuple[fix.Change, ...]:
    """The changes of a document after which all else is read as before; `names` are the author's own for fields."""

    def reread(source: Source) -> Document:
        """The document as okrlint reads it afterwards."""
        return read_document(source, names)

    return fix.apply(document, [one for one in changes if isinstance(one, fix.Change)], reread).made


def _offered(document: Document, diagnostics: Sequence[Diagnostic], fields: Mapping[str, str]) -> list[Diagnostic]:
    """Diagnostics of a document with their wording among the fixes, where the file is read as before with it."""
    fixes = [list(one.fixes) for one in diagnostics]
    for changes in _rounds(document, diagnostics):
        made = tried(document, fields, changes.values())
        for number, change in changes.items():
            if change in made:
                fixes[number].append(Fix(change.title, change.edits))
    return [one._replace(fixes=tuple(found)) for one, found in zip(diagnostics, fixes, strict=True)]


def with_rewrites(result: Result) -> tuple[Diagnostic, ...]:
    """The diagnostics of a run; their fixes have, after those of the rules, each wording that can be written.

    Where the file is of a format that okrlint does not write there is none.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for one in result.diagnostics:
        by_path.setdefault(one.path, []).append(one)
    for document in result.documents:
        path = document.source.path
        if path in by_path and document.format in WRITTEN:
            by_path[path] = _offered(document, by_path[path], result.settings[path].fields)
    return tuple(one for diagnostics in by_path.values() for one in diagnostics)
