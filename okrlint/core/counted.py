"""What the numbers of a sentence about work count: what is made, how much of it, or only a detail of it."""

from __future__ import annotations

import re

_SHARES = ("%", "‰", "percent", "per cent", "half", "third", "quarter", "fifth", "tenth", " in ", " of ", "/")
_WITHIN = re.compile(r"\bwithin\s\Z", re.IGNORECASE)
_CHANGE = re.compile(
    r"\s(?:relative\s|net\s)?(?:reduction|decrease|drop|decline|cut|increase|rise|growth|improvement|gain|saving|less)s?\b",
    re.IGNORECASE,
)
_BOUND = r"(?:at\s(?:least|most)\s|up\sto\s|over\s|about\s|around\s|more\sthan\s)?[^\w\s]?\Z"
_ARTICLE = r"\b(?:an?|the|our|both)\s"
_NAMING = r",\s(?:and\s)?(?:identifying|naming|listing|showing|covering|describing|comparing|explaining|noting)\s"
_DETAIL = re.compile(
    rf"""(?:{_ARTICLE}(?:(?!{_ARTICLE}(?!with\s))[^.;:])*?\swith\s | \bwith\s(?:the\s|our\s)?top\s
        | \w\s(?:covering|containing|featuring|comprising)\s
        | {_NAMING}(?:(?:(?!{_NAMING})[^.;:])*\s)?
        ){_BOUND}""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a number that only describes the thing: "a map with three layers", "the top 5 wishes"."""
_WHOLE = re.compile(r"(?:100|one\shundred)\s?(?:%|percent|per\scent)\Z", re.IGNORECASE)
_FOR_ALL = re.compile(r"\w\s(?:for|in|on|across|at)\s\Z", re.IGNORECASE)
_KEEPS = re.compile(
    r"\s(?:adherence|compliance|conformity|conformance|consistency|consistent|compliant)\b"
    r"|\sof\s[^.;:]*\b(?:automatically|always|consistently)\b",
    re.IGNORECASE,
)


def is_share(words: str) -> bool:
    """Whether the words of a number tell a part of a whole."""
    return any(mark in words.lower() for mark in _SHARES)


def is_property(text: str, start: int, end: int) -> bool:
    """Whether a full hundred per cent says how a thing shall always be, and not how much of the work is done.

    "Log the sender for 100% of letters" and "100% adherence to the template" do, "Scan 100% of the letters" does not.
    """
    if not _WHOLE.search(text[start:end]):
        return False
    return bool(_FOR_ALL.search(text[:start]) or _KEEPS.match(text, end))


def is_limit(text: str, start: int) -> bool:
    """Whether a number at a place says how long something may take: "within 3 days"."""
    return _WITHIN.search(text[:start]) is not None


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether a number counts no work: a change, a lasting property, or a detail."""
    before = text[:start]
    if _CHANGE.match(text, end) or _DETAIL.search(before):
        return True
    return is_property(text, start, end)
