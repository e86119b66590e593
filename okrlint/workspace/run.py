"""One run: read files, judge them under their own settings, put the results in order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document, Problem
from okrlint.core.progress import Progress, silent
from okrlint.core.rule import BoundRule
from okrlint.core.settings import Settings
from okrlint.core.source import Source, Span
from okrlint.formats import read as read_document
from okrlint.workspace.decode import read_source, read_stdin
from okrlint.workspace.experts import Experts, experts
from okrlint.workspace.files import Found, find
from okrlint.workspace.settings import DEFAULT, Options, SettingsFinder

if TYPE_CHECKING:
    from okrlint.workspace.baseline import Known
    from okrlint.workspace.history import History

_STDIN = "<stdin>"


class Read(NamedTuple):
    """A document and the settings that hold for it."""

    document: Document
    settings: Settings


class Reading(NamedTuple):
    """What was read of a run, in order, and what could not be."""

    read: tuple[Read, ...]
    unreadable: tuple[UnreadableError, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents in order."""
        return tuple(one.document for one in self.read)


class Result(NamedTuple):
    """The outcome of a run. `failed` tells whether a diagnostic is as severe as its file's `fail-on`.

    `notes` are what people should know about the run itself, one line each. `settings` are those of each document, by
    its path.
    """

    diagnostics: tuple[Diagnostic, ...]
    documents: tuple[Document, ...]
    unreadable: tuple[UnreadableError, ...]
    failed: bool
    notes: tuple[str, ...] = ()
    settings: Mapping[str, Settings] = MappingProxyType({})


def _stdin_source(options: Options) -> Source:
    """Standard input under the name that it was given. Raises UnreadableError."""
    if options.stdin_filename:
        return read_stdin(options.stdin_filename.replace("\\", "/"), options.encoding)
    from okrlint.workspace.sniff import format_of_text

    source = read_stdin(_STDIN, options.encoding)
    return Source(source.path, source.text, format_of_text(source.text))


def _read_one(found: Found, settings: Settings, options: Options) -> Read:
    """One file with its settings. Raises UnreadableError."""
    source = read_source(found.file, found.shown, options.encoding) if found.file else _stdin_source(options)
    return Read(read_document(source, settings.fields), settings)


def _is_left_out(found: Found, settings: Settings, options: Options) -> bool:
    """Whether `--force-exclude` leaves out standard input because of the name that it was given."""
    if found.file or not options.force_exclude or not options.stdin_filename or not settings.exclude:
        return False
    from okrlint.workspace.search import is_excluded

    return is_excluded(os.path.abspath(options.stdin_filename), False, settings)


def read(paths: Iterable[str], options: Options = DEFAULT, tell: Progress = silent) -> Reading:
    """Read the files that paths stand for: files as they are named, folders searched, "-" for standard input.

    Raises ConfigError where a configuration is broken.
    """
    finder = SettingsFinder(options)
    done: list[Read] = []
    unreadable: list[UnreadableError] = []
    for found in find(paths, finder.of_folder, options.force_exclude):
        try:
            if isinstance(found, UnreadableError):
                raise found
            place = found.file or os.path.abspath(options.stdin_filename or _STDIN)
            settings = finder.of_folder(os.path.dirname(place))
            if not _is_left_out(found, settings, options):
                done.append(_read_one(found, settings, options))
            tell("Reading", len(done), 0)
        except UnreadableError as error:
            unreadable.append(error)
    return Reading(tuple(done), tuple(unreadable))


def settings_of(reading: Reading) -> Mapping[str, Settings]:
    """The settings of each document by its path."""
    return {one.document.source.path: one.settings for one in reading.read}


def rules_of(settings: Settings) -> tuple[BoundRule, ...]:
    """The rules that run under some settings. Raises ConfigError for a mistake in them."""
    from okrlint import engine, packs
    from okrlint.workspace.catalogue import rules

    return engine.rules_for(settings, rules(settings), packs.profiles())


def lint_group(
    documents: Sequence[Document],
    settings: Settings,
    today: date | None,
    others: Sequence[Document] = (),
    history: History | None = None,
    asked: Experts | None = None,
) -> list[Diagnostic]:
    """What the rules say about documents under one settings, as sure as `min-confidence` wants.

    `others` are documents of the same run under other settings. `history` has what they were before; `asked` are
    those of `experts` without one.
    """
    from okrlint import engine

    asked = asked or experts()
    base, since = (history.base, history.revision) if history else (None, "")
    rules, fields = rules_of(settings), settings.fields
    found = engine.lint(
        documents,
        rules,
        analyse=asked.analyse,
        base=base,
        since=since,
        today=today,
        fields=fields,
        others=others,
        advisor=asked.advise,
    )
    return [diagnostic for diagnostic in found if diagnostic.confidence >= settings.min_confidence]


def _beyond(group: Sequence[Read], reading: Reading) -> list[Document]:
    """The documents of a run that are under other settings; of those that could not be read nothing is known."""
    here = {id(one.document) for one in group}
    lost = [
        Document(Source(error.path, ""), "", problems=(Problem(Span(0, 0), error.reason),))
        for error in reading.unreadable
    ]
    return [document for document in reading.documents if id(document) not in here] + lost


def _groups(read: Sequence[Read]) -> list[list[Read]]:
    """The documents that share settings, together."""
    groups: dict[int, list[Read]] = {}
    for one in read:
        groups.setdefault(id(one.settings), []).append(one)
    return list(groups.values())


def _notes(groups: Sequence[Sequence[Read]]) -> tuple[str, ...]:
    """That the classifier cannot run, where a rule would ask it."""
    from okrlint.analysis import missing

    reason = missing()
    if not reason or not any("labels" in bound.needs for group in groups for bound in rules_of(group[0].settings)):
        return ()
    return (reason,)


def lint(
    reading: Reading,
    today: date | None = None,
    history: History | None = None,
    known: Known | None = None,
    tell: Progress = silent,
) -> Result:
    """Judge what was read; files with one configuration together. What is `known` is left out. Raises ConfigError."""
    asked = experts(tell, reading.documents)
    by_path: dict[str, list[Diagnostic]] = {one.document.source.path: [] for one in reading.read}
    failed = False
    groups = _groups(reading.read)
    for group in groups:
        settings, documents = group[0].settings, [one.document for one in group]
        found = lint_group(documents, settings, today, _beyond(group, reading), history, asked)
        found = known.left_out(found, documents, settings) if known else found
        for diagnostic in found if history is None else filter(history.concerns, found):
            by_path[diagnostic.path].append(diagnostic)
            failed = failed or diagnostic.severity >= settings.fail_on
    ordered = tuple(diagnostic for diagnostics in by_path.values() for diagnostic in diagnostics)
    notes = (*_notes(groups), *(history.notes if history else ()), *(known.notes() if known else ()))
    return Result(ordered, reading.documents, reading.unreadable, failed, notes, settings_of(reading))


def _known(options: Options) -> Known | None:
    """What the baseline has, where there is one. Raises ConfigError."""
    if options.baseline is None:
        return None
    from okrlint.workspace.baseline import Known

    return Known.of(options.baseline)


def check(
    paths: Iterable[str], options: Options = DEFAULT, today: date | None = None, tell: Progress = silent
) -> Result:
    """Read and judge the files that paths stand for, compared with what they were where `options` want that.

    `tell` hears how far the run is. Raises ConfigError where a configuration or baseline is broken, OkrlintError where
    there is nothing to compare with.
    """
    known = _known(options)
    if options.diff_base is None:
        return lint(read(paths, options, tell), today, known=known, tell=tell)
    from okrlint.workspace.history import check_options, history_of

    paths = list(paths)
    check_options(paths, options)
    reading = read(paths, options, tell)
    return lint(reading, today, history_of(reading.documents, options, settings_of(reading)), known, tell)
