"""Judge one open document as `okrlint check` in the current folder would judge its file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from okrlint.analysis.known import Known, Sentence
from okrlint.core.errors import OkrlintError
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document
from okrlint.core.rule import BoundRule
from okrlint.core.settings import INCLUDE, Settings
from okrlint.core.source import Source
from okrlint.engine.elements import judged
from okrlint.engine.lint import document_of
from okrlint.engine.memory import Memory
from okrlint.lsp.project import Governed, Project
from okrlint.workspace.desk import Desk
from okrlint.workspace.globs import globs
from okrlint.workspace.run import lint_group
from okrlint.workspace.search import is_excluded
from okrlint.workspace.sniff import looks_like_okrs

_HEAD = 128 * 1024
"""Characters in which OKRs are looked for at most; how many depends on the format, as in a search."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was read in a text and what is wrong with it, by some rules.

    While some sentences are `unread` more may come.
    """

    source: Source
    document: Document
    diagnostics: tuple[Diagnostic, ...] = ()
    unread: tuple[Sentence, ...] = ()
    rules: tuple[BoundRule, ...] = ()

    @property
    def needs(self) -> frozenset[str]:
        """The facts that the rules need."""
        return frozenset[str]().union(*(bound.needs for bound in self.rules))

    @property
    def complete(self) -> bool:
        """Whether nothing more will come."""
        return not self.unread


def _is_meant(file: str, source: Source, settings: Settings) -> bool:
    """Whether the name or the text of a file says that it has OKRs, as for a search."""
    folder, here = os.path.dirname(file), os.getcwd()
    top = here if file.startswith(here.rstrip(os.sep) + os.sep) else folder
    base = top if settings.include == INCLUDE else settings.root
    if globs(settings.include, base, any_case=True).verdict(file):
        return True
    return looks_like_okrs(source.text[:_HEAD].encode("utf-8", "ignore"), source.format or "")


def _nothing(source: Source) -> Judgement:
    """That a text has no OKRs."""
    return Judgement(source, Document(source, source.format or ""))


@dataclass(eq=False)
class Judge:
    """Judges the texts of one file again and again; `known` is what the classifier has said so far."""

    file: str
    project: Project
    known: Known
    memory: Memory

    def _judged(self, source: Source, governed: Governed, others: Sequence[Document] | None) -> Judgement:
        """A text under some settings. A file without OKRs that nobody takes for one is left in peace."""
        settings = governed.settings
        if not source.format or is_excluded(self.file, False, settings):
            return _nothing(source)
        document = document_of(source, settings.fields)
        if not document.objectives and not _is_meant(self.file, source, settings):
            return _nothing(source)
        desk = Desk(governed.rules, self.known, self.memory)
        found = lint_group([document], settings, date.today(), others, desk=desk)
        unread = self.known.unread(judged(document), governed.needs)
        return Judgement(source, document, tuple(found), tuple(unread), governed.rules)

    def _without_known(self, judgement: Judgement, complain: Callable[[str], None]) -> Judgement:
        """A judgement without what the baseline has; a broken baseline is complained about, and has nothing."""
        try:
            known = self.project.baseline()
        except OkrlintError as error:
            complain(f"{error} (all findings are shown until that is mended)")
            return judgement
        return replace(judgement, diagnostics=tuple(known.unknown(judgement.diagnostics))) if known else judgement

    def names(self) -> Mapping[str, str]:
        """The author's own names of fields; none where the configuration is broken."""
        try:
            return self.project.of(os.path.dirname(self.file)).settings.fields
        except OkrlintError:
            return {}

    def judge(
        self, source: Source, complain: Callable[[str], None], others: Sequence[Document] | None = ()
    ) -> Judgement:
        """What there is to say of a text, which need not be saved, as far as the classifier has read it.

        A broken configuration is complained about, and the defaults count in its place.
        """
        folder = os.path.dirname(self.file)
        try:
            return self._without_known(self._judged(source, self.project.of(folder), others), complain)
        except OkrlintError as error:
            complain(f"{error} (the defaults count until that is mended)")
        try:
            return self._without_known(self._judged(source, self.project.fallback(), others), complain)
        except OkrlintError as error:
            complain(str(error))
        return _nothing(source)
