"""Key results and their sets in words: what an editor shows in hovers, hints and lenses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from okrlint.analysis import measure_all
from okrlint.analysis.known import Known
from okrlint.core.finding import Diagnostic
from okrlint.core.labels import Labels, Unjudged
from okrlint.core.measure import Measure, Value, Words
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.lsp.places import Place
from okrlint.report.safe import one_line

_LINK = re.compile(r"\[([^\]]{0,300}+)\]\([^)]{0,1000}+\)")


class Verdict(NamedTuple):
    """What the classifier says of a key result, in a word and a number."""

    kind: str
    share: float
    uncertain: bool

    def __str__(self) -> str:
        return f"{self.kind}{'?' * self.uncertain}"


def verdict(known: Known, objective: Objective, key_result: KeyResult) -> Verdict | None:
    """The kind of a key result, None where it has none (yet)."""
    labels = known.labels(key_result.text.value, objective.text.value)
    if not isinstance(labels, Labels):
        return None
    return Verdict(labels.kind, labels.probabilities[labels.kind], labels.uncertain)


def outcomes(known: Known, objective: Objective) -> str:
    """How many of a set are outcomes: "2 of 4 key results are outcomes"; "" for a set of none, or one not judged."""
    judged = [one for one in objective.key_results if not one.struck]
    kinds = [found.kind for one in judged if (found := verdict(known, objective, one))]
    if not kinds:
        return ""
    number, noun = kinds.count("outcome"), "key result" if len(judged) == 1 else "key results"
    return f"{number} of {len(judged)} {noun} {'is an outcome' if len(judged) == 1 else 'are outcomes'}"


def plain(markdown: str) -> str:
    """A glance without its marks, for editors that show text as it is."""
    return _LINK.sub(r"\1", markdown).replace("**", "").replace("*", "")


def _bold(word: str) -> str:
    return f"**{word}**"


def _about(diagnostics: Sequence[Diagnostic], place: Place) -> list[Diagnostic]:
    return [one for one in diagnostics if any(span.start <= one.span.start < span.end for span in place.spans)]


def _kind(labels: Labels | Unjudged | None) -> Iterator[str]:
    if isinstance(labels, Unjudged):
        yield f"Not judged: {labels.reason}."
    if isinstance(labels, Labels):
        shares = ", ".join(f"{kind} {share:.0%}" for kind, share in labels.probabilities.items())
        yield f"{_bold(labels.kind.capitalize())}{', but it is close' * labels.uncertain} ({shares})"


def _written(part: Value | Words | None) -> str:
    """A part of a measure as its author wrote it."""
    words = part.words if isinstance(part, Value) else part
    return "" if words is None else one_line(words.text)


def _measured(measure: Measure | None) -> Iterator[str]:
    if measure is None:
        yield "- measures nothing that okrlint can read"
        return
    for name, part in (
        ("metric", measure.metric),
        ("baseline", measure.baseline),
        ("target", measure.target or measure.change),
        ("deadline", measure.deadline),
    ):
        yield f"- {name}: {_written(part) or '(none)'}"


def _decided(labels: Labels | Unjudged | None, text: str) -> Iterator[str]:
    """The words that the classifier went by."""
    if isinstance(labels, Labels) and labels.parts:
        words = (f"{part.name} “{one_line(text[part.start : part.end])}”" for part in labels.parts)
        yield f"Decided by: {', '.join(words)}"


def _findings(found: Sequence[Diagnostic]) -> Iterator[str]:
    for one in found:
        name = f"[{one.code}]({one.url})" if one.url else one.code
        yield f"- {name} {one_line(one.message)}"


def _paragraphs(*parts: Iterator[str]) -> str:
    """Parts as paragraphs; empty ones left out."""
    return "\n\n".join(text for part in parts if (text := "\n".join(part)))


def of_key_result(
    place: Place, document: Document, known: Known, diagnostics: Sequence[Diagnostic], question: str
) -> str:
    """A key result at a glance, in Markdown, with what a coach would ask."""
    node = place.node
    labels = known.labels(node.text.value, place.objective.text.value)
    measure = measure_all([document]).get(node.text)
    found = _about(diagnostics, place)
    asked = iter([f"*{one_line(question)}*"] if question else [])
    return _paragraphs(_kind(labels), _measured(measure), _decided(labels, node.text.value), asked, _findings(found))


def of_objective(place: Place, known: Known, diagnostics: Sequence[Diagnostic]) -> str:
    """The set of an objective at a glance, in Markdown."""
    objective = place.objective

    def rows() -> Iterator[str]:
        """One line for each key result."""
        for one in objective.key_results:
            found = verdict(known, objective, one)
            yield f"- {found or 'not judged'}: {one_line(one.text.value)}{' (struck out)' * one.struck}"

    total = outcomes(known, objective) or f"{len(objective.key_results)} key results"
    return _paragraphs(iter([_bold(total)]), rows(), _findings(_about(diagnostics, place)))
