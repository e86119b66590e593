"""One run: read files, judge them under their own settings, put the results in order."""

from __future__ import annotations

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
from okrlint.workspace.decode import source_of
from okrlint.workspace.experts import Experts, experts, get_ready
from okrlint.workspace.gather import Files, Raw, gather
from okrlint.workspace.keeping import NOTHING_KEPT, Keeping
from okrlint.workspace.settings import DEFAULT, Options

if TYPE_CHECKING:
    from okrlint.workspace.baseline import Known
    from okrlint.workspace.desk import Desk
    from okrlint.workspace.history import History
    from okrlint.workspace.store import Store


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


def _source(raw: Raw, options: Options) -> Source:
    """The text of a file; what comes from standard input without a name is looked at. Raises UnreadableError."""
    source = source_of(raw.data, raw.shown, options.encoding)
    if raw.file or options.stdin_filename:
        return source
    from okrlint.workspace.sniff import format_of_text

    return Source(source.path, source.text, format_of_text(source.text))


def read_all(files: Files, options: Options = DEFAULT, tell: Progress = silent) -> Reading:
    """Read files whose bytes are there; `tell` hears how far that is."""
    done: list[Read] = []
    unreadable: list[UnreadableError] = []
    for raw in files:
        try:
            if isinstance(raw, UnreadableError):
                raise raw
            done.append(Read(read_document(_source(raw, options), raw.settings.fields), raw.settings))
            tell("Reading", len(done), len(files))
        except UnreadableError as error:
            unreadable.append(error)
    return Reading(tuple(done), tuple(unreadable))


def read(paths: Iterable[str], options: Options = DEFAULT, tell: Progress = silent) -> Reading:
    """Read the files that paths stand for: files as they are named, folders searched, "-" for standard input.

    Raises ConfigError where a configuration is broken.
    """
    return read_all(gather(paths, options), options, tell)


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
    others: Sequence[Document] | None = (),
    history: History | None = None,
    asked: Experts | None = None,
    keeping: Keeping = NOTHING_KEPT,
    desk: Desk | None = None,
) -> list[Diagnostic]:
    """What the rules say about documents under one settings, as sure as `min-confidence` wants.

    `others` are documents of the same run under other settings, None where they do not matter now. `history` has what
    they were before; `asked` are those of `experts` without one. `keeping` is what is known from earlier runs. `desk`
    is there where one document is judged again and again: nobody is asked for wording then.
    """
    from okrlint import engine

    asked, rules = asked or experts(), desk.rules if desk else rules_of(settings)
    if len(documents) == 1 and not desk:
        get_ready(documents[0], rules, keeping.said)
    base, since = (history.base, history.revision) if history else (None, "")
    found = engine.lint(
        documents,
        rules,
        analyse=desk.analyse if desk else asked.analyse,
        base=base,
        since=since,
        today=today,
        fields=settings.fields,
        others=others,
        memory=desk.memory if desk else None,
        advisor=None if desk else asked.advise,
        kept=keeping.files,
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
    keeping: Keeping = NOTHING_KEPT,
) -> Result:
    """Judge what was read; files with one configuration together. What is `known` is left out. Raises ConfigError.

    `keeping` is what is known from earlier runs.
    """
    asked = experts(tell, reading.documents, keeping.said)
    by_path: dict[str, list[Diagnostic]] = {one.document.source.path: [] for one in reading.read}
    failed = False
    groups = _groups(reading.read)
    for group in groups:
        settings, documents = group[0].settings, [one.document for one in group]
        found = lint_group(documents, settings, today, _beyond(group, reading), history, asked, keeping)
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


def check_files(
    files: Files,
    options: Options = DEFAULT,
    today: date | None = None,
    store: Store | None = None,
    tell: Progress = silent,
) -> Result:
    """Judge files whose bytes are there, compared with what they were where `options` want that.

    `store` has what was found before, and gets what is found now; `tell` hears how far the run is. Raises ConfigError
    where a configuration or baseline is broken, OkrlintError where there is nothing to compare with.
    """
    known = _known(options)
    reading = read_all(files, options, tell)
    keeping = Keeping.of(store, files, options, today, tell)
    history = None
    if options.diff_base is not None:
        from okrlint.workspace.history import history_of

        history = history_of(reading.documents, options, settings_of(reading))
    return lint(reading, today, history, known, tell, keeping)


def check(
    paths: Iterable[str], options: Options = DEFAULT, today: date | None = None, tell: Progress = silent
) -> Result:
    """Read and judge the files that paths stand for, as `check_files` does."""
    files = gather(paths, options)
    if options.cache is None:
        return check_files(files, options, today, tell=tell)
    from okrlint.workspace.store import opened

    with opened(options.cache) as store:
        return check_files(files, options, today, store, tell)
