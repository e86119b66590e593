"""Documents and rules become diagnostics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from okrlint.core.errors import UnreadableError
from okrlint.core.facts import Analyser, Facts, Together
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document, Problem
from okrlint.core.rewrite import Advisor
from okrlint.core.rule import BoundRule
from okrlint.core.source import Source, Span
from okrlint.engine.advise import NO_ADVICE, Advised, Guide
from okrlint.engine.elements import Elements, judged
from okrlint.engine.suppress import Comments
from okrlint.engine.unused import known_words, unused
from okrlint.engine.verdict import Verdict, additions, heard, verdicts
from okrlint.formats import format_of, read


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
        about="" if element is None else elements.all[element].words,
    )


def _facts(
    document: Document,
    rules: Sequence[BoundRule],
    analyse: Analyser,
    before: Document | None,
    since: str,
) -> Facts:
    """What the checks of some rules need to know; those that need what was before get nothing without it."""
    needs = frozenset[str]().union(*(bound.needs for bound in rules if before or "before" not in bound.needs))
    facts = analyse(document, needs)
    if before is None:
        return facts
    before = judged(before)
    measures = analyse(before, frozenset({"measures"})).measures if "before" in needs else {}
    return replace(facts, before=before, before_measures=measures, since=since)


def _together(
    documents: Sequence[Document],
    facts: Sequence[Facts],
    others: Sequence[Document],
    rules: Sequence[BoundRule],
    analyse: Analyser,
) -> Together | None:
    """The documents of a run with their facts, where a rule looks at several at once."""
    across = [bound for bound in rules if bound.rule.applies_to == "documents"]
    if not across:
        return None
    needs = frozenset[str]().union(*(bound.needs for bound in across))
    judged_here = {document.source.path for document in documents}
    more = tuple(judged(other) for other in others if other.source.path not in judged_here)
    known = (*facts, *(analyse(other, needs) for other in more))
    return Together((*map(judged, documents), *more), known)


def lint_document(
    document: Document, rules: Sequence[BoundRule], facts: Facts, guide: Guide | None = None
) -> list[Diagnostic]:
    """The diagnostics of one document, by position and code, with wording where a `guide` is given."""
    elements = Elements.of(document)
    found = list(verdicts(judged(document), facts, rules, elements))
    comments = Comments.of(document, elements, known_words(rules))
    hits = [(verdict, comments.hits(verdict)) for verdict in heard(found, rules)]
    spoken = [verdict for verdict, hidden in hits if not hidden and not verdict.muted]
    spoken += unused(comments, frozenset().union(*(hidden for _, hidden in hits)), rules, facts)
    added = additions(found, rules)
    spoken.sort(key=lambda one: (one.finding.span.start, one.bound.rule.code, one.finding.span.end))
    advised = guide.for_verdicts(spoken, judged(document), facts) if guide else {}
    return [
        _diagnostic(verdict, document.source, added.get(verdict.key, ()), advised.get(number, NO_ADVICE), elements)
        for number, verdict in enumerate(spoken)
    ]


def lint(
    sources: Sequence[Source | Document],
    rules: Sequence[BoundRule],
    *,
    analyse: Analyser,
    base: Mapping[str, Document] | None = None,
    today: date | None = None,
    fields: Mapping[str, str] | None = None,
    others: Sequence[Document] = (),
    since: str = "",
    advisor: Advisor | None = None,
) -> list[Diagnostic]:
    """What the rules say about some files, in the order given, then by position and code.

    `others` are documents that are judged elsewhere: rules about several documents know them too. `base` has earlier
    versions of documents by path, of the revision `since`. `fields` are the author's own names for columns and keys.
    An `advisor` proposes wording, which the rules judge.
    Raises ConfigError where the message of a rule does not fit its check.
    """
    documents = [document_of(source, fields) for source in sources]
    old = [(base or {}).get(document.source.path) for document in documents]
    pairs = zip(documents, old, strict=True)
    facts = [replace(_facts(judged(one), rules, analyse, before, since), today=today) for one, before in pairs]
    together = _together(documents, facts, others, rules, analyse)
    known = zip(documents, facts, strict=True)
    guide = Guide(advisor, rules, analyse) if advisor else None
    found = (lint_document(document, rules, replace(own, together=together), guide) for document, own in known)
    return [diagnostic for diagnostics in found for diagnostic in diagnostics]
