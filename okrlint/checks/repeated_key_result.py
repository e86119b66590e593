"""Find key results that say the same as an earlier one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding, Related
from okrlint.core.model import Document, KeyResult

NEEDS = frozenset({"quantities"})

_NOISE = re.compile(r"\b(?:the|an?|our|of|to|from)\b|[^\w%$€£<>≥≤.]|(?<!\d)\.|\.(?!\d)")
_VALUES = ("baseline", "target", "unit")


def _words(text: str) -> str:
    """A sentence without capitals, punctuation and small words."""
    return " ".join(_NOISE.sub(" ", text.casefold()).split())


def _is_telling(key_result: KeyResult, facts: Facts, fewest_words: int) -> bool:
    """Whether the sentence means the same also under another objective: it is long, or says from where to where."""
    numbers = len(facts.quantities.get(key_result.text, ())) + bool(key_result.field("target"))
    return numbers >= 2 or len(key_result.text.value.split()) >= fewest_words


def check(document: Document, facts: Facts, *, fewest_words: int = 10) -> Iterator[Finding]:
    """The later of two key results under one objective that use the same words and values.

    Across the objectives of a team and period only where the sentence is telling: it has two numbers or at least
    `fewest_words` words. Objectives that are themselves repeated are taken as shared.
    """
    seen: dict[Hashable, tuple[KeyResult, str]] = {}
    for number, objective in enumerate(document.objectives):
        title = _words(objective.text.value)
        whose: Hashable = (document.team_of(objective), document.period_of(objective))
        for key_result in objective.key_results:
            wording = (_words(key_result.text.value), *(str(key_result.field(name) or "") for name in _VALUES))
            place = whose if _is_telling(key_result, facts, fewest_words) else number
            first, under = seen.setdefault((place, wording), (key_result, f"{number} {title}"))
            shared = under != f"{number} {title}" and under.partition(" ")[2] == title
            if first is not key_result and wording[0] and not shared:
                line, _ = document.source.line_column(first.text.span().start)
                related = Related(first.text.span(), "the same key result")
                yield Finding(key_result.text.span(), {"line": str(line)}, related=(related,))
