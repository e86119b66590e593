"""Key results of which the classifier, their words and their numbers together say something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from okrlint.core.facts import Facts, Quantity
from okrlint.core.finding import Finding
from okrlint.core.gains import is_gain
from okrlint.core.labels import Labels
from okrlint.core.marks import clause, thing
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first, matches
from okrlint.core.purpose import purposes

NEEDS = frozenset({"labels", "quantities"})

Amount = Literal["", "count", "share", "any", "none"]
"""What numbers a sentence must have: a number of things, a part of a whole, any, or none; "" does not care."""

_SHARES = ("%", "‰", "percent", "per cent", "half", "third", "quarter", "fifth", "tenth", " in ", " of ", "/")
_LEVELS = re.compile(r"\d\s?%|\bfrom\s\S+\sto\s\S*\d|\d\S*\s?(?:→|->|=>)\s?\S*\d", re.IGNORECASE)
"""Values to reach in a note below a key result."""
_LEAD = 3
"""Words among which a phrase that leads must start."""
_ACRONYM = 4
"""Letters that a word in capitals may have and still be that word."""
_LONGEST = 60
"""Characters of a sentence that a message repeats."""


def _is_share(words: str) -> bool:
    return any(mark in words.lower() for mark in _SHARES)


def _amount(text: str, quantities: tuple[Quantity, ...], amount: Amount) -> Quantity | None:
    """The first number of the wanted kind."""
    for quantity in quantities:
        share = _is_share(text[quantity.start : quantity.end])
        if amount == "any" or share == (amount == "share"):
            return quantity
    return None


def _fits(labels: Labels, kinds: tuple[str, ...], measured: tuple[str, ...], flags: Mapping[str, bool]) -> bool:
    """Whether labels are as a rule wants them.

    The kind of an uncertain sentence is no verdict: a rule about such ones passes none, and looks at its confidence.
    """
    if kinds and labels.kind not in kinds:
        return False
    if measured and labels.measured not in measured:
        return False
    return all(labels.is_likely(flag) == wanted for flag, wanted in flags.items())


def _within(labels: Labels, least: Mapping[str, float], most: Mapping[str, float]) -> bool:
    """Whether kinds are at least, and at most, as probable as is wanted."""
    shares = {str(kind): share for kind, share in labels.probabilities.items()}
    enough = all(shares.get(kind, 0.0) >= limit for kind, limit in least.items())
    return enough and all(shares.get(kind, 0.0) <= limit for kind, limit in most.items())


def _opens(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of some phrases opens a sentence, or what follows a colon in it."""
    return any(text[: match.start()].rstrip()[-1:] in ("", ":") for match in matches(text, phrases))


def _confidence(labels: Labels, kinds: tuple[str, ...], flags: Mapping[str, bool]) -> float:
    """The probability of what is claimed: of the kinds, and of every flag."""
    sure = [sum(share for kind, share in labels.probabilities.items() if kind in kinds)] if kinds else []
    sure += [labels.likelihoods[flag] if wanted else 1 - labels.likelihoods[flag] for flag, wanted in flags.items()]
    return round(min(sure, default=1.0), 3)


def _is_aside(text: str, match: re.Match[str]) -> bool:
    """Whether a phrase says nothing about the whole sentence: in brackets, or a name in capitals that reads like it."""
    before = text[: match.start()]
    named = len(match[0]) > _ACRONYM and match[0].isupper() and not text.isupper()
    return named or before.count("(") > before.count(")")


class _Wording(NamedTuple):
    """The words and numbers that a sentence must have, or must not have."""

    phrases: tuple[str, ...]
    except_in: tuple[str, ...]
    without: tuple[str, ...]
    leads: bool
    amount: Amount
    asides: bool

    def _phrase(self, text: str) -> tuple[int, int] | None:
        """Where the first of the phrases stands; None where there is none, or none among the first words."""
        found = matches(text, self.phrases, self.except_in)
        match = next((one for one in found if self.asides or not _is_aside(text, one)), None)
        late = match is not None and self.leads and len(text[: match.start()].split()) >= _LEAD
        return None if match is None or late else match.span()

    def found(self, text: str, quantities: tuple[Quantity, ...]) -> tuple[int, int] | tuple[()] | None:
        """Where the wanted phrase or number stands; () where none is wanted; None where the sentence does not fit."""
        phrase = self._phrase(text) if self.phrases else ()
        if phrase is None or (self.without and first(text, self.without)):
            return None
        if self.amount in ("", "none"):
            return None if quantities and self.amount else phrase
        number = _amount(text, quantities, self.amount)
        return None if number is None else phrase or (number.start, number.end)


def _has_value(node: KeyResult) -> bool:
    """Whether a target stands in a field of its own or in a note below."""
    return node.field("target") is not None or any(_LEVELS.search(note.text.value) for note in node.initiatives)


def _is_counted(node: KeyResult, labels: Labels) -> bool:
    """Whether a key result counts what others decide, or is the name of a metric with a value to reach beside it."""
    return is_gain(node.text.value) or (labels.measured == "partial" and node.field("target") is not None)


class _Excuses(NamedTuple):
    """What keeps a rule quiet about a key result that is as it wants them."""

    types: tuple[str, ...]
    measured: bool
    gained: bool
    parts: tuple[str, ...]

    def hold(self, node: KeyResult, labels: Labels) -> bool:
        """Whether its type or section, what it counts, or what stands beside it excuses a key result."""
        if (self.measured and _has_value(node)) or (self.gained and _is_counted(node, labels)):
            return True
        if self.parts and thing(node.text.value, labels.parts, self.parts):
            return True
        return bool(self.types) and not purposes(node).isdisjoint(self.types)


def _shortened(words: str) -> str:
    """Words for a message, without a full stop; many are cut at a word."""
    words = words.rstrip(" .")
    if len(words) <= _LONGEST:
        return words
    return words[: words.rfind(" ", 0, _LONGEST) if " " in words[:_LONGEST] else _LONGEST] + " …"


def check(
    node: KeyResult,
    facts: Facts,
    *,
    kinds: tuple[str, ...] = (),
    least: Mapping[str, float] = {},
    most: Mapping[str, float] = {},
    sure_with: tuple[str, ...] = (),
    uncertain: bool = False,
    measured: tuple[str, ...] = (),
    flags: Mapping[str, bool] = {},
    phrases: tuple[str, ...] = (),
    except_in: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    leads: bool = False,
    amount: Amount = "",
    at: tuple[str, ...] = (),
    unless_type: tuple[str, ...] = (),
    unless_measured: bool = False,
    unless_gained: bool = False,
    unless_part: tuple[str, ...] = (),
    min_confidence: float = 0.0,
) -> Iterator[Finding]:
    """A key result that is of one of the `kinds`, is `measured` so, and has the `flags`, as the classifier sees it.

    Where the classifier is not sure of the kind, only a rule with `uncertain` speaks, and one that names no kinds.
    Kinds are at least, and at most, as probable as `least` and `most` say; `most` is not asked where one of `sure_with`
    opens the sentence. It has one of the `phrases` (none of `without`), among its first words where it `leads`, and
    numbers as `amount` says. The finding stands at that phrase or number, else at the first part that `at` names
    (deliverable, …), else at the sentence or its first clause. Excused are types and sections of `unless_type`, with
    `unless_measured` what has a target beside it or below, with `unless_gained` what counts deals and the like, which
    customers decide, and what has a clear part of `unless_part`.
    """
    labels = facts.labels.get(node.text)
    if labels is None or (uncertain != labels.uncertain and (uncertain or kinds)):
        return
    confidence = _confidence(labels, kinds, flags)
    if not _fits(labels, () if uncertain else kinds, measured, flags) or confidence < min_confidence:
        return
    text = node.text.value
    if not _within(labels, least, {} if most and _opens(text, sure_with) else most):
        return
    if _Excuses(unless_type, unless_measured, unless_gained, unless_part).hold(node, labels):
        return
    wanted = _Wording(phrases, except_in, without, leads, amount, asides=not kinds)
    place = wanted.found(text, facts.quantities.get(node.text, ()))
    if place is not None:
        start, end = place or thing(text, labels.parts, at) or clause(text, labels.parts)
        fields = {"words": _shortened(text[start:end])}
        yield Finding(node.text.span(start, end), fields, confidence=confidence)
