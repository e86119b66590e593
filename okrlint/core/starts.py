"""Whether an author says anywhere from where a key result starts."""

from __future__ import annotations

from collections.abc import Iterable

from okrlint.core import lazy_re as re
from okrlint.core.history import wording
from okrlint.core.measure import Measure
from okrlint.core.model import KeyResult

_NO_LEVEL = r"(?!\W{0,2}\d)(?!\s(?:an?|one|half|two)\b)"
_REFERENCE = re.compile(
    rf"""\b(?:
        now | currently | current | today(?:['’]s)? | at\spresent | present | so\sfar | baseline | starting\spoint
      | before | previous(?:ly)? | former(?:ly)? | was | were | used\sto | last | usual | ordinary | historic(?:al)?
      | since | level | vs\.? | versus | compared | comparison | relative\sto | against | than{_NO_LEVEL} | benchmark
      | as\s(?:by|in|at) | from(?=\s\W?\d) | up\sfrom | down\sfrom
      | same\s(?:period|quarter|month|week|term|season|time)
      | yoy | qoq | mom | (?:year|quarter|month)[ -](?:on|over)[ -](?:year|quarter|month)
      | (?:over|from)\s(?:the\s)?(?:20\d\d|Q[1-4]|H[12])
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that name a level to compare with, whether or not its figure follows."""
_NOTED = re.compile(
    r"\b(?:now|current(?:ly)?|today|at\spresent|so\sfar|baseline|start|before|was|were|last)\b[^.]*\d", re.IGNORECASE
)
_GENERAL = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "to",
        "for",
        "by",
        "per",
        "with",
        "our",
        "their",
        "its",
        "and",
        "or",
        "number",
        "share",
        "rate",
        "average",
        "median",
        "mean",
        "total",
    }
)
"""Words of a metric that tell little."""


def _content(measure: Measure) -> frozenset[str]:
    """The words of a metric that tell it from others."""
    return frozenset(wording(measure.metric.text)) - _GENERAL if measure.metric else frozenset()


def _is_told_beside(measure: Measure, others: Iterable[Measure]) -> bool:
    """Whether another key result says where the same metric stands: "NPS is 31 today"."""
    words = _content(measure)
    told = (_content(other) for other in others if other is not measure and other.baseline is not None)
    return any(words and other and (words <= other or other <= words) for other in told)


def has_start(node: KeyResult, measure: Measure, others: Iterable[Measure]) -> bool:
    """Whether a start, or a level to compare with, stands in the sentence, a field, a note below or another key result.

    `others` is what the key results beside it measure. A second number may be a start as well: "to 50 (31 in May)".
    """
    if measure.baseline is not None or node.field("baseline") or node.field("current") or len(measure.values) > 1:
        return True
    if _REFERENCE.search(node.text.value):
        return True
    noted = any(_NOTED.search(note.text.value) for note in node.initiatives)
    return noted or _is_told_beside(measure, others)
