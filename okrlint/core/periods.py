"""Periods and dates as days: from which day to which a label or some words reach."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from okrlint.core import lazy_re as re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LABEL = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<part>[QHT])(?P<number>[1-4])|(?P<month>0[1-9]|1[0-2])(?:/(?P<until>0[1-9]|1[0-2]))?))?"
)
_LENGTHS = {"Q": 3, "T": 4, "H": 6}
"""How many months the parts of a year have."""

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>20[0-6]\d)(?!\d|%|[.,]\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_END = r"(?P<end>(?:the\s)?end\sof\s(?:the\s)?)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>20[0-6]\d)-(?P<digits>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?(?![\w-])",
        r"(?P<day>\d{1,2})\.\s?(?P<digits>\d{1,2})\.\s?(?P<year>20[0-6]\d)(?!\w)",
        r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>20[0-6]\d)(?!\w)",
        rf"{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
        rf"{_MONTH}\s{_DAY}(?![\w%])(?:,?\s{_YEAR})?",
        rf"{_END}(?P<part>[QHT])(?P<number>[1-4])(?:[\s/-]?(?:of\s)?{_YEAR})?(?!\w)",
        rf"{_END}{_YEAR}[\s/-]?(?P<part>[QHT])(?P<number>[1-4])(?!\w)",
        rf"{_END}{_MONTH}(?:,?\s{_YEAR})?",
        rf"{_END}{_YEAR}",
    )
)


class Days(NamedTuple):
    """From a first to a last day, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1


class Said(NamedTuple):
    """Words for a date or a period, `text[start:end]`, and the days that they may mean, one span for every year.

    Words that say their year mean one span.
    """

    start: int
    end: int
    days: tuple[Days, ...]
    has_year: bool


def _months(year: int, first: int, length: int) -> Days:
    """The days of some months of a year."""
    last = first + length - 1
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _part(year: int, part: str, number: int) -> Days | None:
    """The days of a quarter, half or third of a year; None where a year has no such part."""
    length = _LENGTHS[part.upper()]
    return _months(year, (number - 1) * length + 1, length) if number * length <= 12 else None


def days_of(label: str) -> Days | None:
    """The days of a period by its normalised label: "2026-Q3", "2026-H1", "2026-T2", "2026-07", "2026-01/04", "2026".

    None for fiscal years, which begin when nobody knows, and for what has no year.
    """
    match = _LABEL.fullmatch(label)
    if match is None or not 2000 <= int(match["year"]) < 2100:
        return None
    year = int(match["year"])
    if match["part"]:
        return _part(year, match["part"], int(match["number"]))
    if not match["month"]:
        return _months(year, 1, 12)
    first, last = int(match["month"]), int(match["until"] or match["month"])
    return _months(year, first, last - first + 1) if first <= last else None


def overlap(one: str, other: str) -> bool:
    """Whether two labels of periods may be about the same time; a label that says no days is only like itself."""
    first, second = days_of(one), days_of(other)
    if first is None or second is None:
        return one == other
    return first.first <= second.last and second.first <= first.last


def _day(year: int, month: int, day: int) -> Days | None:
    """A single day; None where a calendar has no such one."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Days(date(year, month, day), date(year, month, day))


_NAME = _MONTH.replace("<month>", "<name>")
_DATED = re.compile(
    rf"\b(?=\w)(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|{_NAME}\s(?P<number>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?!\d)(?:,?\s(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_LEAP = 2028


@lru_cache(maxsize=4096)
def impossible_days(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text names a day that no calendar has: "31 February", "June 31st"."""
    return tuple(_impossible(text))


def _impossible(text: str) -> Iterator[tuple[int, int]]:
    for match in _DATED.finditer(text):
        name, day = match["month"] or match["name"], int(match["day"] or match["number"])
        year = int(match["year"] or _LEAP)
        if 28 < day <= 31 and _day(year, MONTHS.index(name[:3].lower()) + 1, day) is None:
            yield match.span()


def _slashed(year: int, one: int, other: int) -> Days | None:
    """The days that "3/4/2027" may mean: the day or the month may come first."""
    found = [days for days in (_day(year, other, one), _day(year, one, other)) if days]
    return Days(min(found).first, max(found).last) if found else None


def _resolved(said: dict[str, str | None], year: int) -> Days | None:
    """The days of a match in a year."""
    if (one := said.get("one")) and (other := said.get("other")):
        return _slashed(year, int(one), int(other))
    if (part := said.get("part")) and (number := said.get("number")):
        return _part(year, part, int(number))
    name, digits = said.get("month"), said.get("digits")
    month = MONTHS.index(name[:3].lower()) + 1 if name else int(digits) if digits else 0
    if not month:
        return _months(year, 1, 12)
    if day := said.get("day"):
        return _day(year, month, int(day))
    return _months(year, month, 1) if 1 <= month <= 12 else None


def _at_end(days: Days | None, wanted: bool) -> Days | None:
    """The last day of a period, where its end is meant."""
    return Days(days.last, days.last) if days and wanted else days


def said_at(text: str, start: int, around: date) -> Said | None:
    """The date or period that begins at a place of a text; one without a year is taken in the three around a day."""
    for form in _FORMS:
        match = form.match(text, start)
        if match is None:
            continue
        said = match.groupdict()
        years = [int(said["year"])] if said.get("year") else [around.year - 1, around.year, around.year + 1]
        spans = [_at_end(_resolved(said, year), bool(said.get("end"))) for year in years]
        if found := tuple(days for days in spans if days):
            return Said(*match.span(), found, bool(said.get("year")))
    return None


@lru_cache(maxsize=4096)
def deadlines(text: str, cues: re.Pattern[str], around: date) -> tuple[tuple[re.Match[str], Said], ...]:
    """The dates and periods that follow some words ("by", "until"), each with those words."""
    found = ((cue, said_at(text, cue.end(), around)) for cue in cues.finditer(text))
    return tuple((cue, said) for cue, said in found if said)


def is_beyond(said: Said, period: Days, slack: timedelta) -> bool:
    """Whether what is said lies wholly after a period and some days of grace; without a year the next one is meant."""
    end = period.last + slack
    fits = any(days.first <= end and days.last >= period.first for days in said.days)
    return not fits and any(days.first > end for days in said.days)


def is_before(said: Said, period: Days) -> bool:
    """Whether all that is said lies wholly before a period."""
    return all(days.last < period.first for days in said.days)
