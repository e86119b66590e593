"""Find key results that were carried over from an earlier period word for word."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding, Related
from okrlint.core.history import Pair, Placed, later_period, same_period, tokens
from okrlint.core.model import Document, KeyResult
from okrlint.core.notes import Passages, is_noted
from okrlint.core.periods import days_of
from okrlint.core.purpose import purposes

NEEDS = frozenset({"before", "measures"})

_PERIOD = re.compile(
    r"\b(?:Q[1-4]|[1-4]Q|[HT][1-4]|FY\d*|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|20\d\d)\b",
    re.IGNORECASE,
)
_VALUES = ("baseline", "target", "unit")
_OPEN = re.compile(
    r"\W*(?:not started|open|new|planned|to ?do|on track|in progress|started|draft|n/?a|0+%?)?\W*", re.IGNORECASE
)
"""What a status or a score says before anything happened."""


def _wording(one: Placed) -> tuple[tuple[str, ...], ...]:
    """A sentence with its values, without the names of periods."""
    texts = [one.key_result.text.value, *(str(one.key_result.field(name) or "") for name in _VALUES)]
    return tuple(tokens(_PERIOD.sub(" ", text)) for text in texts)


def _is_scored(key_result: KeyResult) -> bool:
    """Whether a score or a status beside a key result says how it went."""
    values = (key_result.field(name) for name in ("score", "status"))
    return any(value is not None and not _OPEN.fullmatch(value.value) for value in values)


def _says_how_it_went(before: KeyResult, closed: KeyResult, now: KeyResult) -> bool:
    """Whether fields have a score, or another current value than they had; `closed` is the earlier one as it is now."""
    current = [str(one.field("current") or "") for one in (before, now)]
    return current[0] != current[1] or _is_scored(closed) or _is_scored(now)


def _has_begun(period: str, facts: Facts) -> bool:
    """Whether an earlier period had begun: what was only planned for it is not carried over but put off."""
    days = days_of(period)
    return days is None or facts.today is None or days.first <= facts.today


def _is_kept_up(pair: Pair, facts: Facts) -> bool:
    """Whether it is a level to hold: such a key result stays as it is."""
    measure = facts.measures.get(pair.now.key_result.text)
    return measure is not None and measure.direction == "keep"


def check(
    document: Document, facts: Facts, *, unless_type: tuple[str, ...] = ("health", "compliance")
) -> Iterator[Finding]:
    """Key results that an earlier period had word for word, with the same target and nothing about how that went.

    A score, a status or a note excuses it; so do a level to hold and a declared type in `unless_type`.
    """
    if facts.before is None:
        return
    old, new = Passages(facts.before), Passages(document)
    kept = {id(pair.before.key_result): pair.now.key_result for pair in same_period(facts.before, document)}
    for pair in later_period(facts.before, document):
        before, now = pair.before.key_result, pair.now.key_result
        if _wording(pair.before) != _wording(pair.now) or not _has_begun(pair.before.period, facts):
            continue
        if purposes(now) & set(unless_type) or _is_kept_up(pair, facts):
            continue
        closed = kept.get(id(before))
        passages = [new.of(one) for one in (now, closed) if one]
        noted = any(is_noted(old.of(before), passage) for passage in passages)
        if not noted and not _says_how_it_went(before, closed or before, now):
            related = (Related(closed.text.span(), "the same key result"),) if closed else ()
            yield Finding(now.text.span(), {"period": pair.before.period}, related=related)
