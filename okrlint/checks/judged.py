"""Key results of which the classifier, their words and their numbers together say something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.counted import is_aside, is_limit, is_share
from okrlint.core.facts import Facts, Quantity
from okrlint.core.finding import Finding
from okrlint.core.gains import is_gain
from okrlint.core.labels import Labels
from okrlint.core.marks import clause, shortened, thing
from okrlint.core.model import KeyResult
from okrlint.core.persons import may_be_personal
from okrlint.core.phrases import first, matches, possible
from okrlint.core.purpose import purposes
from okrlint.core.states import is_vague_state
from okrlint.core.working import kind_of_work, opens_with_work

NEEDS = frozenset({"labels", "quantities"})

Vague = Literal["", "never", "also"]
"""What vague states are to a rule: like other sentences, never its own, or its own whatever else the labels say."""
Amount = Literal["", "count", "share", "any", "none"]
"""What numbers a sentence must have: a number of things, a part of a whole, any, or none; "" does not care."""

_LEVELS = re.compile(
    r"\d\s?%|\bfrom\s\S++\sto\s[^\s\d]*+\d|\d[^\s\d]{0,20}?\s?(?:→|->|=>)\s?[^\s\d]{0,20}+\d", re.IGNORECASE
)
"""Values to reach in a note below a key result."""
_ABOUT = re.compile(
    r"\b(?:plans?|budgets?|targets?|goals?|strateg(?:y|ies)|polic(?:y|ies)|roadmaps?|guidelines?|overviews?|dashboards?)\s"
    r"(?:for|of|on|about|around)\s(?:[\w'’/&-]{1,30},?\s){0,6}\Z",
    re.IGNORECASE,
)
"""What stands before the things that a plan or a budget is about."""
_LEAD = 3
"""Words among which a phrase that leads must start."""
_ACRONYM = 4
"""Letters that a word in capitals may have and still be that word."""


def _amount(text: str, quantities: tuple[Quantity, ...], amount: Amount, working: bool) -> Quantity | None:
    """The first number of the wanted kind; of work, one that counts what is made or done."""
    for quantity in quantities:
        if is_limit(text, quantity.start) or (working and is_aside(text, quantity.start, quantity.end)):
            continue
        share = is_share(text[quantity.start : quantity.end])
        if amount == "any" or share == (amount == "share"):
            return quantity
    return None


class _Judgement(NamedTuple):
    """What the classifier must say of a sentence."""

    kinds: tuple[str, ...]
    uncertain: bool
    vague: Vague
    measured: tuple[str, ...]
    flags: Mapping[str, bool]
    least: Mapping[str, float]
    most: Mapping[str, float]

    def of(self, text: str) -> _Judgement:
        """What must be said of this sentence: of a vague state, where these count, only how it is measured."""
        return self._replace(kinds=(), flags={}) if self.vague == "also" and is_vague_state(text) else self

    def fits(self, labels: Labels, text: str) -> bool:
        """Whether the labels of a sentence are as they are wanted; what is known at once is asked first.

        The kind of an uncertain sentence is no verdict: a rule about such ones looks at its confidence instead, and has
        nothing to ask where a metric is named.
        """
        if self.uncertain != labels.uncertain and (self.uncertain or self.kinds):
            return False
        if self.measured and labels.measured not in self.measured:
            return False
        if any(labels.is_likely(flag) != wanted for flag, wanted in self.flags.items()):
            return False
        if self.uncertain:
            if thing(text, labels.parts, ("metric",)):
                return False
        elif self.kinds and kind_of_work(labels, text) not in self.kinds:
            return False
        return self._within(labels, text) and not (self.vague == "never" and is_vague_state(text))

    def _within(self, labels: Labels, text: str) -> bool:
        """Whether kinds are as probable as is wanted; where a verb settles it, they may be more probable than that."""
        if not self.least and not self.most:
            return True
        shares = {str(kind): share for kind, share in labels.probabilities.items()}
        if any(shares.get(kind, 0.0) < limit for kind, limit in self.least.items()):
            return False
        return all(shares.get(kind, 0.0) <= limit for kind, limit in self.most.items()) or opens_with_work(text)

    def confidence(self, labels: Labels) -> float:
        """The probability of what is claimed: of the kinds, and of every flag."""
        sure = [sum(share for kind, share in labels.probabilities.items() if kind in self.kinds)] if self.kinds else []
        for flag, wanted in self.flags.items():
            sure.append(labels.likelihoods[flag] if wanted else 1 - labels.likelihoods[flag])
        return round(min(sure, default=1.0), 3)


def _is_aside(text: str, match: re.Match[str]) -> bool:
    """Whether a phrase says nothing about the whole sentence.

    It stands in brackets, is a name in capitals that reads like it, or names one of the things that a plan is about.
    """
    before = text[: match.start()]
    if match[0].lower().endswith(("ing", "ings")) and _ABOUT.search(before):
        return True
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
        if self.phrases and not possible(text, self.phrases):
            return None
        phrase = self._phrase(text) if self.phrases else ()
        if phrase is None or (self.without and first(text, self.without)):
            return None
        if self.amount in ("", "none"):
            return None if quantities and self.amount else phrase
        number = _amount(text, quantities, self.amount, not self.asides)
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
    work: bool

    def hold(self, node: KeyResult, labels: Labels) -> bool:
        """Whether its type or section, what it counts, or what stands beside it excuses a key result."""
        if (self.measured and _has_value(node)) or (self.gained and _is_counted(node, labels)):
            return True
        if self.work and not may_be_personal(node.text.value):
            return True
        return bool(self.types) and not purposes(node).isdisjoint(self.types)


def _finding(
    node: KeyResult, place: tuple[int, int] | tuple[()], confidence: float, labels: Labels, at: tuple[str, ...]
) -> Finding:
    """What was found, at its place, else at one of the parts `at`, else at the first clause."""
    text = node.text.value
    start, end = place or thing(text, labels.parts, at) or clause(text, labels.parts)
    return Finding(node.text.span(start, end), {"words": shortened(text[start:end])}, confidence=confidence)


def may_speak(
    labels: Labels | None,
    *,
    kinds: tuple[str, ...] = (),
    uncertain: bool = False,
    measured: tuple[str, ...] = (),
    flags: Mapping[str, bool] = {},
    vague: Vague = "",
    **_others: object,
) -> bool:
    """Whether key results with such labels may be meant by these options of the check; its words are not looked at."""
    if labels is None or (measured and labels.measured not in measured):
        return False
    if vague == "also":
        return True
    if uncertain != labels.uncertain and (uncertain or kinds):
        return False
    if any(flag in labels.likelihoods and labels.is_likely(flag) != wanted for flag, wanted in flags.items()):
        return False
    is_work = labels.kind != "outcome" and any(kind != "outcome" for kind in kinds)
    return uncertain or not kinds or labels.kind in kinds or is_work


def check(
    node: KeyResult,
    facts: Facts,
    *,
    kinds: tuple[str, ...] = (),
    least: Mapping[str, float] = {},
    most: Mapping[str, float] = {},
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
    unless_work: bool = False,
    vague: Vague = "",
    min_confidence: float = 0.0,
) -> Sequence[Finding]:
    """A key result of one of the `kinds` (as probable as `least` and `most` say), `measured` so, with the `flags`.

    Only a rule with `uncertain` speaks where the kind is not sure. Marked are the `phrases` or the `amount`, else the
    first part that `at` names, else the first clause. Excused may be what customers decide (`unless_gained`), what has
    a target beside or below it (`unless_measured`), and work that names no person; `vague` states are out, or also in.
    """
    labels, text = facts.labels.get(node.text), node.text.value
    judgement = _Judgement(kinds, uncertain, vague, measured, flags, least, most).of(text)
    if labels is None or not judgement.fits(labels, text):
        return ()
    wording = _Wording(phrases, except_in, without, leads, amount, not kinds)
    excuses = _Excuses(unless_type, unless_measured, unless_gained, unless_work)
    place = wording.found(text, facts.quantities.get(node.text, ()))
    if place is None or (confidence := judgement.confidence(labels)) < min_confidence or excuses.hold(node, labels):
        return ()
    return (_finding(node, place, confidence, labels, at),)
