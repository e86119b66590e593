"""Sets of key results that are the steps of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding, Related
from okrlint.core.labels import Labels
from okrlint.core.model import KeyResult, Objective

NEEDS = frozenset({"labels"})

_STEP = re.compile(
    r"""^(?:then|next|afterwards|finally|secondly|thirdly)\b
      | \b(?:phases?|steps?|stages?|waves?|sprints?|milestones?|iterations?)\s(?:\d|one|two|three|i{1,3}\b)
      | \b(?:alpha|beta|ga|general\savailability|mvp|prototype|pilot|draft|roll(?:ed)?[ -]?out|go-?live)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?|\b(?:week|w)\s?(\d{1,2})\b", re.IGNORECASE
)


def _moment(text: str) -> int | None:
    """The month (from 0) or week (from 100) that a sentence names last."""
    found = list(_DATE.finditer(text))
    if not found:
        return None
    month, week = found[-1].groups()
    return 100 + int(week) if week else _MONTHS.index(month.lower())


def _ascends(key_results: Sequence[KeyResult]) -> bool:
    """Whether at least three key results name moments, one after the other."""
    moments = [one for one in (_moment(key_result.text.value) for key_result in key_results) if one is not None]
    return len(moments) >= 3 and len(set(moments)) >= 2 and moments == sorted(moments)


def _is_work(labels: Labels | None) -> bool:
    return labels is not None and labels.kind != "outcome" and not labels.uncertain


def check(node: Objective, facts: Facts, *, share: float = 0.6, fewest: int = 3) -> Iterator[Finding]:
    """A set of at least `fewest` key results of which a `share` is work, in the order in which it will be done.

    The order shows in words for steps in at least two key results, or in three dates one after the other.
    """
    key_results = node.key_results
    work = [one for one in key_results if _is_work(facts.labels.get(one.text))]
    if len(key_results) < fewest or len(work) < share * len(key_results):
        return
    steps = [one for one in work if _STEP.search(one.text.value)]
    if len(steps) >= 2 or _ascends(work):
        related = tuple(Related(one.text.span(), "a step") for one in work)
        fields = {"work": str(len(work)), "all": str(len(key_results))}
        yield Finding(node.text.span(), fields, related=related)
