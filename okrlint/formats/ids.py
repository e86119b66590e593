"""Ids and labels that stand at the start of a sentence: "KR1.2: …", "Objective 3 – …"."""

from __future__ import annotations

from okrlint.core import lazy_re as re
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
_KIND = r"(?:objective|key[ _-]?result|okrs?|obj|krs?|goal|id|no|nr|[okrg])"
_ID = re.compile(
    rf"(?:(?:{_KIND}[ #._-]*)|#|(?-i:[A-Z]{{2,6}}-))?\d[\d ._/-]*(?:(?:kr|[okr])[\d ._/-]+)*[a-z]?", re.IGNORECASE
)
_LONGEST_ID = 40


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
    return len(label) <= _LONGEST_ID and _ID.fullmatch(label.strip()) is not None
