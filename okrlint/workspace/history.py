"""What documents were at a revision of their repositories, and which of their lines changed since."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from okrlint.core.errors import OkrlintError, UnreadableError
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document
from okrlint.core.settings import Settings
from okrlint.core.source import Source
from okrlint.formats import format_of
from okrlint.formats import read as read_document
from okrlint.workspace.decode import source_of
from okrlint.workspace.files import STDIN, shown_path
from okrlint.workspace.git import Version, check_revision, versions
from okrlint.workspace.settings import Options

_MOST_LINES = 20_000
"""Lines that are compared one by one; of longer files every line counts that was nowhere before."""

Lines = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class History:
    """The earlier versions of documents by path, with the name of the revision that they are from.

    `lines` are the lines, counted from 1, that changed since; None where that does not matter. A path that is not there
    is new. `notes` are what people should know.
    """

    revision: str
    base: Mapping[str, Document] = field(default_factory=dict)
    lines: Lines | None = None
    notes: tuple[str, ...] = ()

    def concerns(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic counts: all do, unless only changed lines are asked for."""
        if self.lines is None or diagnostic.path not in self.lines:
            return True
        source, span = diagnostic.source, diagnostic.span
        first, last = (source.line_column(place)[0] for place in (span.start, max(span.start, span.end - 1)))
        return not self.lines[diagnostic.path].isdisjoint(range(first, last + 1))


def check_options(paths: Iterable[str], options: Options) -> None:
    """Raise OkrlintError where what is asked for cannot be compared, before anything is read."""
    check_revision(options.diff_base or "")
    if STDIN in paths and not options.stdin_filename:
        raise OkrlintError("--diff-base needs --stdin-filename to know which file standard input is")


def _split(source: Source) -> list[str]:
    """The lines of a source without their ends."""
    return [source[source.line_span(number)] for number in range(1, len(source.line_starts) + 1)]


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines are the same at the start, and at the end."""
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - start
    return start, next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)


def changed_lines(old: Source, new: Source) -> frozenset[int]:
    """The lines of a source, counted from 1, that are new or changed; line ends and byte order marks do not count."""
    before, after = _split(old), _split(new)
    start, end = _ends(before, after)
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    if len(before) + len(after) > _MOST_LINES:
        known = frozenset(before)
        return frozenset(start + number for number, line in enumerate(after, 1) if line not in known)
    from difflib import SequenceMatcher

    parts = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    places = (place for what, _, _, first, last in parts if what != "equal" for place in range(first, last))
    return frozenset(start + place + 1 for place in places)


def _source(document: Document, version: Version, options: Options) -> Source:
    """The earlier text of a document under the name that it had. Raises UnreadableError."""
    shown = shown_path(version.file)
    source = source_of(version.data, shown, options.encoding)
    return replace(source, format=format_of(shown) or document.format)


def _unread(error: UnreadableError, revision: str) -> str:
    """That there is nothing to compare with, for people."""
    return f"{error} (at {revision}; nothing is compared with it)"


def history_of(
    documents: Sequence[Document], options: Options, settings: Mapping[str, Settings] = MappingProxyType({})
) -> History:
    """The history of documents since `diff_base`; `settings`, by path, have the author's own names of fields.

    Raises OkrlintError where there is no git, no repository, or no such revision.
    """
    revision = check_revision(options.diff_base or "")
    files = {os.path.abspath(document.source.path): document for document in documents}
    base: dict[str, Document] = {}
    lines: dict[str, frozenset[int]] = {}
    notes: list[str] = []
    for file, version in versions(files, revision).items():
        document = files[file]
        path = document.source.path
        try:
            fields = settings[path].fields if path in settings else {}
            earlier = read_document(_source(document, version, options), fields)
            if options.diff_only:
                lines[path] = changed_lines(earlier.source, document.source)
            base[path] = earlier
        except UnreadableError as error:
            notes.append(_unread(error, revision))
    return History(revision, base, lines if options.diff_only else None, tuple(notes))
