"""Comments that keep rules quiet: where they count and what they hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from okrlint.core.model import Comment, Document
from okrlint.core.source import Source, Span
from okrlint.engine.directive import Directive, parse
from okrlint.engine.elements import Element, Elements, line_range
from okrlint.engine.selectors import best
from okrlint.engine.verdict import Verdict

EVERYTHING = ""
"""The name under which a comment without names hides."""

Hit = tuple[int, str]
"""A comment, by number, and the name in it that hid something."""


def _touch(one: Span, other: Span) -> bool:
    """Whether two spans overlap; an empty one counts as its place."""
    return one.start < max(other.end, other.start + 1) and other.start < max(one.end, one.start + 1)


def _whole_lines(source: Source, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The lines that spans touch."""
    lines = {line for span in spans for line in line_range(source, span)}
    return tuple(source.line_span(line) for line in sorted(lines))


def _meant(comment: Comment, elements: Elements, source: Source) -> tuple[range, list[Element]]:
    """The lines that a comment speaks of and what stands there: its own, else the next one that has something."""
    own = line_range(source, comment.span)
    if here := elements.on_lines(own):
        return own, here
    line = elements.next_line(own[-1])
    following = range(line, line + 1) if line else range(0)
    return following, elements.on_lines(following)


def covered(directive: Directive, elements: Elements, source: Source) -> tuple[Span, ...]:
    """Where a comment counts. A line counts with the whole of a sentence that only begins or ends there."""
    if directive.comment.block:
        return (directive.comment.block,)
    lines, found = _meant(directive.comment, elements, source)
    if directive.is_block and found:
        first = min(found, key=lambda element: not element.is_objective)
        return _whole_lines(source, first.block)
    return (*(source.line_span(line) for line in lines), *(element.sentence for element in found))


class Comments(NamedTuple):
    """The comments of a document that speak to okrlint, and where each of them counts."""

    source: Source
    directives: Sequence[Directive]
    spans: Sequence[tuple[Span, ...]]
    by_line: dict[int, set[int]]
    everywhere: Sequence[int]

    @classmethod
    def of(cls, document: Document, elements: Elements, known: frozenset[str]) -> Comments:
        """The comments of a document; `known` are the codes and names of rules."""
        source = document.source
        directives = [parse(comment, known) for comment in document.comments]
        everywhere = [number for number, one in enumerate(directives) if one.is_everywhere]
        spans = [() if one.is_everywhere else covered(one, elements, source) for one in directives]
        by_line: dict[int, set[int]] = {}
        for number, own in enumerate(spans):
            for line in (line for span in own for line in line_range(source, span)):
                by_line.setdefault(line, set()).add(number)
        return cls(source, directives, spans, by_line, everywhere)

    def over(self, span: Span) -> Iterator[int]:
        """The comments that count at a span."""
        yield from self.everywhere
        near = {number for line in line_range(self.source, span) for number in self.by_line.get(line, ())}
        yield from (number for number in sorted(near) if any(_touch(own, span) for own in self.spans[number]))

    def hits(self, verdict: Verdict) -> set[Hit]:
        """The names, in which comments, that keep a verdict quiet."""
        found: set[Hit] = set()
        if not self.directives:
            return found
        rule = verdict.bound.rule
        for number in self.over(verdict.finding.span):
            directive = self.directives[number]
            names = [name.text.value for name in directive.names if best((name.text.value,), rule.code, rule.name)[0]]
            if directive.known and not directive.names and rule.applies_to != "suppression":
                names = [EVERYTHING]
            found.update((number, name) for name in names if directive.known)
        return found
