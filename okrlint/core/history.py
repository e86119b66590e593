"""Key results of a document and of an earlier version of it, paired one to one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.periods import days_of

ALIKE = 0.75
"""How much of the wording two sentences share that are taken for versions of one."""
_SAME_ID = 0.5
"""The same where they have the same id: numbers such as KR1 are soon given to another key result."""
_TELLING = 4
"""Words of a sentence that means the same under another objective."""
_MOST = 250
"""Sentences of one objective, on either side, that are compared word by word."""

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*|[%$€£<>≥≤+]")
_VALUES = ("baseline", "target", "unit", "due")


class Placed(NamedTuple):
    """A key result with its objective, and the period that it is for ("" where none is stated)."""

    key_result: KeyResult
    objective: Objective
    period: str


class Pair(NamedTuple):
    """A key result as it was, and as it is."""

    before: Placed
    now: Placed


_Key = Callable[[Placed], Hashable]
_Pairs = list[tuple[int, int]]


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and signs of a text, without capitals and punctuation."""
    return tuple(_WORD.findall(text.casefold()))


def wording(text: str) -> tuple[str, ...]:
    """The words of a text without its numbers and signs."""
    return tuple(word for word in tokens(text) if word[0].isalpha())


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How much two lists of words have in common and in the same order, from 0 to 1."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() and matcher.quick_ratio() >= _SAME_ID else 0.0


def is_same_period(one: str, other: str) -> bool:
    """Whether two labels mean one period; "Q3" may be that of 2026."""
    short, long = sorted((one, other), key=len)
    return one == other or (short != "" and long.endswith(f"-{short}"))


def is_later_period(before: str, now: str) -> bool:
    """Whether a period comes after another one; where labels say no days, whether it is another one."""
    if not before or not now or is_same_period(before, now):
        return False
    old, new = days_of(before), days_of(now)
    if old and new:
        return new.first > old.last
    return not before.startswith(now) and not now.startswith(before)


def placed(document: Document) -> tuple[Placed, ...]:
    """The key results of a document in order."""
    return tuple(
        Placed(key_result, objective, document.period_of(objective))
        for objective in document.objectives
        for key_result in objective.key_results
    )


def _id(node: KeyResult | Objective) -> str:
    return node.id.value.casefold() if node.id else ""


def _values(one: Placed) -> tuple[str, ...]:
    return tuple(str(one.key_result.field(name) or "") for name in _VALUES)


class _Matching:
    """Pairs of what was and what is, by number; each is in one pair at most."""

    def __init__(self, before: Sequence[Placed], now: Sequence[Placed]) -> None:
        self.before, self.now = before, now
        self.pairs: _Pairs = []
        self._old = dict.fromkeys(range(len(before)))
        self._new = dict.fromkeys(range(len(now)))

    def take(self, old: int, new: int) -> None:
        """Make a pair of two that are still free."""
        if old in self._old and new in self._new:
            del self._old[old], self._new[new]
            self.pairs.append((old, new))

    def by(self, key: _Key) -> None:
        """Pair those that are left and have the same key, in their order; a key that is false means nothing."""
        places: dict[Hashable, list[int]] = defaultdict(list)
        for old in self._old:
            places[key(self.before[old])].append(old)
        for new in list(self._new):
            found = key(self.now[new])
            if found and places.get(found):
                self.take(places[found].pop(0), new)

    def by_likeness(self, least: float, key: _Key) -> None:
        """Pair those that are left, have the same key and are most alike, the most alike first."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for old in self._old:
            groups[key(self.before[old])][0].append(old)
        for new in self._new:
            groups[key(self.now[new])][1].append(new)
        for same, (olds, news) in groups.items():
            if same and len(olds) * len(news) <= _MOST**2:
                for _, old, new in sorted(self._ranked(olds, news, least)):
                    self.take(old, new)

    def _ranked(self, olds: Iterable[int], news: Sequence[int], least: float) -> Iterator[tuple[float, int, int]]:
        """How unlike they are, best first, where they are alike enough."""
        words = {new: wording(self.now[new].key_result.text.value) for new in news}
        for old in olds:
            mine = wording(self.before[old].key_result.text.value)
            for new, theirs in words.items():
                found = likeness(mine, theirs)
                if found >= least:
                    yield -found, old, new


def _titles(before: Sequence[Placed], now: Sequence[Placed]) -> dict[int, int]:
    """For every objective, by identity, a number that it has in common with its other version."""
    olds, news = (list({id(one.objective): one for one in many}.values()) for many in (before, now))
    as_nodes = [[one._replace(key_result=_as_key_result(one.objective)) for one in many] for many in (olds, news)]
    matching = _Matching(*as_nodes)
    matching.by(lambda one: (_id(one.key_result), tokens(one.key_result.text.value)))
    matching.by(lambda one: (tokens(one.key_result.text.value),))
    matching.by_likeness(_SAME_ID, lambda one: _id(one.key_result))
    matching.by_likeness(ALIKE, _anywhere)
    numbers = {id(one.objective): number for number, one in enumerate((*olds, *news), 1)}
    for old, new in matching.pairs:
        numbers[id(news[new].objective)] = numbers[id(olds[old].objective)]
    return numbers


def _anywhere(_one: Placed) -> bool:
    """A key that all have in common."""
    return True


def _as_key_result(objective: Objective) -> KeyResult:
    """An objective's sentence and id, so that both kinds are compared in one way."""
    return KeyResult(objective.text, objective.id)


def _single(before: Sequence[Placed], now: Sequence[Placed]) -> frozenset[str]:
    """The ids that one key result has before, and one now."""
    counts = [Counter(_id(one.key_result) for one in many) for many in (before, now)]
    return frozenset(name for name, count in counts[0].items() if name and count == 1 == counts[1][name])


def _matched(before: Sequence[Placed], now: Sequence[Placed]) -> list[Pair]:
    """The pairs, from the surest reasons to the weakest, in the order of now."""
    group, single = _titles(before, now), _single(before, now)
    matching = _Matching(before, now)

    def under(one: Placed) -> int:
        """The number of the objective."""
        return group[id(one.objective)]

    def exact(one: Placed) -> tuple[str, ...]:
        """The sentence with its numbers."""
        return tokens(one.key_result.text.value)

    def loose(one: Placed) -> tuple[str, ...]:
        """The sentence without its numbers."""
        return wording(one.key_result.text.value)

    matching.by(lambda one: (under(one), exact(one), _values(one), _id(one.key_result)))
    matching.by(lambda one: _id(one.key_result) and (under(one), exact(one), _id(one.key_result)))
    matching.by(lambda one: (under(one), exact(one), _values(one)))
    matching.by(lambda one: (under(one), exact(one)))
    matching.by(lambda one: len(exact(one)) >= _TELLING and exact(one))
    matching.by_likeness(_SAME_ID, lambda one: _id(one.key_result) and (under(one), _id(one.key_result)))
    matching.by_likeness(_SAME_ID, lambda one: _id(one.key_result) in single and _id(one.key_result))
    matching.by(lambda one: loose(one) and (under(one), loose(one)))
    matching.by(lambda one: len(loose(one)) >= _TELLING and loose(one))
    matching.by_likeness(ALIKE, under)
    ordered = sorted(matching.pairs, key=lambda pair: pair[1])
    return [Pair(before[old], now[new]) for old, new in ordered]


def _grouped(many: Iterable[Placed]) -> dict[str, list[Placed]]:
    groups: dict[str, list[Placed]] = defaultdict(list)
    for one in many:
        groups[one.period].append(one)
    return groups


def same_period(before: Document, now: Document) -> list[Pair]:
    """The key results that are in both versions of a document, within the same period."""
    olds, news = _grouped(placed(before)), _grouped(placed(now))
    pairs = []
    for period, members in news.items():
        label = period if period in olds else next((old for old in olds if is_same_period(old, period)), None)
        if label is not None:
            pairs += _matched(olds[label], members)
    return pairs


def later_period(before: Document, now: Document) -> list[Pair]:
    """Key results of now that were not there in their period, each with one like it of the latest period before."""
    known = {id(pair.now.key_result) for pair in same_period(before, now)}
    olds = dict(sorted(_grouped(placed(before)).items(), reverse=True))
    pairs = []
    for period, members in _grouped(placed(now)).items():
        fresh = [one for one in members if id(one.key_result) not in known]
        earlier = [one for label, many in olds.items() if is_later_period(label, period) for one in many]
        pairs += _matched(earlier, fresh)
    return pairs
