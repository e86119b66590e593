"""Find key results that take the average of times, where the slowest ones matter."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first
from okrlint.core.purpose import purposes

NEEDS = frozenset({"quantities"})

_TIME = re.compile(
    r"(?:\d|\w[ -])\s?(?:ms|s|(?:sec|min)(?:(?!\d(?:sec|min))\w)*+|h|hrs?|hours?|days?|weeks?|months?)\Z", re.IGNORECASE
)


def check(
    node: KeyResult,
    facts: Facts,
    *,
    phrases: tuple[str, ...] = (),
    except_in: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    unless_type: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A sentence with one of the `phrases`, words for an average, and a number of seconds, hours or days.

    Those with one of the phrases of `without` look at the tail as well, or at a time that nobody waits for. Types that
    `unless_type` names are excused.
    """
    text = node.text.value
    timed = any(_TIME.search(text, one.start, one.end) for one in facts.quantities.get(node.text, ()))
    match = first(text, phrases, except_in) if timed else None
    if match and not first(text, without) and purposes(node).isdisjoint(unless_type):
        yield Finding(node.text.span(*match.span()), {"words": match[0]})
