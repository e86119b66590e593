"""What can be done about a key result or a finding: changes of the text, each tried before it is offered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from okrlint.core.finding import Diagnostic, Edit
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.purpose import purposes
from okrlint.core.source import Span
from okrlint.engine import fix
from okrlint.engine.elements import line_range
from okrlint.lsp.edits import (
    Edits,
    after_set,
    first_that,
    has_more,
    lead,
    line_end,
    newline,
    same_place,
    texts,
)
from okrlint.lsp.places import Place, last_line, on_lines, whole_lines
from okrlint.workspace import offers

MARKS = ("learning", "compliance", "health")
"""What a key result may be declared to be there for."""
GUARDRAIL = "Keep [what must not suffer] at [baseline] or better"
"""What is offered where okrlint knows no guardrail that fits."""
_KEY = re.compile(r"[ \t-]*(?=[\w\"'])")

Names = Mapping[str, str]
"""The author's own names of fields."""


def tried(document: Document, names: Names, changes: Iterable[fix.Change | fix.Refused]) -> Edits:
    """The edits of those changes after which all else is read as before; none where there are no such changes."""
    return tuple(edit for change in offers.tried(document, names, changes) for edit in change.edits)


def added(document: Document, names: Names, objective: Objective, words: str) -> Edits | None:
    """A key result behind the set of an objective; None where it cannot be written there."""
    return first_that(after_set(document, names, objective, words), document, names, has_more(document, words))


def _type_lines(document: Document, key_result: KeyResult, word: str) -> Iterator[Edits]:
    """Ways to say what a key result is there for."""
    span = key_result.text.span()
    if field := key_result.field("type"):
        yield (Edit(field.span(), word),)
    yield (Edit(Span(span.start, span.start), f"[{word}] "),)
    yield (Edit(Span(span.end, span.end), f" [{word}]"),)
    source = document.source
    start, end = lead(source, span), line_end(source, max(span.start, span.end - 1))
    if key := _KEY.match(start):
        yield (Edit(Span(end, end), f"{newline(source)}{' ' * key.end()}type: {word}"),)
    yield (Edit(Span(end, end), f'{"" if source.text[end - 1 : end] == "," else ","} "type": "{word}"'),)


def marked(document: Document, names: Names, key_result: KeyResult, word: str) -> Edits | None:
    """A key result declared as learning, compliance or health; None where it is, or where that cannot be written."""
    if word in purposes(key_result):
        return None

    def reads(after: Document) -> bool:
        """Whether the declaration is read as one."""
        found = same_place(document, key_result, after)
        return found is not None and word in purposes(found) and found.text.value == key_result.text.value

    return first_that(_type_lines(document, key_result, word), document, names, reads)


def _headings(document: Document, place: Place) -> Iterator[tuple[int, str]]:
    """Where a list of initiatives may begin, and what stands in front of its first item."""
    source, objective = document.source, place.objective
    end, line = line_end(source, source.line_starts[last_line(document, objective) - 1]), newline(source)
    if objective.initiatives and (last := objective.initiatives[-1].text):
        yield line_end(source, last.span().end - 1), line + lead(source, last.span())
    above = lead(source, objective.text.span())
    deeper = "#" * (len(above) - len(above.lstrip("#")) + 1)
    yield end, f"{line * 2}Initiatives:{line * 2}- "
    yield end, f"{line * 2}{deeper} Initiatives{line * 2}- "
    own = lead(source, place.node.text.span())
    indent = own[: len(own) - len(own.lstrip())]
    yield end, f"{line}{indent}- Initiatives:{line}{indent}  - "
    if key := _KEY.match(above):
        yield end, f"{line}{' ' * key.end()}initiatives:{line}{' ' * key.end()}  - "


def _moves(document: Document, place: Place) -> Iterator[Edits]:
    source, node = document.source, place.node
    gone = whole_lines(source, place.span)
    raw = source.text[node.text.span().start : line_end(source, place.span.end - 1)]
    for offset, start in _headings(document, place):
        if gone.start < offset < gone.end:
            yield (Edit(gone, start.lstrip("\r\n") + raw + newline(source)),)
            yield (Edit(gone, newline(source) + start.lstrip("\r\n") + raw + newline(source)),)
        else:
            yield (Edit(gone, ""), Edit(Span(offset, offset), start + raw))


def moved(document: Document, names: Names, place: Place) -> Edits | None:
    """A key result that is work, put among the initiatives of its objective; None where that cannot be written."""
    key_result = place.key_result
    if key_result is None or key_result.initiatives or not place.objective.stated:
        return None
    if len(line_range(document.source, place.span)) > 1:
        return None  # what stands on lines of its own would be lost
    words, rest = key_result.text.value, [one for one in document.key_results if one is not key_result]

    def reads(after: Document) -> bool:
        """Whether it became an initiative, and all else is as it was."""
        work = [one for objective in after.objectives for one in objective.initiatives]
        work += [one for other in after.key_results for one in other.initiatives]
        return texts(after) == [one.text.value for one in rest] and any(words in one.text.value for one in work)

    return first_that(_moves(document, place), document, names, reads)


def _comments(document: Document, diagnostic: Diagnostic, reason: str) -> Iterator[Edits]:
    """Ways to write a comment that keeps a rule quiet."""
    source = document.source
    lines = line_range(source, diagnostic.span)
    word = "ignore" if on_lines(document, lines) else "ignore-file"
    said = f"okrlint: {word} {diagnostic.code} {reason}"
    end = line_end(source, diagnostic.span.start)
    own = source.line_span(lines[0])
    indent = source[own][: len(source[own]) - len(source[own].lstrip())]
    yield (Edit(Span(end, end), f" <!-- {said} -->"),)
    yield (Edit(Span(end, end), f"  # {said}"),)
    yield (Edit(Span(own.start, own.start), f"{indent}# {said}{newline(source)}"),)
    brace = source.text.rfind("{", 0, diagnostic.span.start) + 1
    yield (Edit(Span(brace, brace), f'"okrlint": "{said.removeprefix("okrlint: ")}", '),)


def suppressed(document: Document, names: Names, diagnostic: Diagnostic, reason: str = "[reason]") -> Edits | None:
    """A comment that keeps a rule quiet at the place of its finding; None where the format has no comments."""
    before = texts(document)

    def reads(after: Document) -> bool:
        """Whether the comment is read as one, and all else is as it was."""
        return texts(after) == before and len(after.comments) == len(document.comments) + 1

    return first_that(_comments(document, diagnostic, reason), document, names, reads)
