"""Ids and labels that stand at the start of a sentence: "KR1.2: …", "Objective 3 – …"."""

from __future__ import annotations

import re

from okrlint.core.text import Text

_SHORT = r"(?:O\d+[\s./-]{0,2})?(?:KR|OKR|OBJ|O)[\s#.-]?\d+(?:[.-]\d+)*[a-z]?"
_LONG = r"(?:objective|key[ -]?result|KR|O(?=:))"
_AFTER = r"(?:\s*[:–—|]\s*|[.)]\s+|\s*-\s+)"
_LABEL = re.compile(
    rf"(?:[\[(](?P<enclosed>{_SHORT})[\])]\s*[:.–—-]?\s*"
    rf"|(?P<short>{_SHORT}){_AFTER}"
    rf"|(?P<bare>(?:O\d+[\s./-]{{0,2}})?KR[\s#.-]?\d+(?:[.-]\d+)*)\s+"
    rf"|{_LONG}(?:\s*#?(?P<long>\d+(?:\.\d+)*[a-z]?))?{_AFTER}"
    rf"|(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*)[.):]\s+(?=\D))(?=\S)",
    re.IGNORECASE,
)
_ID = re.compile(
    r"(?:(?:objective|key[ _-]?result|[a-z]{1,5})[\s#._-]*)?\d+(?:[\s._/-]*[a-z]{0,3}[\s._-]*\d+)*[a-z]?", re.IGNORECASE
)


def split_id(text: Text) -> tuple[Text | None, Text]:
    """The id that a sentence starts with, None where there is none, and the sentence without it."""
    match = _LABEL.match(text.value)
    if match is None:
        return None, text
    group = match.lastgroup
    found = text.slice(*match.span(group)) if group else None
    return found, text.slice(match.end())


def is_id(label: str) -> bool:
    """Whether a key is nothing but an id: "KR1", "o2-kr3", "1.2", "Key Result 4"."""
    return _ID.fullmatch(label.strip()) is not None
