"""Files with fixes in them: judged, changed in memory, and written back as they were encoded."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from okrlint.core.errors import OkrlintError, UnreadableError, reason_of
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document
from okrlint.core.said import Said
from okrlint.core.source import Source
from okrlint.engine import fix
from okrlint.formats import read as read_document
from okrlint.formats.writing import WRITTEN
from okrlint.workspace.encode import Encoding, encoding_of
from okrlint.workspace.files import STDIN
from okrlint.workspace.keeping import Keeping
from okrlint.workspace.run import Read, Reading, lint, read
from okrlint.workspace.said import remembered
from okrlint.workspace.settings import DEFAULT, Options
from okrlint.workspace.write import write

ROUNDS = 10
"""How often fixes may make room for others in one run; files that need more are fixed by the next run."""

_NO_CHARACTER = "the encoding of the file lacks a character of the new words"

Wanted = Callable[[Document, Sequence[Diagnostic]], Iterable[fix.Change | fix.Refused]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A file and what was made of it.

    `data` are its bytes as they lie on the disk, `old` their text; `encoding` is None for a file that okrlint never
    writes. `made` and `refused` are in the order in which that happened.
    """

    one: Read
    data: bytes
    old: str
    encoding: Encoding | None
    made: tuple[fix.Change, ...] = ()
    refused: tuple[fix.Refused, ...] = ()

    @property
    def path(self) -> str:
        """How people are shown the file."""
        return self.one.document.source.path

    @property
    def text(self) -> str:
        """The text with the fixes in it."""
        return self.one.document.source.text


@dataclass(frozen=True, slots=True)
class Outcome:
    """All files of a run in order.

    `complaints` say what could not be read or may not be written, `notes` what people should know. `later` counts what
    `--unsafe` would do more.
    """

    files: tuple[Mended, ...]
    complaints: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    later: int = 0


def _opened(one: Read, options: Options) -> Mended:
    """A document with the bytes of its file. Raises OkrlintError where they cannot be written back as they are."""
    source = one.document.source
    if one.document.format not in WRITTEN:
        return Mended(one, b"", source.text, None)
    try:
        with open(source.path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise UnreadableError(reason_of(error), source.path) from error
    return Mended(one, data, source.text, encoding_of(data, source.path, options.encoding))


def _all_opened(reading: Reading, options: Options) -> tuple[list[Mended], list[str]]:
    """The documents of a run with their bytes, and complaints about those that cannot be written."""
    files: list[Mended] = []
    complaints = [str(error) for error in reading.unreadable]
    for one in reading.read:
        try:
            files.append(_opened(one, options))
        except OkrlintError as error:
            files.append(Mended(one, b"", one.document.source.text, None))
            complaints.append(str(error))
    return files, complaints


def _fitting(
    changes: Iterable[fix.Change | fix.Refused], encoding: Encoding
) -> tuple[list[fix.Change], list[fix.Refused]]:
    """The changes whose characters the encoding of a file has; and what is refused."""
    fitting: list[fix.Change] = []
    refused: list[fix.Refused] = []
    for one in changes:
        if isinstance(one, fix.Refused):
            refused.append(one)
        elif all(encoding.holds(edit.replacement) for edit in one.edits):
            fitting.append(one)
        else:
            refused.append(fix.Refused(one.diagnostic, _NO_CHARACTER))
    return fitting, refused


def _mended(file: Mended, changes: Iterable[fix.Change | fix.Refused]) -> Mended:
    """A file with changes in it; what was refused before is forgotten, because it is tried again."""
    if file.encoding is None:
        return file
    fitting, refused = _fitting(changes, file.encoding)
    fields = file.one.settings.fields

    def reread(source: Source) -> Document:
        """The document as okrlint reads it afterwards."""
        return read_document(source, fields)

    applied = fix.apply(file.one.document, fitting, reread)
    one = file.one._replace(document=applied.document)
    return replace(file, one=one, made=(*file.made, *applied.made), refused=(*refused, *applied.refused))


class _Mender:
    """Judges files again and again while changes go in."""

    def __init__(self, reading: Reading, today: date | None, unsafe: bool, said: Said | None) -> None:
        self.unreadable, self.today, self.unsafe = reading.unreadable, today, unsafe
        self.keeping = Keeping(said)
        self.notes: tuple[str, ...] = ()

    def judged(self, files: Sequence[Mended]) -> dict[str, list[Diagnostic]]:
        """What is wrong with the files now, by path."""
        result = lint(Reading(tuple(file.one for file in files), self.unreadable), self.today, keeping=self.keeping)
        self.notes = result.notes
        found: dict[str, list[Diagnostic]] = {file.path: [] for file in files}
        for diagnostic in result.diagnostics:
            found[diagnostic.path].append(diagnostic)
        return found

    def settled(self, files: list[Mended]) -> tuple[list[Mended], dict[str, list[Diagnostic]]]:
        """The files once no fix can be made any more, and what is wrong with them then."""
        for _ in range(ROUNDS):
            found = self.judged(files)
            after = [_mended(file, fix.fixes(found[file.path], self.unsafe)) for file in files]
            if sum(len(file.made) for file in after) == sum(len(file.made) for file in files):
                return after, found
            files = after
        return files, self.judged(files)

    def rewritten(self, files: list[Mended]) -> list[Mended]:
        """The files with fixes, then with rewrites, then with the fixes that the rewrites made room for."""
        files, found = self.settled(files)
        after = [_mended(file, fix.rewrites(file.one.document, found[file.path])) for file in files]
        if all(len(one.made) == len(other.made) for one, other in zip(after, files, strict=True)):
            pairs = zip(after, files, strict=True)
            return [replace(one, refused=(*other.refused, *one.refused)) for one, other in pairs]
        last, _ = self.settled(after)
        return [replace(one, refused=(*other.refused, *one.refused)) for one, other in zip(last, after, strict=True)]


def _left(files: Iterable[Mended], found: dict[str, list[Diagnostic]]) -> Iterator[fix.Change | fix.Refused]:
    """What `--unsafe` would do with files that have all safe fixes."""
    for file in files:
        if file.encoding is not None:
            yield from (one for one in fix.fixes(found[file.path], True) if one not in fix.fixes(found[file.path]))
            yield from fix.rewrites(file.one.document, found[file.path])


def mend(paths: Iterable[str], options: Options = DEFAULT, today: date | None = None, unsafe: bool = False) -> Outcome:
    """Fix the files that paths stand for, in memory: `save` writes them.

    Safe fixes are made until there are none left. With `unsafe` the other ones are, too, and then every sentence that
    has a suggestion in its place is rewritten, once. Raises OkrlintError for standard input, ConfigError where a
    configuration is broken.
    """
    paths = list(paths)
    if STDIN in paths:
        raise OkrlintError("standard input is no file that could be fixed; name a file")
    reading = read(paths, options)
    files, complaints = _all_opened(reading, options)
    with remembered(options.cache) as said:
        mender = _Mender(reading, today, unsafe, said)
        if unsafe:
            return Outcome(tuple(mender.rewritten(files)), tuple(complaints), mender.notes)
        files, found = mender.settled(files)
    later = sum(isinstance(one, fix.Change) for one in _left(files, found))
    return Outcome(tuple(files), tuple(complaints), mender.notes, later)


def _refusal(file: Mended) -> str:
    """Why a file must not be replaced, "" where it may."""
    about = os.stat(file.path)
    if not about.st_mode & 0o222 or not os.access(file.path, os.W_OK):
        return "it is read-only"
    if about.st_nlink > 1:
        return "it has a second name (a hard link), which would keep the old text"
    if hasattr(os, "geteuid") and os.geteuid() not in (0, about.st_uid):
        return "it belongs to somebody else, which would change"
    with open(file.path, "rb") as opened:
        return "" if opened.read() == file.data else "it was changed while okrlint read it"


def save(file: Mended) -> None:
    """Write a file with its fixes: all of it, or nothing. A link stays a link, and what it leads to is written.

    Raises OkrlintError, with the file as it was, where it cannot or must not be written.
    """
    if file.encoding is None:
        return
    try:
        reason = _refusal(file)
        if not reason:
            write(file.path, file.encoding.encode(file.text))
    except OSError as error:
        reason = reason_of(error)
    if reason:
        raise OkrlintError(f"{file.path}: not written: {reason}")
