"""Find key results that say the same as an earlier one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding, Related
from okrlint.core.measure import Measure, Value
from okrlint.core.metric_kinds import with_one_name
from okrlint.core.model import Document, KeyResult
from okrlint.core.remembered import by_identity

NEEDS = frozenset({"quantities", "measures"})

_NOISE = re.compile(r"\b(?:the|an?|our|of|to|from)\b|[^\w%$€£<>≥≤.]|(?<!\d)\.|\.(?!\d)")
_VALUES = ("baseline", "target", "unit")
_NO_VALUES = ("", "", "")
_VERBS = re.compile(
    r"\b(?:reach|get|gain|have|achieve|hit|attain|win|attract|acquire|see|bring|drive|increases?|grows?|raises?|lifts?|boosts?|rises?"
    r"|number|total|count|amount|at least|now|currently|today|we|us)\b"
)
"""What may differ between two sentences that ask for the same number of the same thing."""


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    """A sentence without capitals, punctuation and small words."""
    return " ".join(_NOISE.sub(" ", text.casefold()).split())


@lru_cache(maxsize=4096)
def _is_long(text: str, fewest_words: int) -> bool:
    return len(text.split()) >= fewest_words


def _is_telling(key_result: KeyResult, facts: Facts, fewest_words: int) -> bool:
    """Whether the sentence means the same also under another objective: it is long, or says from where to where."""
    if _is_long(key_result.text.value, fewest_words):
        return True
    return len(facts.quantities.get(key_result.text, ())) + bool(key_result.field("target")) >= 2


def _number(value: Value | None) -> Hashable:
    return None if value is None else (value.amount, value.upper, value.of, value.unit)


@by_identity
def _same_metric(measure: Measure | None, text: str) -> Hashable:
    """What is measured and where it should get, whatever it is called; None where that is not sure."""
    if measure is None or measure.target is None or measure.comparison not in (None, "at least"):
        return None
    ends = [value.words for value in (measure.baseline, measure.target) if value and not value.words.field]
    for words in sorted(ends, key=lambda words: -words.start):
        text = f"{text[: words.start]} {text[words.end :]}"
    named = with_one_name(text)
    rest = " ".join(sorted(_words(_VERBS.sub(" ", named.casefold())).split()))
    return (rest, _number(measure.target)) if rest else None


class _Seen(NamedTuple):
    """An earlier key result: under which objective, by number, and with which baseline."""

    key_result: KeyResult
    number: int
    baseline: Hashable


class _Earlier:
    """The key results so far, by what they say."""

    def __init__(self, document: Document) -> None:
        self._objectives = document.objectives
        self._by: dict[Hashable, _Seen] = {}

    def _are_copies(self, one: int, other: int) -> bool:
        """Whether two objectives have the same title."""
        titles = (self._objectives[number].text.value for number in (one, other))
        return one != other and len(set(map(_words, titles))) == 1

    def find(self, key: Hashable, one: _Seen) -> KeyResult | None:
        """The first key result that says the same, unless it belongs to a copy of the same objective."""
        first = self._by.setdefault(key, one)
        if first is one or self._are_copies(first.number, one.number):
            return None
        same_start = first.baseline is None or one.baseline is None or first.baseline == one.baseline
        return first.key_result if same_start else None


def _target(key_result: KeyResult, facts: Facts) -> Hashable:
    """The number that a key result should get to; None where it has none."""
    measure = facts.measures.get(key_result.text)
    return _number(measure.target) if measure else None


def _keys(
    key_result: KeyResult, facts: Facts, places: tuple[Hashable, ...], targets: Mapping[Hashable, int]
) -> Iterator[tuple[Hashable, Hashable]]:
    """By what a key result is compared in each place, with the baseline that must not differ.

    What it measures only where another one has the same target: `targets` says how many have which.
    """
    beside = tuple(str(key_result.field(name) or "") for name in _VALUES) if key_result.fields else _NO_VALUES
    wording = _words(key_result.text.value), beside
    if wording[0]:
        yield (wording, places[-1]), None
    measure = facts.measures.get(key_result.text)
    is_shared = targets[_target(key_result, facts)] > 1
    metric = _same_metric(measure, key_result.text.value) if is_shared else None
    for place in places if metric is not None else ():
        yield (metric, place), _number(measure.baseline if measure else None)


def check(document: Document, facts: Facts, *, fewest_words: int = 10) -> Iterator[Finding]:
    """The later of two key results under one objective that use the same words and values.

    Or that ask for the same number of the same metric, also where that has another name ("sign-ups", "new accounts").
    Across the objectives of a team and period only where the sentence is telling: it has two numbers or at least
    `fewest_words` words. Objectives that are themselves repeated are taken as shared.
    """
    earlier, targets = _Earlier(document), Counter(_target(one, facts) for one in document.key_results)
    for number, objective in enumerate(document.objectives):
        whose: Hashable = (document.team_of(objective), document.period_of(objective))
        for key_result in objective.key_results:
            places = (number, whose) if _is_telling(key_result, facts, fewest_words) else (number,)
            keys = _keys(key_result, facts, places, targets)
            found = [earlier.find(key, _Seen(key_result, number, baseline)) for key, baseline in keys]
            first = next((one for one in found if one is not None), None)
            if first is not None:
                where = document.source.where(first.text.span().start)
                related = Related(first.text.span(), "the same key result")
                yield Finding(key_result.text.span(), {"where": where}, related=(related,))
