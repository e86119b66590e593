"""Who is asked while documents are judged: the analyser and the advisor, and who hears how far they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from okrlint.core.facts import Analyser, Facts
from okrlint.core.model import Document
from okrlint.core.progress import Progress, silent
from okrlint.core.rewrite import Advice, Advisor, Request
from okrlint.core.rule import BoundRule
from okrlint.core.said import Said


class Experts(NamedTuple):
    """An analyser and an advisor."""

    analyse: Analyser
    advise: Advisor


def _advise(request: Request) -> Advice:
    """What the advisor says; its knowledge is loaded with the first question."""
    from okrlint.rewrite import advise

    return advise(request)


def _itself(expert: Any) -> Any:
    return expert


class _Told:
    """Tells how far somebody is, in the process in which it was made; other processes keep quiet."""

    def __init__(self, tell: Progress, expert: Callable[..., Any]) -> None:
        self.tell, self.expert, self.process = tell, expert, os.getpid()

    def __reduce__(self) -> tuple[Callable[[Any], Any], tuple[Any]]:
        return _itself, (self.expert,)

    def told(self, stage: str, done: int, of: int) -> None:
        """Say how far it is."""
        if self.process == os.getpid():
            self.tell(stage, done, of)


class _TellingAnalyser(_Told):
    """The analyser, which tells how many documents it has looked at."""

    def __init__(self, tell: Progress, analyse: Analyser, documents: Iterable[Document]) -> None:
        super().__init__(tell, analyse)
        self.left = {document.source.path for document in documents}
        self.of = len(self.left)

    def __call__(self, document: Document, needs: frozenset[str]) -> Facts:
        """The facts that are needed about a document."""
        facts: Facts = self.expert(document, needs)
        self.left.discard(document.source.path)
        self.told("Judging", self.of - len(self.left), self.of)
        return facts


class _TellingAdvisor(_Told):
    """The advisor, which tells for how many sentences it sought wording."""

    asked = 0

    def __call__(self, request: Request) -> Advice:
        """What the advisor says."""
        self.asked += 1
        self.told("Looking for better words", self.asked, 0)
        advice: Advice = self.expert(request)
        return advice


def experts(tell: Progress = silent, documents: Iterable[Document] = (), said: Said | None = None) -> Experts:
    """okrlint's own experts; `tell` hears how far they are with some documents, `said` is what was said before."""
    from okrlint.analysis import analyse

    asked = partial(analyse, said=said)
    if tell is silent:
        return Experts(asked, _advise)
    return Experts(_TellingAnalyser(tell, asked, documents), _TellingAdvisor(tell, _advise))


def get_ready(document: Document, rules: Iterable[BoundRule], said: Said | None) -> None:
    """Let the classifier be loaded while a document is looked at otherwise, where rules will ask it something new.

    Worth while for a single document: where there are many, loading is a small part of the time.
    """
    if any("labels" in bound.needs for bound in rules):
        from okrlint import analysis

        analysis.get_ready(document, said)
