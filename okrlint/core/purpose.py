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
_BASELINE = re.compile(
    r"""(?:measure|set|establish|determine|find|collect|record|know|take|get|gather)\s(?:(?:an?|the|our|first)\s)*
          (?:[\w-]+\s){0,2}baselines?\s(?:of|for|on|in|across)\b
      | (?:the\s)?baselines?\s(?:of|for)\s[^.;]*\s(?:is|are)\s(?:known|measured|set|recorded|established)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A key result that says itself that it is there to know the figure of today."""
_NONE: frozenset[str] = frozenset()
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _WORDS.items()}


def purposes(node: KeyResult | Objective) -> frozenset[str]:
    """The declared types of a key result or objective: learning, baseline, compliance, committed, aspirational, health.

    They come from its field "type" and, for a key result, from the heading of the section that it stands in ("KPIs"),
    or from its sentence where that is to know a baseline.
    """
    section, said = None, _NONE
    if isinstance(node, KeyResult):
        section, said = node.section, _said(node.text.value)
    if section is None and not node.fields:
        return said
    declared = " ".join(str(text) for text in (node.field("type"), section) if text)
    return _declared(declared) | said if declared else said


def is_purpose(words: str) -> bool:
    """Whether some words declare a type: "stretch", "committed"."""
    return bool(_declared(words))


@lru_cache(maxsize=4096)
def _said(text: str) -> frozenset[str]:
    """What a sentence says itself that it is there for."""
    return frozenset({"baseline"}) if _BASELINE.match(text) else _NONE


@lru_cache(maxsize=256)
def _declared(words: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(words))
