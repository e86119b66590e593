"""Find objectives that nothing measures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, Objective

_ELSEWHERE = re.compile(
    r"""\b(?:see\s(?:also|below|above|here|(?:the\s|our\s|in\s)?(?:[\w-]+\s)?(?:board|sheet|table|page|doc|document|dashboard|section|list))
          |cf\.|refer\sto|(?:found|listed|marked|tracked|kept|defined|documented|given|described)\s(?:\w+\s){0,3}
          (?:in|on|at|under|above|below|with)|same\s(?:key\sresults?|metrics?|krs?)\sas)\b
      | \b(?:key\sresults?|krs?|metrics?|measures?|targets?)\b
      | \bKR\s?\d | \bmeasured\s(?:by|with|through|via) | https?:// | \]\( | \]\[ | \[\[ | <a\s
      | ^\s*\|.*\d.*\| | \b(?:tb[dac]|todo|to\sfollow|coming\ssoon|not\syet\s(?:known|defined|decided|agreed|set))\b""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
"""What says, below an objective, that its key results stand elsewhere or are still to come."""
_LEVELS = re.compile(
    r"\d\s?%|\bfrom\s\S++\sto\s[^\s\d]*+\d|\d[^\s\d]{0,20}?\s?(?:→|->|=>)\s?[^\s\d]{0,20}+\d", re.IGNORECASE
)
_HEADING = re.compile(r"^(#{1,6})\s", re.MULTILINE)
_FAR = 4_000
"""Characters below an objective that are looked at."""


def _below(document: Document, number: int, starts: Sequence[int]) -> str:
    """What stands behind an objective and below, before the next one or a heading as high as its own."""
    start = document.objectives[number].text.span().end
    later = bisect_right(starts, start)
    end = starts[later] if later < len(starts) else len(document.source.text)
    text = document.source.text[start : min(end, start + _FAR)]
    own = _HEADING.match(document.source.text, document.source.line_span(_line(document, start)).start)
    for heading in _HEADING.finditer(text):
        if own is None or len(heading[1]) <= len(own[1]):
            return text[: heading.start()]
    return text


def _line(document: Document, place: int) -> int:
    return document.source.line_column(place)[0]


def _told_elsewhere(document: Document, number: int, starts: Sequence[int]) -> bool:
    """Whether the key results of an objective are given by reference, or as figures to reach in its notes."""
    objective = document.objectives[number]
    if any(_LEVELS.search(note.text.value) for note in objective.initiatives):
        return True
    if _ELSEWHERE.match(objective.text.value.removeprefix("The ")):
        return True  # a paragraph below a heading is read as its sentence
    return _ELSEWHERE.search(_below(document, number, starts)) is not None


def _heading_of(document: Document, place: int) -> re.Match[str] | None:
    """The heading that a place stands in or under."""
    found = _HEADING.finditer(document.source.text, 0, document.source.line_span(_line(document, place)).end)
    return max(found, key=lambda heading: heading.start(), default=None)


def _is_common_list(document: Document) -> bool:
    """Whether the only key results stand under a heading of their own that is as high as those of the objectives."""
    holding = [one for one in document.objectives if one.key_results]
    if document.format != "markdown" or len(holding) != 1 or not holding[0].stated:
        return False
    above = _heading_of(document, holding[0].text.span().start)
    own = _heading_of(document, holding[0].key_results[0].text.span().start)
    return above is not None and own is not None and above.start() < own.start() and above[1] == own[1]


def _bare(document: Document) -> list[Objective]:
    """Objectives without key results that neither enclose others nor stand elsewhere with their key results."""
    if _is_common_list(document):
        return []
    starts = sorted(objective.text.span().start for objective in document.objectives if objective.stated)
    enclosing = {objective.under for objective in document.objectives}
    filled = {
        objective.text.value.casefold()
        for number, objective in enumerate(document.objectives)
        if objective.key_results or number in enclosing
    }
    return [
        objective
        for number, objective in enumerate(document.objectives)
        if objective.stated
        and not objective.key_results
        and objective.text.value.casefold() not in filled
        and not _told_elsewhere(document, number, starts)
    ]


def check(document: Document, _facts: Facts) -> Iterator[Finding]:
    """Each objective without key results; only the first one where no objective of the document has any.

    Nothing is said of objectives whose key results stand elsewhere: behind a link, in a table, in a common list.
    """
    bare = _bare(document)
    none_at_all = len(bare) > 1 and not any(True for _ in document.key_results)
    for objective in bare[:1] if none_at_all else bare:
        who = f"None of these {len(bare)} objectives has" if none_at_all else "This objective has no"
        yield Finding(objective.text.span(), {"who": who})
