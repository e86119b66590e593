"""Find objectives that are a number to reach."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts, Quantity
from okrlint.core.finding import Finding
from okrlint.core.model import Objective

NEEDS = frozenset({"quantities"})

_AMOUNT = re.compile(
    r"[%‰$€£¥₹×≥≤<>+]|\d\s?(?:x|k|m|b|bn|percent|per\s?cent|pp|points?|thousand|million|billion)\b", re.IGNORECASE
)
_AIMED = re.compile(
    r"""\b(?:
        to|by|from|reach|hit|achieve|get|gain|win|sign|attract|onboard|sell|ship|exceed
      | at\sleast|more\sthan|less\sthan|under|over|above|below|within
      | (?:nps|csat|arr|mrr|mau|dau|wau|gmv|uptime|churn|retention|revenue|score|rating)(?:\sof)?
    )\s*(?:[:=]\s*)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_DESCRIBED = re.compile(
    r"\b(?:the|our|its|their|your|these|those|all|every|each|first|next|last|past|coming|top|one of)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s+(?:[^\W\d][\w-]*\s+){0,2}?[^\W\d][\w-]*s\b")
_ASIDE = re.compile(r"\([^()]*\)|\b(?:0 to 1|9 to 5|360)\b|\b100\s?%\s(?:committed|focused|in|behind|sure)\b")
_MANY = 10
"""From this number on a bare count of things is a target and no description."""


def _is_target(text: str, quantity: Quantity) -> bool:
    """Whether a number is what the objective wants reached, and not something that describes its subject."""
    found = text[quantity.start : quantity.end]
    before, after = text[max(0, quantity.start - 40) : quantity.start], text[quantity.end : quantity.end + 80]
    if not any(letter.isdigit() for letter in found) or _DESCRIBED.search(before):
        return False
    if _AMOUNT.search(found) or _AIMED.search(before):
        return True
    return found.isdigit() and int(found) >= _MANY and bool(_COUNTED.match(after))


def check(node: Objective, facts: Facts) -> Iterator[Finding]:
    """The first number in an objective that is a target. Dates, versions, names and descriptions are none."""
    text = node.text.value
    asides = [match.span() for match in _ASIDE.finditer(text[:1000])]
    for quantity in facts.quantities.get(node.text, ()):
        described = any(start <= quantity.start < end for start, end in asides)
        if not described and _is_target(text, quantity):
            span = node.text.span(quantity.start, quantity.end)
            yield Finding(span, {"number": text[quantity.start : quantity.end]})
            return
