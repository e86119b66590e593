"""Key results, objectives and findings become cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from okrlint.core.finding import Diagnostic, Related
from okrlint.core.labels import Labelled, Labels, Unjudged
from okrlint.core.measure import Measure, Measures
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.text import Text
from okrlint.report.measure import details, level
from okrlint.report.place import named
from okrlint.report.safe import one_line
from okrlint.report.scorecard.cards import KeyResultCard, Note, ObjectiveCard, Wording
from okrlint.report.scorecard.places import Key

Found = Mapping[Key | None, Sequence[Diagnostic]]

_FLAGS = {
    "binary": "done or not done",
    "individual": "about one person",
    "gameable": "one person alone can move it",
    "health": "keeps a level",
}
_MEASURED = {"full": "measured", "partial": "partly measured", "none": "not measured"}


def _related(diagnostic: Diagnostic, related: Related) -> str:
    """Where another place is, and what is there."""
    source = related.source or diagnostic.source
    place = f"{source.path}:{named(source, related.span.start)}"
    return f"{place}: {related.message}" if related.message else place


def note(diagnostic: Diagnostic) -> Note:
    """A finding."""
    return Note(
        code=diagnostic.code,
        name=diagnostic.name,
        severity=str(diagnostic.severity),
        message=one_line(diagnostic.message),
        path=diagnostic.path,
        place=named(diagnostic.source, diagnostic.span.start),
        url=diagnostic.url,
        confidence=diagnostic.confidence,
        wordings=tuple(Wording(one_line(one.text), one_line(one.why)) for one in diagnostic.suggestions),
        related=tuple(one_line(_related(diagnostic, related)) for related in diagnostic.related),
        question=one_line(diagnostic.question),
    )


def notes(diagnostics: Iterable[Diagnostic]) -> tuple[Note, ...]:
    """Findings, the worst first."""
    return tuple(note(one) for one in sorted(diagnostics, key=lambda one: -one.severity))


def _kind(found: Labels | Unjudged | None) -> tuple[str, int | None, str]:
    """Kind, probability in per cent, and the reason where there is no kind."""
    if isinstance(found, Unjudged):
        return "not judged", None, found.reason
    if found is None:
        return "not judged", None, ""
    if found.uncertain:
        return "uncertain", round(100 * found.probabilities["outcome"]), ""
    return found.kind, round(100 * found.probabilities[found.kind]), ""


def _facts(found: Labels | Unjudged | None, measure: Measure | None) -> Iterator[str]:
    """What is measured, from where to where, of whom and by when, and what may be wrong with it."""
    if measure is not None:
        metric = one_line(measure.metric.text) if measure.metric else ""
        yield ": ".join(part for part in (metric, level(measure)) if part)
        yield from details(measure)
    if isinstance(found, Labels):
        yield _MEASURED[found.measured]
        yield from (words for flag, words in _FLAGS.items() if found.is_likely(flag))


def _place(document: Document, text: Text) -> str:
    return named(document.source, text.span().start)


def key_result_card(
    document: Document, key_result: KeyResult, known: tuple[Labelled, Measures], diagnostics: Iterable[Diagnostic]
) -> KeyResultCard:
    """A key result with what the classifier and the grammar of measures say of it."""
    labels, measure = known[0].get(key_result.text), known[1].get(key_result.text)
    kind, probability, reason = _kind(labels)
    return KeyResultCard(
        text=one_line(key_result.text.value),
        id=one_line(str(key_result.id or "")),
        place=_place(document, key_result.text),
        kind=kind,
        probability=probability,
        reason=reason,
        facts=tuple(fact for fact in _facts(labels, measure) if fact),
        notes=notes(diagnostics),
        struck=key_result.struck,
    )


def objective_card(
    document: Document, number: int, anchor: str, known: tuple[Labelled, Measures], found: Found
) -> ObjectiveCard:
    """An objective with its key results."""
    objective: Objective = document.objectives[number]
    cards = (
        key_result_card(document, key_result, known, found.get((number, below), ()))
        for below, key_result in enumerate(objective.key_results)
    )
    first = next((text for text in (objective.text, *(one.text for one in objective.key_results)) if text), None)
    return ObjectiveCard(
        anchor=anchor,
        text=one_line(objective.text.value),
        id=one_line(str(objective.id or "")),
        path=one_line(document.source.path),
        place=_place(document, first) if first else "",
        owner=one_line(str(objective.field("owner") or "")),
        notes=notes(found.get((number, None), ())),
        key_results=tuple(cards),
        struck=objective.struck,
    )
