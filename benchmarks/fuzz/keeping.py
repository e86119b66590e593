"""What holds whatever is read: places lie inside the text, and a refusal is one line."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from okrlint.core.errors import OkrlintError
from okrlint.core.finding import Diagnostic
from okrlint.core.measure import Measure, Words
from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.report.safe import one_line


class BrokenError(AssertionError):
    """okrlint did not keep its word."""


def expect(holds: object, what: str) -> None:
    """Raise BrokenError where something does not hold."""
    if not holds:
        raise BrokenError(what)


def spans(value: Any) -> Iterator[Span]:
    """Every place in a value, however deep; other sources have their own."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Text):
        yield value.span()
        yield from (origin.span for origin in value.origins)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from spans(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Source | type):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def inside(found: Iterable[Span], source: Source) -> None:
    """Raise BrokenError for a place outside of a text."""
    length = len(source.text)
    for span in found:
        expect(0 <= span.start <= span.end <= length, f"{span} lies outside of {length} characters")


def check_document(document: Document) -> None:
    """Raise BrokenError for a document with a place outside of its text."""
    inside(spans(document), document.source)


def check_diagnostic(found: Diagnostic) -> None:
    """Raise BrokenError for a finding outside of its text, or one whose message is no line."""
    inside([found.span, *spans(found.fixes), *(one.span for one in found.related if one.source is None)], found.source)
    inside((one.replaces for one in found.suggestions if one.replaces), found.source)
    expect(found.message, f"{found.code} says nothing")


def check_refusal(error: OkrlintError) -> None:
    """Raise BrokenError for a refusal that is not one line, by itself and as a terminal is shown it."""
    line = str(error)
    expect(line.strip() and "\n" not in line, f"this is not one line: {line!r}")
    expect(len(one_line(line).splitlines()) == 1, f"a terminal would break this: {line!r}")


def check_measure(measure: Measure | None, text: str) -> None:
    """Raise BrokenError where words of a measure do not stand where it says."""
    if measure is None:
        return
    values = [getattr(measure, field.name) for field in dataclasses.fields(measure)]
    for value in values:
        words = value if isinstance(value, Words) else getattr(value, "words", None)
        if isinstance(words, Words) and not words.field:
            expect(text[words.start : words.end] == words.text, f"{words} does not stand in {text!r}")
