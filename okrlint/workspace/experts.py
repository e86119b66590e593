"""Who is asked while documents are judged: the analyser and the advisor, and who hears how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from okrlint.core.facts import Analyser, Facts
from okrlint.core.model import Document
from okrlint.core.progress import Progress, silent
from okrlint.core.rewrite import Advice, Advisor, Request


class Experts(NamedTuple):
    """An analyser and an advisor."""

    analyse: Analyser
    advise: Advisor


def _advise(request: Request) -> Advice:
    """What the advisor says; its knowledge is loaded with the first question."""
    from okrlint.rewrite import advise

    return advise(request)


def _telling(analyse: Analyser, tell: Progress, documents: Iterable[Document]) -> Experts:
    """The experts, who tell how many documents they have looked at, and for how many sentences they sought wording."""
    left = {document.source.path for document in documents}
    of, asked = len(left), 0

    def analyse_and_tell(document: Document, needs: frozenset[str]) -> Facts:
        """The facts that are needed about a document."""
        facts = analyse(document, needs)
        left.discard(document.source.path)
        tell("Judging", of - len(left), of)
        return facts

    def advise_and_tell(request: Request) -> Advice:
        """What the advisor says."""
        nonlocal asked
        asked += 1
        tell("Looking for better words", asked, 0)
        return _advise(request)

    return Experts(analyse_and_tell, advise_and_tell)


def experts(tell: Progress = silent, documents: Iterable[Document] = ()) -> Experts:
    """okrlint's own experts; `tell` hears how far they are with some documents."""
    from okrlint.analysis import analyse

    return Experts(analyse, _advise) if tell is silent else _telling(analyse, tell, documents)
