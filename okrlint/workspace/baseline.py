"""Baselines as files: findings that are known already, written and pruned only when somebody asks for that."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from okrlint.core.errors import ConfigError, OkrlintError, UnreadableError, reason_of
from okrlint.core.finding import Diagnostic
from okrlint.core.fingerprint import Fingerprint, fingerprint
from okrlint.core.model import Document
from okrlint.core.settings import Settings
from okrlint.engine.baseline import Baseline, gone, unknown, without
from okrlint.engine.verdict import is_muted
from okrlint.workspace.decode import read_source
from okrlint.workspace.files import shown_path
from okrlint.workspace.run import Reading, lint, read, rules_of
from okrlint.workspace.settings import DEFAULT, Options
from okrlint.workspace.write import write

VERSION = 1
_TEXTS = ("path", "code", "text")


def _entry(entry: Any, file: str) -> tuple[Fingerprint, int]:
    """One finding of a baseline. Raises ConfigError where it is not as the schema has it."""
    count = entry.get("count", 1) if isinstance(entry, dict) else None
    if not isinstance(count, int) or count < 1 or not all(isinstance(entry.get(key), str) for key in _TEXTS):
        shown = json.dumps(entry, ensure_ascii=False)[:60]
        raise ConfigError(f'a finding needs "path", "code" and "text", and a "count" of at least 1: {shown}', file)
    return Fingerprint(*(entry[key] for key in _TEXTS)), count


def load(file: str) -> Baseline:
    """The findings of a baseline. Raises ConfigError, with its place, where it cannot be read."""
    shown = shown_path(file)
    try:
        found = json.loads(read_source(file, shown).text)
    except UnreadableError as error:
        missing = "; `okrlint baseline write` makes one" if not os.path.exists(file) else ""
        raise ConfigError(f"this baseline cannot be read: {error.reason}{missing}", shown) from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise ConfigError(f"this baseline is no JSON: {error}", shown, getattr(error, "lineno", 0)) from error
    if not isinstance(found, dict) or found.get("version") != VERSION or not isinstance(found.get("findings"), list):
        raise ConfigError(f'a baseline has "version": {VERSION} and a list of "findings"', shown)
    counts: Counter[Fingerprint] = Counter()
    for entry in found["findings"]:
        known_by, count = _entry(entry, shown)
        counts[known_by] += count
    return counts


def dumped(baseline: Baseline) -> bytes:
    """A baseline as the bytes of a file, in the order of paths, codes and texts: see `schemas/baseline.json`."""
    findings = [{**one._asdict(), "count": count} for one, count in sorted(baseline.items())]
    return (json.dumps({"version": VERSION, "findings": findings}, ensure_ascii=False, indent=2) + "\n").encode()


def _save(file: str, baseline: Baseline) -> None:
    try:
        write(file, dumped(baseline))
    except OSError as error:
        raise OkrlintError(f"{shown_path(file)}: cannot be written: {reason_of(error)}") from error


@dataclass(frozen=True, slots=True)
class Known:
    """A baseline in use: it leaves out what it has, and remembers which of its findings it met.

    `found` grows while files are judged; `looked_at` are the paths and codes that somebody looked for.
    """

    file: str
    baseline: Baseline
    found: list[Fingerprint] = field(default_factory=list)
    looked_at: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, file: str) -> Known:
        """The baseline in a file. Raises ConfigError."""
        return cls(file, load(file))

    def named(self, path: str) -> str:
        """A path as the baseline has it: relative to the folder where that lies, with forward slashes."""
        folder = os.path.dirname(os.path.abspath(self.file))
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")

    def _pairs(self, diagnostics: Iterable[Diagnostic]) -> list[tuple[Diagnostic, Fingerprint]]:
        """Diagnostics with what the baseline knows them by."""
        known_by = [(one, fingerprint(one)) for one in diagnostics]
        names = {path: self.named(path) for path in {known.path for _, known in known_by}}
        return [(one, known._replace(path=names[known.path])) for one, known in known_by]

    def unknown(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics that the baseline does not have; nothing is remembered of them."""
        return unknown(self._pairs(diagnostics), self.baseline)

    def left_out(
        self, diagnostics: Iterable[Diagnostic], documents: Sequence[Document], settings: Settings
    ) -> list[Diagnostic]:
        """The diagnostics of documents under one settings that the baseline does not have."""
        found = self._pairs(diagnostics)
        self.found.extend(known_by for _, known_by in found)
        rules = [bound for bound in rules_of(settings) if "before" not in bound.needs]
        for path in (document.source.path for document in documents):
            codes = (bound.rule.code for bound in rules if not is_muted(bound, path))
            self.looked_at.update((self.named(path), code) for code in codes)
        return unknown(found, self.baseline)

    def gone(self) -> Baseline:
        """What the baseline has and the files that were judged do not, as far as the rules that ran tell."""
        return gone(self.found, self.baseline, lambda one: (one.path, one.code) in self.looked_at)

    def notes(self) -> tuple[str, ...]:
        """That the baseline has findings that are no longer there."""
        count = sum(self.gone().values())
        if not count:
            return ()
        what = "1 finding of the baseline is" if count == 1 else f"{count} findings of the baseline are"
        return (f"{what} no longer there; `okrlint baseline prune` takes out what is gone ({shown_path(self.file)})",)


class Change(NamedTuple):
    """What became of a baseline: how many findings it has, and how many came and went."""

    findings: int
    added: int
    removed: int
    unreadable: tuple[UnreadableError, ...] = ()
    notes: tuple[str, ...] = ()


def _judged(
    paths: Iterable[str], known: Known, options: Options, today: date | None
) -> tuple[Reading, tuple[str, ...]]:
    """Judge files for a baseline, which then knows what was found."""
    reading = read(paths, options)
    result = lint(reading, today, known=known)
    return reading, tuple(note for note in result.notes if note not in known.notes())


def create(
    paths: Iterable[str], file: str, options: Options = DEFAULT, today: date | None = None, force: bool = False
) -> Change:
    """Write a baseline with everything that is found in some files now.

    Raises OkrlintError where there is one already, unless `force` says that it may be replaced, and ConfigError.
    """
    there = os.path.exists(file)
    if there and not force:
        hint = "`okrlint baseline prune` takes out what is gone, --force also adds what is new"
        raise OkrlintError(f"{shown_path(file)} exists already; {hint}")
    known = Known(file, load(file) if there else {})
    reading, notes = _judged(paths, known, options, today)
    new = Counter(known.found)
    _save(file, new)
    old = Counter(known.baseline)
    return Change(new.total(), (new - old).total(), (old - new).total(), reading.unreadable, notes)


def prune(paths: Iterable[str], file: str, options: Options = DEFAULT, today: date | None = None) -> Change:
    """Take out of a baseline what is no longer found in some files, and what is about files that are no more.

    Findings of files that were not looked at, or could not be read, stay. Raises OkrlintError, and changes nothing,
    where not all rules can run; ConfigError where the baseline is broken.
    """
    known = Known.of(file)
    reading, notes = _judged(paths, known, options, today)
    if notes:
        raise OkrlintError(f"{shown_path(file)}: nothing is pruned, because not every rule ran: {notes[0]}")
    folder = os.path.dirname(os.path.abspath(file))
    read_now = {known.named(document.source.path) for document in reading.documents}

    def looked_at(one: Fingerprint) -> bool:
        """Whether a finding would have shown."""
        return one.path in read_now or not os.path.exists(os.path.join(folder, one.path))

    lost = gone(known.found, known.baseline, looked_at)
    left = without(known.baseline, lost)
    if lost:
        _save(file, left)
    return Change(sum(left.values()), 0, sum(lost.values()), reading.unreadable)
