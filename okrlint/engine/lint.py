"""Documents and rules become diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from okrlint.core.errors import UnreadableError
from okrlint.core.facts import Analyser, Facts, Together
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document, Problem
from okrlint.core.rewrite import Advisor
from okrlint.core.rule import BoundRule
from okrlint.core.source import Source, Span
from okrlint.engine.advise import NO_ADVICE, Advised, Guide
from okrlint.engine.asked import Asked
from okrlint.engine.beside import Beside
from okrlint.engine.elements import Elements, judged
from okrlint.engine.kept import Kept
from okrlint.engine.memory import Memory
from okrlint.engine.pending import settled, undecided, waits
from okrlint.engine.suppress import Comments
from okrlint.engine.unused import known_words, unused
from okrlint.engine.verdict import Verdict, additions, findings, heard, verdicts
from okrlint.formats import format_of, read

_SHARED = frozenset({"measures", "quantities"})
"""Facts that are worked out once for rules about one document and for those about several."""


def _place(source: Source, line: int, column: int) -> Span:
    """The span of a place in a file, both counted from 1: the rest of its line; the first line where there is none."""
    lines = len(source.line_starts)
    found = source.line_span(min(max(line, 1), lines))
    return Span(min(found.start + max(column, 1) - 1, found.end), found.end)


def document_of(source: Source | Document, fields: Mapping[str, str] | None = None) -> Document:
    """A source as a document: one that cannot be read at all has a problem and nothing else."""
    if isinstance(source, Document):
        return source
    try:
        return read(source, fields)
    except UnreadableError as error:
        problem = Problem(_place(source, error.line, error.column), error.reason)
        return Document(source, source.format or format_of(source.path) or "", problems=(problem,))


def _message(verdict: Verdict) -> str:
    """The rule's message with the finding's fields. Raises ConfigError for a field that the check does not give."""
    rule = verdict.bound.rule
    try:
        return rule.message.format_map(verdict.finding.fields)
    except KeyError as error:
        reason = f"the message has a field {{{error.args[0]}}}, which the check {rule.check} does not give"
        raise rule.error(reason, "message") from None


def _joined(message: str, added: tuple[str, ...]) -> str:
    """A message with what other rules add to it, as sentences of their own."""
    end = "" if message.endswith((".", "?", "!")) or not added else "."
    return " ".join((message + end, *added))


def _diagnostic(
    verdict: Verdict, source: Source, added: tuple[str, ...], advised: Advised, elements: Elements
) -> Diagnostic:
    """A verdict as a person gets it."""
    rule, finding = verdict.bound.rule, verdict.finding
    element = elements.at(finding.span)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=verdict.bound.severity,
        confidence=finding.confidence,
        message=_joined(_message(verdict), added),
        span=finding.span,
        source=source,
        related=finding.related,
        fixes=() if source.places else finding.fixes,  # its text was made: there is nothing to edit
        suggestions=advised.suggestions,
        question=advised.question,
        url=rule.url,
        about="" if element is None else elements.words[element],
    )


def lint_document(
    document: Document,
    asked: Asked,
    facts: Facts,
    memory: Memory | None = None,
    guide: Guide | None = None,
) -> list[Diagnostic]:
    """The diagnostics of one document, by position and code, with wording where a `guide` is given.

    `memory` has what was found the last time.
    """
    elements, rules = Elements.for_verdicts(document), asked.rules
    kept = judged(document)
    found = verdicts(kept, facts, asked, elements, memory, waits)
    comments = Comments.of(document, elements, known_words(rules))
    hits = [(verdict, comments.hits(verdict)) for verdict in heard(found, rules)]
    spoken = [verdict for verdict, hidden in hits if not hidden and not verdict.muted]
    spoken = settled(spoken, kept, facts, rules, elements)
    used = frozenset().union(*(hidden for _, hidden in hits))
    spoken += unused(comments, used, rules, facts, undecided(kept, facts, comments))
    added = additions(found, rules)
    spoken.sort(key=lambda one: (one.finding.span.start, one.bound.rule.code, one.finding.span.end))
    advised = guide.for_verdicts(spoken, kept, facts) if guide else {}
    return [
        _diagnostic(verdict, document.source, added.get(verdict.key, ()), advised.get(number, NO_ADVICE), elements)
        for number, verdict in enumerate(spoken)
    ]


class Task(NamedTuple):
    """How documents are judged: by which rules, with which facts. `base` has their earlier versions, by path."""

    asked: Asked
    analyse: Analyser
    today: date | None = None
    base: Mapping[str, Document] = {}
    since: str = ""
    guide: Guide | None = None
    memory: Memory | None = None

    @property
    def rules(self) -> Sequence[BoundRule]:
        """The rules of the run."""
        return self.asked.rules

    def _across(self) -> list[BoundRule]:
        """The rules that look at several documents at once."""
        return [bound for bound in self.rules if bound.rule.applies_to == "documents"]

    def _facts(self, document: Document, together: Together | None) -> Facts:
        """What the checks need to know; those that need what was before get nothing without it."""
        before = self.base.get(document.source.path)
        needs = _needs(bound for bound in self.rules if before or "before" not in bound.needs)
        place = together.place_of(document) if together else None
        shared = needs & _SHARED & _needs(self._across()) if place is not None else frozenset[str]()
        facts = self.analyse(judged(document), needs - shared)._replace(today=self.today)
        if together and place is not None and shared:
            known = together.facts_of(place)
            facts = facts._replace(**{name: getattr(known, name) for name in shared})
        if before is None:
            return facts
        before = judged(before)
        measures = self.analyse(before, frozenset({"measures"})).measures if "before" in needs else {}
        return facts._replace(before=before, before_measures=measures, since=self.since)

    def together(self, documents: Sequence[Document], others: Sequence[Document]) -> Together | None:
        """The documents of a run with what rules that look at several need to know; None where no such rule runs."""
        across = self._across()
        if not across:
            return None
        judged_here = {document.source.path for document in documents}
        more = [other for other in others if other.source.path not in judged_here]
        beside = self.memory.beside if self.memory and len(documents) == 1 else Beside()
        known = (*map(judged, documents), *beside.judged(more))
        analyse = partial(self.analyse, needs=_needs(across))
        return Together(known, analyse, len(documents), beside.link)

    def is_crossed(self, document: Document, together: Together) -> bool:
        """Whether a rule that looks at several documents finds something in this one."""
        place, document = together.place_of(document), judged(document)
        facts = together.facts_of(place or 0)._replace(today=self.today, together=together, alone=is_alone(together))
        return any(findings(bound, document, facts) for bound in self._across())

    def diagnostics(self, document: Document, alone: bool = True, together: Together | None = None) -> list[Diagnostic]:
        """The diagnostics of one document; without `together` those of rules that look at no other."""
        facts = self._facts(document, together)._replace(together=together, alone=alone)
        return lint_document(document, self.asked, facts, self.memory, self.guide)


def _needs(rules: Iterable[BoundRule]) -> frozenset[str]:
    """What some rules need to know."""
    return frozenset[str]().union(*(bound.needs for bound in rules))


def is_alone(together: Together | None) -> bool:
    """Whether a document is the only one of a run."""
    return together is None or len(together.documents) == 1


def _found(
    task: Task, documents: Sequence[Document], together: Together | None, kept: Kept | None
) -> Iterator[Diagnostic]:
    """The diagnostics of documents in order; what is `kept` is not looked for again."""
    alone = is_alone(together)
    crossed = {id(one) for one in documents if kept and together and task.is_crossed(one, together)}
    if kept:
        kept.expect([one for one in documents if id(one) not in crossed], alone, partial(task.diagnostics, alone=alone))
    for document in documents:
        if kept is None or id(document) in crossed:
            yield from task.diagnostics(document, alone, together)
            continue
        found = kept.get(document, alone)
        if found is None:
            found = task.diagnostics(document, alone)
            kept.put(document, alone, found)
        yield from found


def lint(
    sources: Sequence[Source | Document],
    rules: Sequence[BoundRule],
    *,
    analyse: Analyser,
    base: Mapping[str, Document] | None = None,
    today: date | None = None,
    fields: Mapping[str, str] | None = None,
    others: Sequence[Document] | None = (),
    since: str = "",
    memory: Memory | None = None,
    advisor: Advisor | None = None,
    kept: Kept | None = None,
) -> list[Diagnostic]:
    """What the rules say about some files, in the order given, then by position and code.

    `others` are documents that are judged elsewhere: rules about several documents know them too; they keep quiet where
    it is None. `base` has earlier versions of documents by path, of the revision `since`. `fields` are the author's own
    names for columns and keys. `memory` has what was found in the same document before its last edit, where only one is
    judged. An `advisor` proposes wording, which the rules judge. `kept` has diagnostics that are known already.
    Raises ConfigError where the message of a rule does not fit its check.
    """
    documents = [document_of(source, fields) for source in sources]
    guide = Guide(advisor, rules, analyse) if advisor else None
    task = Task(Asked(rules), analyse, today, base or {}, since, guide, memory)
    together = None if others is None else task.together(documents, others)
    return list(_found(task, documents, together, kept))
