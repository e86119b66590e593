"""What a line announces that is nothing but the name of a section."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.formats.prose import words


class Label(Enum):
    """What a line, or the label at its start, announces."""

    OBJECTIVE = "objective"
    GOAL = "goal"
    KEY_RESULT = "key result"
    KEY_RESULTS = "key results"
    METRICS = "metrics"
    HEALTH = "health"
    OBJECTIVES = "objectives"
    WORK = "work"
    ASIDE = "aside"
    FIELD = "field"
    NONE = ""


_TRIM = re.compile(r"^[\W\d_]+|(?<![\W_])[\W_]++$")
_BRACKETS = re.compile(r"\([^()]*+\)\s*+(?::\s*+)?$")
_OF_AN_OBJECTIVE = re.compile(r"(?:key results|krs) (?:for|of|towards?) ")
_TEACHES = re.compile(
    r"^(?:an? |some |our )?(?:\w+ )?(?:examples?|samples?|templates?)\b"
    r"|\bokrs? (?:\w+ )?(?:guide|training|101|primer|cheat ?sheet|playbook|faq)\b"
    r"|\bhow (?:we|you|teams) (?:write|set|draft|use|do|run|score|grade)\b"
    r"|\b(?:guide|introduction|intro) to okrs?\b"
)
_SECTIONS = (
    (Label.KEY_RESULTS, words.KEY_RESULT_SECTIONS),
    (Label.METRICS, words.METRIC_SECTIONS),
    (Label.HEALTH, words.HEALTH_SECTIONS),
    (Label.OBJECTIVES, words.OBJECTIVE_SECTIONS),
    (Label.WORK, words.WORK_SECTIONS),
    (Label.ASIDE, words.ASIDE_SECTIONS),
)


@lru_cache(maxsize=4096)
def bare(value: str) -> str:
    """A heading in lower case without its number, marks, emoji and brackets at the end."""
    unbracketed = _BRACKETS.sub("", value)
    return " ".join(_TRIM.sub("", unbracketed).lower().replace("(", "").replace(")", "").replace("’", "'").split())


def section_of(value: str) -> Label:
    """What a heading or a label that stands alone announces; NONE for all other lines."""
    if len(value) > 70:
        return Label.NONE
    name = bare(value)
    if _OF_AN_OBJECTIVE.match(name):
        return Label.KEY_RESULTS
    if name.startswith(words.ASIDE_OPENERS):
        return Label.ASIDE
    return next((label for label, names in _SECTIONS if name in names), Label.NONE)


@lru_cache(maxsize=4096)
def is_guide(value: str) -> bool:
    """Whether a heading opens a section about OKRs in general: examples, templates, how to write them."""
    name = bare(value)
    return name.startswith(words.NEVER_SECTIONS) or name in words.NEVER_NAMES or bool(_TEACHES.search(name))
