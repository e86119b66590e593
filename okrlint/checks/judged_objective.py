"""Objectives of which the classifier and their words together say what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.labels import ObjectiveLabels
from okrlint.core.model import Objective
from okrlint.core.phrases import first
from okrlint.core.purpose import purposes
from okrlint.core.units import is_led_by_unit

NEEDS = frozenset({"objective_labels"})

_MYSELF = re.compile(r"\b(?:I|my|me|myself)\b")
_LEAD = 3
"""Words among which a phrase that leads must start."""
_LONGEST = 60
"""Characters of a sentence that a message repeats."""


def _phrase(text: str, phrases: tuple[str, ...], except_in: tuple[str, ...], leads: bool) -> str:
    """The first of the phrases as it is written; "" where there is none, or none among the first words."""
    match = first(text, phrases, except_in)
    late = match is not None and leads and len(text[: match.start()].split()) >= _LEAD
    return "" if match is None or late else match[0]


def _reaches(labels: ObjectiveLabels, limits: Mapping[str, float]) -> bool:
    """Whether one of some kinds is as probable as its limit says."""
    return any(share >= limits.get(kind, 2.0) for kind, share in labels.probabilities.items())


def _is_of_unit(text: str) -> bool:
    """Whether a sentence begins with a team or an office, which is no person, and says neither "I" nor "my"."""
    return is_led_by_unit(text) and _MYSELF.search(text) is None


def check(
    node: Objective,
    facts: Facts,
    *,
    kinds: tuple[str, ...] = (),
    min_confidence: float = 0.5,
    phrases: tuple[str, ...] = (),
    except_in: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    leads: bool = False,
    sure: Mapping[str, float] = {},
    unless_likely: Mapping[str, float] = {},
    unless_type: tuple[str, ...] = (),
    unless_led_by_unit: bool = False,
) -> Iterator[Finding]:
    """An objective that is of one of the `kinds`, with at least `min_confidence` for all of them together.

    It must have one of the `phrases` where there are any (none of `without`), among its first words where it `leads`;
    none is needed where a kind is as probable as `sure` says. `unless_likely` keeps quiet where another kind is that
    probable. Types that `unless_type` names are excused, and with `unless_led_by_unit` what begins with "CEO: …".
    """
    labels = facts.objective_labels.get(node.text)
    if labels is None or labels.kind not in kinds or _reaches(labels, unless_likely):
        return
    if not purposes(node).isdisjoint(unless_type) or (unless_led_by_unit and _is_of_unit(node.text.value)):
        return
    confidence = round(sum(share for kind, share in labels.probabilities.items() if kind in kinds), 3)
    text = node.text.value
    phrase = _phrase(text, phrases, except_in, leads)
    if phrases and not phrase and not _reaches(labels, sure):
        return
    if confidence >= min_confidence and not (without and first(text, without)):
        words = phrase or shorten(text.rstrip(" ."), _LONGEST, placeholder=" …")
        yield Finding(node.text.span(), {"words": words}, confidence=confidence)
