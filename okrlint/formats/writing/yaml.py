"""Words inside a YAML scalar: in the style that it has, quoted where plain words would mean something else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from yaml import MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent

from okrlint.core import lazy_re as re
from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span
from okrlint.formats.scalars import DOUBLE, SINGLE
from okrlint.formats.tree import Scalar
from okrlint.formats.writing.words import UnwritableError, escaped
from okrlint.formats.yaml import Composer, events

_COLON = re.compile(r"[ \t]*:(?=\s|$)")
_OPENING: Any = (SequenceStartEvent, MappingStartEvent)
_CLOSING: Any = (SequenceEndEvent, MappingEndEvent)


class _Layout(NamedTuple):
    """The scalars of a file, and where it is written between brackets or braces."""

    scalars: tuple[Scalar, ...]
    flows: tuple[Span, ...]


def _flows(text: str, start: int) -> tuple[Span, ...]:
    """The outermost lists and mappings between brackets or braces."""
    found: list[Span] = []
    opened: list[Any] = []
    for event in events(text):
        if isinstance(event, _OPENING):
            opened.append(event)
        elif isinstance(event, _CLOSING):
            begin, end = opened.pop(), event.end_mark.index
            if begin.flow_style and not (opened and opened[-1].flow_style):
                found.append(Span(start + begin.start_mark.index, start + end))
    return tuple(found)


@lru_cache(maxsize=1)
def _layout(text: str) -> _Layout:
    """The layout of a file; the last one is remembered, because a file gets several edits."""
    start = int(text.startswith("\ufeff"))
    composer = Composer(Source("", text), text[start:], start)
    list(composer.documents())
    return _Layout(tuple(composer.scalars), _flows(text[start:], start))


def _scalar(layout: _Layout, span: Span) -> Scalar:
    """The scalar that a span lies in. Raises UnwritableError where there is none."""
    number = bisect_right(layout.scalars, span.start, key=lambda scalar: scalar.start) - 1
    if number < 0 or layout.scalars[number].end < span.end:
        raise UnwritableError("it does not stand in one value")
    return layout.scalars[number]


def _probe(scalar: Scalar, layout: _Layout) -> Callable[[str], str]:
    """Makes a small document in which a plain scalar stands as it does in the file: in brackets, as a key, a value."""
    if any(flow.covers(scalar.span) for flow in layout.flows):
        return "[{}]".format
    return "{}: x".format if _COLON.match(scalar.source, scalar.high) else "k: {}".format


def _is_plain(whole: str, probe: Callable[[str], str]) -> bool:
    """Whether words without quotes are read back as they are, and as nothing else but a string."""
    try:
        root: Any = yaml.compose(probe(whole), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):
        return False
    nodes = [one for pair in root.value for one in (pair if isinstance(pair, tuple) else (pair,))]
    wanted = " ".join(whole.split())
    return any(
        isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str") and " ".join(node.value.split()) == wanted
        for node in nodes
    )


def _quoted(whole: str) -> str:
    """Words between the quotes that need fewer escapes."""
    if "'" in whole and '"' not in whole and "\\" not in whole:
        return f'"{whole}"'
    return "'" + whole.replace("'", "''") + "'"


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words in the style of the scalar; a plain one gets quotes where it needs them now.

    Raises UnwritableError where the span does not lie in one scalar.
    """
    layout = _layout(source.text)
    scalar = _scalar(layout, span)
    if scalar.style is DOUBLE:
        return (Edit(span, escaped(words)),)
    if scalar.style is SINGLE:
        return (Edit(span, words.replace("'", "''")),)
    whole = source.text[scalar.start : span.start] + words + source.text[span.end : scalar.end]
    is_block = source.text[scalar.low] in "|>"
    if is_block or _is_plain(whole, _probe(scalar, layout)):
        return (Edit(span, words),)
    return (Edit(Span(scalar.start, scalar.end), _quoted(whole)),)
