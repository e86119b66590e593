"""Emphasis that a sentence shares with what stands around it: kept where it can be, taken out where it cannot."""

from __future__ import annotations

import re
from typing import NamedTuple

from okrlint.core.source import Span


class Place(NamedTuple):
    """Where words go, with the marks that must stand before and after them."""

    span: Span
    before: str = ""
    after: str = ""


def _unpaired(raw: str, marks: re.Pattern[str]) -> list[tuple[str, int]]:
    """The marks in a text that have no partner there, each with its place."""
    opened: list[tuple[str, int]] = []
    for match in marks.finditer(raw):
        mark = match["mark"]
        known = [number for number, (other, _) in enumerate(opened) if other == mark]
        if known:
            del opened[known[0] :]
        elif mark:
            opened.append((mark, match.start()))
    return opened


def whole(text: str, span: Span, marks: re.Pattern[str]) -> Place:
    """Where words go that stand in for a span of a text; `marks` has a group "mark", the same on both sides of words.

    A mark goes where its partner stands right outside: `**Ship** it` begins at the asterisks. One whose partner is
    farther away stays: of `**KR1: Ship** it` the asterisks then stand behind the new words.
    """
    place = Place(span)
    raw = text[span.start : span.end]
    for mark, at in _unpaired(raw, marks):
        start, end = place.span
        if text.endswith(mark, 0, start):
            place = place._replace(span=Span(start - len(mark), end))
        elif text.startswith(mark, end):
            place = place._replace(span=Span(start, end + len(mark)))
        elif at and not raw[at - 1].isspace():
            place = place._replace(after=place.after + mark)
        else:
            place = place._replace(before=place.before + mark)
    return place
