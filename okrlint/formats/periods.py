"""The periods that OKRs are for: quarters, halves, months, years."""

from __future__ import annotations

from pathlib import PurePath

from okrlint.core import lazy_re as re
from okrlint.core.model import Cycle
from okrlint.core.text import Text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_MONTH = rf"(?P<month>{_MONTH_NAME})[a-z]*\.?"
_YEAR = r"(?P<fiscal>FY|CY|AY|SY)?\s?['’]?(?P<year>20\d\d|(?<=[YyQqHhTt'’/ -])\d\d)(?!\d)"
_PART = r"(?P<part>[QHT])\s?(?P<number>[1-4])(?!\d)"
_JOIN = r"[\s/,_.'’-]{0,3}(?:of\s)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_PART}{_JOIN}{_YEAR}",
        rf"(?<!\d){_YEAR}{_JOIN}{_PART}",
        rf"\b(?P<number>[1-4])\s?(?P<part>[QHT]){_JOIN}{_YEAR}",
        rf"\b{_MONTH}(?:\s*(?:to|until|till|through|–|—|-)\s*(?P<until>{_MONTH_NAME})[a-z]*\.?)?\s*+(?:[/,_-]\s*+)?(?P<year>20\d\d)\b",
        r"\b(?P<year>20\d\d)[-/](?P<digits>0[1-9]|1[0-2])(?!\d)",
        r"\b(?P<fiscal>FY|CY|AY|SY)\s?['’]?(?P<year>20\d\d|\d\d)(?!\d)",
        r"(?<![\d.,$€£-])(?P<year>20[12345]\d)(?![\d.,]*\d|[%kKmM]\b)",
        r"\b(?P<term>term|trimester|semester|quarter|cycle|sprint|season|half)\s(?P<number>\d{1,2})\b",
        rf"(?<![A-Za-z]){_PART}(?![A-Za-z])",
    )
)
_HINT = re.compile(
    r"[QHT]\s?[1-4]|[1-4]\s?[QHT]|20\d\d|[FCAS]Y|(?:term|trimester|semester|quarter|cycle|sprint|season|half)\s\d",
    re.IGNORECASE,
)
"""What every period has somewhere: most texts need not be tried with all patterns."""


def find_period(text: Text) -> Cycle | None:
    """The period that a heading, a field or a file name states, None where it states none.

    The most exact reading wins ("Q3 2026" before "2026"). The label has the year first: "2026-Q3", "FY2026-H1",
    "2026-07", "2026-01/04", "2026", "Q3". Not for sentences, in which a year may be anything.
    """
    for pattern in _PATTERNS if _HINT.search(text.value) else ():
        if match := pattern.search(text.value):
            return Cycle(_label(match.groupdict()), text.slice(match.start(), match.end()))
    return None


def _label(groups: dict[str, str | None]) -> str:
    year = groups.get("year") or ""
    if len(year) == 2:
        year = f"20{year}"
    fiscal = (groups.get("fiscal") or "").upper()
    fiscal = "" if fiscal == "CY" else fiscal
    return "-".join(part for part in (f"{fiscal}{year}", _part(groups)) if part)


def _number(month: str) -> str:
    """The number of a month by its name, with two digits."""
    return f"{_MONTHS.index(month[:3].lower()) + 1:02}"


def _part(groups: dict[str, str | None]) -> str:
    if month := groups.get("month"):
        until = groups.get("until")
        return f"{_number(month)}/{_number(until)}" if until else _number(month)
    if term := groups.get("term"):
        return f"{term.capitalize()} {groups['number']}"
    if digits := groups.get("digits"):
        return digits
    return f"{(groups.get('part') or '').upper()}{groups.get('number') or ''}"


def period_of_path(path: str) -> Cycle | None:
    """The period that the name of a file and its folders state: "okrs-2026-q3.md", "2026/q3/okrs.md"."""
    part = ""
    for name in reversed(PurePath(path).with_suffix("").parts[-4:]):
        found = find_period(Text.verbatim(name, 0))
        label = found.label if found else ""
        if re.search(r"\d{4}", label):
            return Cycle(f"{label}-{part}" if part and "-" not in label else label, None)
        if label[:1] in {"Q", "H"}:  # "t1" is a name rather than a trimester
            part = part or label
    return Cycle(part, None) if part else None
