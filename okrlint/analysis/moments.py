"""Dates and periods in a sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from okrlint.core import lazy_re as re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"20[1-6]\d"
_QUARTER = r"(?:Q[1-4]|[1-4]Q|H[12]|FY|CY)"
_SPAN = (
    r"(?:quarter|half-year|year|cycle|half|month|term|semester|sprint|season|spring|summer|autumn|winter|decade|week)"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter|harvest|easter|christmas)"
_PERIOD = rf"(?:{_YEAR}[\s/-]?{_QUARTER}\b|{_QUARTER}(?:[\s/'’-]{{0,2}}(?:{_YEAR}|\d\d))?(?!\w))"

_PATTERNS = (
    r"(?<![\w.])(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?(?![\w-])",
    r"(?<![\w./])\d{1,2}[./]\d{1,2}[./](?:20)?\d\d(?![\w/])",
    rf"\b(?:{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH}\.?\s+{_DAY}(?![\w%]))(?:,?\s+{_YEAR}\b)?",
    rf"\b(?:{_MONTH}|{_SEASON})\s+{_YEAR}\b",
    rf"\b{_PERIOD}",
    rf"\b(?:class|cohort|intake|year|vintage|edition|season) of {_YEAR}\b",
    rf"(?<![\w.,/-]){_YEAR}[/–-]\d\d (?:season|(?:school|academic|financial|fiscal) year)\b",
    r"(?<![\w./])(?:0?[1-9]|1[0-2])[./]20\d\d(?![\w/])",
    r"\b(?:by|until|till|before|on)\s(?P<short>[0-3]?\d\.[01]?\d\.)(?!\d)",
    rf"(?<![\w.,$€£%+<>≥≤~-]){_YEAR}\b(?=\s*(?:$|[.,;:)\]?!–-]))",
    rf"\b(?:by|in|of|from|since|until|till|for|during|before|after|year)\s(?P<year>{_YEAR})\b(?!\s?[%\w]|[-/.]\d)",
    rf"\b(?:by|in|until|since|during)\s(?P<year_then>{_YEAR})\b(?!\s?%|[-/.]\d)",
    r"\b(?:week|sprint|month|day|[KC]W)\s?\d{1,2}\b",
    r"\b\d{1,2}:\d\d\b|\b\d{1,2}\s?[ap]m\b",
    rf"\b(?:end|start|beginning|middle|close) of (?:the |this |next )?(?:(?:fiscal|financial|calendar|school) )?"
    rf"(?:{_SPAN}\b|{_PERIOD}|(?:{_MONTH}|{_SEASON}\b)(?:\s+{_YEAR}\b)?|{_YEAR}\b)",
    r"\bEO(?:[QYMH]|FY)\b|(?-i:\bYE(?:\d\d)?\b)|\b(?:year|quarter|month)[ -]end\b",
    rf"\b(?:this|next|current|coming) (?:(?:fiscal|financial|calendar|school) )?{_SPAN}\b",
    rf"\b(?:early|mid|late)[ -](?:{_MONTH}(?:\s+{_YEAR}\b)?|{_YEAR}\b)",
    rf"\b(?:by|in|until|before|since|during|through)\s(?P<month>(?:(?:early|mid"
    rf"|late)[ -])?{_MONTH}(?:\.?\s+{_DAY}(?![\w%]))?(?:,?\s+{_YEAR}\b)?)",
)
_ALONE = rf"\A\W*{_MONTH}\W*\Z"
"""Nothing but a month; all other moments begin at the edge of a word, which is what is looked for first."""
_ANY = re.compile(rf"{_ALONE}|\b(?=\w)(?:{'|'.join(f'(?:{pattern})' for pattern in _PATTERNS)})", re.IGNORECASE)


class Moment(NamedTuple):
    """Words for a date or a period: `sentence[start:end]`."""

    start: int
    end: int


@lru_cache(maxsize=4096)
def find_moments(sentence: str) -> tuple[Moment, ...]:
    """Words for dates and periods, in order: "30 June", "Q3 2026", "end of the year", "week 10"."""
    found = []
    for match in _ANY.finditer(sentence):
        group = next((name for name in ("year", "year_then", "month", "short") if match[name]), 0)
        found.append(Moment(*match.span(group)))
    return tuple(found)
