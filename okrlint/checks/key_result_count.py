"""Find objectives with too many key results, or too few."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, KeyResult

_HEALTH = re.compile(r"\b(?:health|guard\s?rails?|kpis?|counter[ -]?(?:metric|measure)s?)\b", re.IGNORECASE)


def _is_guardrail(key_result: KeyResult) -> bool:
    """Whether a key result is declared to protect something rather than to change it."""
    if not key_result.fields and key_result.section is None:
        return False
    return any(text and _HEALTH.search(text.value) for text in (key_result.field("type"), key_result.section))


def check(document: Document, _facts: Facts, *, least: int = 1, most: int | None = None) -> Iterator[Finding]:
    """Objectives with fewer key results than `least` or more than `most`, not counting guardrails.

    Not those without any, nor, as to `least`, those that enclose other objectives.
    """
    enclosing = {objective.under for objective in document.objectives}
    for number, objective in enumerate(document.objectives):
        count = sum(not _is_guardrail(key_result) for key_result in objective.key_results)
        too_few = 0 < count < least and len(objective.key_results) < least and number not in enclosing
        if objective.stated and (too_few or (most is not None and count > most)):
            limit = str(least if too_few else most)
            yield Finding(objective.text.span(), {"count": str(count), "limit": limit})
