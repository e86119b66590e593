"""Find key results that ask for two numbers at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts, Quantity
from okrlint.core.finding import Finding
from okrlint.core.model import KeyResult

NEEDS = frozenset({"quantities"})

_MOST_NUMBERS = 12
"""Text with more numbers than this is no sentence."""

_CHANGE = r"""increase|raise|grow|lift|boost|improve|double|triple|expand|reduce|cut|lower|decrease|shrink|halve|drop
    |shorten|speed[ ]up|bring"""
_JOINT = re.compile(
    r"(?P<word>(?:,|(?<!\s))\s++(?:and|as well as|plus|&)\s++(?:(?:also|then)\s++)?|;\s++)|,\s++", re.IGNORECASE
)
_CHANGED = re.compile(rf"(?:{_CHANGE})\b", re.IGNORECASE | re.VERBOSE)
_REACHED = re.compile(rf"(?:{_CHANGE}|reach|achieve|hit|attain)\b", re.IGNORECASE | re.VERBOSE)
_COMPARED = re.compile(
    r"\b(?:to|by|of|at|above|below|under|over|at least|at most|from|less than|more than|fewer than)\s*$", re.IGNORECASE
)
_METRIC = re.compile(
    r"""(?!(?:in|for|at|on|with|of|by|from|to|per|within|through|via|during|that|which|so|a|an|our|their)\b)
    (?:[^\W\d][\w/%’'-]*\s+){1,5}$""",
    re.VERBOSE,
)
_GUARDED = re.compile(
    r"\b(?:keep|keeps|kept|keeping|maintain\w*|hold|holds|held|stay|stays|remain\w*|without|not|no|never|p\d\d)(?![\w-])"
    r"|[.;]\s|\s(?:and|while|so that|with|through|by \w+ing)\s",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:in|within|across|for|over|during|after|per|every|each|between|first|last)\s+$", re.IGNORECASE
)
_COUNTED = re.compile(r"[^;,.()]*")
_RANGE = re.compile(r"\s*(?:to|→|->|–|-)\s*")


def _is_compared(text: str, quantity: Quantity) -> bool:
    """Whether a comparison stands before a number or in it: "to 90", "by 10 %", "above 4", "≥ 4"."""
    return text[quantity.start] in "≥≤<>" or bool(_COMPARED.search(text[max(0, quantity.start - 16) : quantity.start]))


def _is_change(text: str, left: Sequence[Quantity]) -> bool:
    """Whether the words before the joint are a measure: a change, or a number that something is compared with."""
    return bool(_CHANGED.match(text)) or any(_is_compared(text, quantity) for quantity in left)


def _is_second(text: str, joint: re.Match[str], left: Sequence[Quantity], first: Quantity) -> bool:
    """Whether another measure follows a joint: a command ("cut costs by 10 %"), a comparison ("churn below 2 %"), or,
    after a semicolon, a number.
    """
    clause = text[joint.end() : first.start]
    if _GUARDED.search(clause):
        return False
    if ";" in joint[0] and not clause.strip():
        return True
    if _CHANGED.match(clause):
        return any(not _LIMIT.search(text[: quantity.start]) for quantity in left)
    if not _is_change(text, left):
        return False
    subject = _COMPARED.sub("", clause).rstrip() + " "
    compared = bool(joint["word"]) and _is_compared(text, first) and _METRIC.match(subject)
    return bool(_REACHED.match(clause) or compared)


def _end(text: str, start: int, right: Sequence[Quantity]) -> int:
    """Where the second measure ends: with its last number ("from 5 to 3"), or with what a number counts."""
    end = right[0].end
    if right[0].start == start:
        return _COUNTED.match(text, end).end()  # type: ignore[union-attr]
    for quantity in right[1:]:
        if not _RANGE.fullmatch(text[end : quantity.start]):
            break
        end = quantity.end
    return end


def check(node: KeyResult, facts: Facts) -> Iterator[Finding]:
    """A second measure that "and", a comma or a semicolon adds. One that is to be kept is a guardrail and welcome."""
    text, quantities = node.text.value, facts.quantities.get(node.text, ())
    for joint in _JOINT.finditer(text) if 2 <= len(quantities) <= _MOST_NUMBERS else ():
        left = [quantity for quantity in quantities if quantity.end <= joint.start()]
        right = [quantity for quantity in quantities if quantity.start >= joint.end()]
        if left and right and _is_second(text, joint, left, right[0]):
            start, end = joint.end(), _end(text, joint.end(), right)
            yield Finding(node.text.span(start, end), {"second": text[start:end]})
            return
