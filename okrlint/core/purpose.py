"""What a key result or an objective is there for, as its author declares it: by a type, or a section of its own."""

from __future__ import annotations

from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.model import KeyResult, Objective

_WORDS = {
    "learning": "learning|learn|discovery|research|experiment",
    "baseline": "baseline|baselining",
    "compliance": "compliance|legal|regulatory|audit",
    "committed": "committed|commitment|commit",
    "aspirational": "aspirational|aspiration|stretch|moonshot",
    "health": "health|kpis?|guard ?rails?|counter[ -]?metrics?|monitoring|run the business|business as usual|bau",
}
_NONE: frozenset[str] = frozenset()
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _WORDS.items()}


def purposes(node: KeyResult | Objective) -> frozenset[str]:
    """The declared types of a key result or objective: learning, baseline, compliance, committed, aspirational, health.

    They come from its field "type" and, for a key result, from the heading of the section that it stands in ("KPIs").
    """
    section = node.section if isinstance(node, KeyResult) else None
    declared = " ".join(str(text) for text in (node.field("type"), section) if text)
    return _declared(declared) if declared else _NONE


@lru_cache(maxsize=256)
def _declared(words: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(words))
