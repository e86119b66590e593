"""States that nobody reaches by one act, and that come in degrees."""

from __future__ import annotations

import re
from functools import lru_cache

_ADVERB = (
    r"(?:quickly|fast|efficiently|effectively|easily|smoothly|reliably|properly|seamlessly|painlessly|comfortably"
    r"|confidently|well)"
)
_BE = r"(?:is|are|be|was|were|am)"
_VAGUE = re.compile(
    rf"""\b(?=\w)(?: (?<!that\s)(?<!which\s)(?<!who\s)
            {_BE}\s(?:still\s|always\s)?(?:receiving|getting|enjoying|feeling|thriving)\s
        | (?:{_BE}\snot|{_BE}n[’']t|do(?:es)?\snot|do(?:es)?n[’']t)\s(?!yet\b)(?:get\s|feel\s)?
            (?:\w{{3,20}}ed|held|kept|left|stuck)\b
        | (?:can|could|able\sto)\s{_ADVERB}\b
        | (?:works?|runs?|goes|go|function|functions|cooperates?|collaborates?|communicates?)\s(?:very\s)?{_ADVERB}\b
        | (?:is|are)\s(?:used|adopted)\s(?:by(?!\s(?:all|every|each)\b)|internally|across|throughout|in)\b
        | \w{{2,20}}ed\s{_ADVERB}(?=\W*\Z)
        | {_ADVERB}\s\w{{2,20}}ed\b(?=\W*\Z)
        )""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=1024)
def is_vague_state(text: str) -> bool:
    """Whether a sentence wishes for a state in degrees: "can quickly find", "are not held up", "is used internally".

    Such a state is never done; without a figure nobody can tell how much of it is there.
    """
    return _VAGUE.search(text) is not None
