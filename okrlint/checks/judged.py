"""Key results of which the classifier, their words and their numbers together say something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts, Quantity
from okrlint.core.finding import Finding
from okrlint.core.labels import Labels
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first
from okrlint.core.purpose import purposes

NEEDS = frozenset({"labels", "quantities"})

Amount = Literal["", "count", "share", "any", "none"]
"""What numbers a sentence must have: a number of things, a part of a whole, any, or none; "" does not care."""

_SHARES = ("%", "‰", "percent", "per cent", "half", "third", "quarter", "fifth", "tenth", " in ", " of ", "/")
_LEVELS = re.compile(r"\d\s?%|\bfrom\s\S+\sto\s\S*\d|\d\S*\s?(?:→|->|=>)\s?\S*\d", re.IGNORECASE)
"""Values to reach in a note below a key result."""
_LEAD = 3
"""Words among which a phrase that leads must start."""
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


def _confidence(labels: Labels, kinds: tuple[str, ...], flags: Mapping[str, bool]) -> float:
    """The probability of what is claimed: of the kinds, and of every flag."""
    sure = [sum(share for kind, share in labels.probabilities.items() if kind in kinds)] if kinds else []
    sure += [labels.likelihoods[flag] if wanted else 1 - labels.likelihoods[flag] for flag, wanted in flags.items()]
    return round(min(sure, default=1.0), 3)


def _part(text: str, labels: Labels, names: tuple[str, ...]) -> tuple[int, int] | None:
    """The first part of the sentence that has one of some names, the names in the order of preference.

    A part of a single word says too little to stand for the sentence, and is marked wrongly more often.
    """
    for name in names:
        for part in labels.parts:
            if part.name == name:
                return (part.start, part.end) if " " in text[part.start : part.end] else None
    return None


class _Wording(NamedTuple):
    """The words and numbers that a sentence must have, or must not have."""

    phrases: tuple[str, ...]
    except_in: tuple[str, ...]
    without: tuple[str, ...]
    leads: bool
    amount: Amount

    def _phrase(self, text: str) -> tuple[int, int] | None:
        """Where the first of the phrases stands; None where there is none, or none among the first words."""
        match = first(text, self.phrases, self.except_in)
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


def _is_excused(node: KeyResult, types: tuple[str, ...], measured: bool) -> bool:
    """Whether the type or section of a key result excuses it, or a target in a field of its own or in a note below."""
    if measured and (node.field("target") or any(_LEVELS.search(note.text.value) for note in node.initiatives)):
        return True
    return bool(types) and not purposes(node).isdisjoint(types)


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
    min_confidence: float = 0.0,
) -> Iterator[Finding]:
    """A key result that is of one of the `kinds`, is `measured` so, and has the `flags`, as the classifier sees it.

    Where the classifier is not sure of the kind, only a rule with `uncertain` speaks, and one that names no kinds. The
    sentence must have one of the `phrases` (none of `without`), among its first words where it `leads`, and numbers as
    `amount` says. The finding stands at that phrase or number, else at the first part of the sentence that `at` names
    (deliverable, action, metric, …), else at the sentence. Types and sections that `unless_type` names are excused, and
    with `unless_measured` what has a target beside it or below.
    """
    labels = facts.labels.get(node.text)
    if labels is None or (uncertain != labels.uncertain and (uncertain or kinds)):
        return
    confidence = _confidence(labels, kinds, flags)
    if not _fits(labels, () if uncertain else kinds, measured, flags) or confidence < min_confidence:
        return
    if _is_excused(node, unless_type, unless_measured):
        return
    wanted = _Wording(phrases, except_in, without, leads, amount)
    place = wanted.found(node.text.value, facts.quantities.get(node.text, ()))
    if place is not None:
        start, end = place or _part(node.text.value, labels, at) or (0, len(node.text))
        fields = {"words": _shortened(node.text.value[start:end])}
        yield Finding(node.text.span(start, end), fields, confidence=confidence)
