"""What okrlint makes of one line of a file: what it read there, which rules spoke and which kept quiet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from okrlint import engine
from okrlint.analysis import analyse, label_all, measure_all
from okrlint.core.errors import OkrlintError
from okrlint.core.facts import Analyser
from okrlint.core.finding import Diagnostic
from okrlint.core.labels import Labelled, Labels, Unjudged
from okrlint.core.measure import Measure, Measures
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.rule import BoundRule
from okrlint.core.source import Source, Span
from okrlint.workspace.run import Read, read, rules_of
from okrlint.workspace.said import remembered
from okrlint.workspace.settings import Options


@dataclass(frozen=True, slots=True)
class Told:
    """One objective or key result with its verdicts.

    `objective` is what a key result belongs to, None for an objective. `spoke` are the diagnostics that people get.
    `silenced` and `suppressed` are those that they do not, because another rule spoke or a comment keeps them quiet.
    `muted` are those of rules that the settings keep quiet. `found_nothing` are the codes of all other rules that ran.
    `labels` are what the classifier says of a key result, `measure` what it measures; None for an objective.
    """

    node: Objective | KeyResult
    objective: Objective | None
    spoke: tuple[Diagnostic, ...]
    silenced: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...]
    muted: tuple[Diagnostic, ...]
    found_nothing: tuple[str, ...]
    labels: Labels | Unjudged | None = None
    measure: Measure | None = None


def _own_spans(node: Objective | KeyResult) -> list[Span]:
    """Where the sentence, the id and the fields of an element stand."""
    texts = [node.text, *(field.text for field in node.fields), *([node.id] if node.id else [])]
    return [text.span() for text in texts if text]


def _nodes(document: Document) -> Iterator[tuple[Objective | KeyResult, Objective | None]]:
    """Every objective and key result, the latter with its objective."""
    for objective in document.objectives:
        yield objective, None
        yield from ((key_result, objective) for key_result in objective.key_results)


def _touches(source: Source, span: Span, line: int | str) -> bool:
    """Whether a span has a part on a line, or in a place of that name."""
    if isinstance(line, str):
        return any(place.name == line for place in map(source.place, span) if place)
    return source.line_column(span.start)[0] <= line <= source.line_column(max(span.start, span.end - 1))[0]


def _about(diagnostics: Sequence[Diagnostic], spans: Sequence[Span]) -> tuple[Diagnostic, ...]:
    """The diagnostics that start inside some spans."""
    return tuple(one for one in diagnostics if any(span.start <= one.span.start < span.end for span in spans))


def _alone(bound: BoundRule) -> BoundRule:
    """A rule that speaks for itself: it silences nobody and is not muted."""
    rule = replace(bound.rule, silences=(), adds={})
    return bound._replace(rule=rule, muted=False, ignored_in=())


def _without(diagnostics: Sequence[Diagnostic], others: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics whose code and place no other has."""
    known = {(one.code, one.span) for one in others}
    return tuple(one for one in diagnostics if (one.code, one.span) not in known)


@dataclass(frozen=True, slots=True)
class _Runs:
    """The diagnostics of one document: as people get them, and with more and more reasons for silence taken away."""

    heard: Sequence[Diagnostic]
    uncommented: Sequence[Diagnostic]
    unmuted: Sequence[Diagnostic]
    alone: Sequence[Diagnostic]

    @classmethod
    def of(cls, one: Read, rules: Sequence[BoundRule], today: date | None, analyse: Analyser) -> _Runs:
        """Lint a document in four ways."""
        bare = replace(one.document, comments=())

        def run(document: Document, rules: Sequence[BoundRule]) -> Sequence[Diagnostic]:
            """The diagnostics of the document under some rules."""
            return engine.lint([document], rules, analyse=analyse, today=today, fields=one.settings.fields)

        unmuted = [bound._replace(muted=False, ignored_in=()) for bound in rules]
        return cls(run(one.document, rules), run(bare, rules), run(bare, unmuted), run(bare, list(map(_alone, rules))))


def _told(
    node: Objective | KeyResult,
    objective: Objective | None,
    runs: _Runs,
    rules: Sequence[BoundRule],
    known: tuple[Labelled, Measures],
) -> Told:
    """The verdicts on one element."""
    spans = _own_spans(node)
    heard, uncommented, unmuted, alone = (
        _about(run, spans) for run in (runs.heard, runs.uncommented, runs.unmuted, runs.alone)
    )
    scope = "key_result" if isinstance(node, KeyResult) else "objective"
    codes = {one.code for one in alone}
    return Told(
        node,
        objective,
        spoke=heard,
        silenced=_without(alone, unmuted),
        suppressed=_without(uncommented, heard),
        muted=_without(unmuted, uncommented),
        found_nothing=tuple(
            bound.rule.code for bound in rules if bound.rule.applies_to == scope and bound.rule.code not in codes
        ),
        labels=known[0].get(node.text),
        measure=known[1].get(node.text),
    )


def _check_there(source: Source, line: int | str) -> None:
    """Raise OkrlintError where a document has no such line or place."""
    if source.places:
        if not isinstance(line, str):
            raise OkrlintError(
                f"{source.path} has no lines; name a place, such as {source.path}:{source.places[-1].name}"
            )
        if all(place.name != line for place in source.places):
            raise OkrlintError(f"{source.path} has nothing at {line}")
    elif isinstance(line, str):
        raise OkrlintError(f"{source.path} has no place {line}; name a line, such as {source.path}:1")
    elif not 1 <= line <= len(source.line_starts):
        raise OkrlintError(f"{source.path} has no line {line}; the last one is {len(source.line_starts)}")


def at_line(path: str, line: int | str, options: Options, today: date | None = None) -> tuple[Document, list[Told]]:
    """The document at a path and the verdicts on what stands on a line, counted from 1, or in a named place.

    Raises OkrlintError where the file cannot be read or has no such line or place.
    """
    if os.path.isdir(path):
        raise OkrlintError(f"{path} is a folder; name a file")
    reading = read([path], options)
    for error in reading.unreadable:
        raise error
    if not reading.read:
        raise OkrlintError(f"{path} is excluded")
    one = reading.read[0]
    source = one.document.source
    _check_there(source, line)
    rules = rules_of(one.settings)
    with remembered(options.cache) as said:
        runs = _Runs.of(one, rules, today, partial(analyse, said=said))
        known = label_all([one.document], said), measure_all([one.document])
    return one.document, [
        _told(node, objective, runs, rules, known)
        for node, objective in _nodes(one.document)
        if any(_touches(source, span, line) for span in _own_spans(node))
    ]
