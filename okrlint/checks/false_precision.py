"""Key results with more digits in the target than anybody can mean."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.amounts import is_year, may_be_name
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.measure import Value
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first
from okrlint.core.source import Span

NEEDS = frozenset({"measures"})

_NUMBER = re.compile(r"\d[\d.,  '’]*")
_EXACT = frozenset({"MB", "GB", "TB", "kB", "x"})
_NINES = re.compile(r"99[.,]\d+")
_MONEY = re.compile(r"[A-Z]{3}")
_CODE = re.compile(r"\d[-–:/]\d|^\D*[012]?\d[.:][0-5]\d\D*$(?<!%)")
_KNOWN = re.compile(r"\b(?:all|every|each|the|our|these|those|of|remaining|existing|current|last)\s$", re.IGNORECASE)


def _digits(number: str) -> int:
    """How many digits of a number say something: 4 of "12,340" and "87.43", 3 of "23.50"."""
    return len(re.sub(r"\D", "", number).strip("0"))


def _is_meant(text: str, value: Value) -> bool:
    """Whether so many digits make sense: money, nines of reliability, sizes, dates, codes, how many there are."""
    if value.of or value.rank or value.factor or value.unit in _EXACT or _MONEY.fullmatch(value.unit):
        return True
    if is_year(value) or may_be_name(text, value) or _CODE.search(value.words.text):
        return True
    return bool(_NINES.search(value.words.text) or _KNOWN.search(text, 0, value.words.start))


def _span(node: KeyResult, value: Value) -> Span:
    beside = node.field(value.words.field) if value.words.field else None
    return beside.span() if beside else node.text.span(value.words.start, value.words.end)


def check(node: KeyResult, facts: Facts, *, most: int = 3, unless: tuple[str, ...] = ()) -> Iterator[Finding]:
    """A target of more than `most` digits that say something; not of metrics that are named in `unless`."""
    measure, text = facts.measures.get(node.text), node.text.value
    value = measure.target if measure else None
    number = _NUMBER.search(value.words.text) if value else None
    if value is None or number is None or first(text, unless) or _is_meant(text, value):
        return
    if _digits(number[0]) > most:
        yield Finding(_span(node, value), {"words": value.words.text})
