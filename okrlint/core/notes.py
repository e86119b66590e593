"""What stands beside a key result in its file, and whether it was noted there that something changed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from okrlint.core import lazy_re as re
from okrlint.core.history import tokens
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.source import Source

_DIRECTIVE = re.compile(r"okrlint\W{1,5}[^\n]*")
"""A comment to okrlint, which is no note for people."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOTE = re.compile(
    r"\b(?:was|were|had been|previous(?:ly)?|original(?:ly)?|former(?:ly)?|instead of|until now|so far|chang\w+"
    r"|adjust\w+|revis\w+|relax\w+|correct\w+|re-?scop\w+|re-?plann\w+|re-?baselin\w+|re-?set|moved|lowered"
    r"|postpon\w+|delay\w*|extend\w*|descop\w+|dropped|swapped|agreed|decided|because|due to|reason|notes?"
    r"|updated?|learn(?:t|ed|ings?)|lessons?|carried|carry|roll(?:ed)? over|again|still|continu\w+|missed|reached"
    r"|reviewed)\b",
    re.IGNORECASE,
)


class Passages:
    """The lines of a document that belong to each of its key results."""

    def __init__(self, document: Document) -> None:
        nodes: Iterable[Objective | KeyResult] = (*document.objectives, *document.key_results)
        self.source = document.source
        places = {_line_start(self.source, start) for node in nodes if (start := _start(node)) is not None}
        self._starts = (*sorted(places), len(self.source.text))

    def of(self, key_result: KeyResult) -> str:
        """The lines of a key result up to the next one, or the next objective: what is noted about it stands there."""
        start = _start(key_result)
        if start is None:
            return ""
        first = _line_start(self.source, start)
        after = bisect_right(self._starts, first)
        return _DIRECTIVE.sub("", self.source.text[first : self._starts[min(after, len(self._starts) - 1)]])


def _start(node: Objective | KeyResult) -> int | None:
    """Where an element begins, None for an objective that nobody stated."""
    return min((text.span().start for text in (node.id, node.text) if text), default=None)


def _line_start(source: Source, offset: int) -> int:
    """Where the line of an offset begins."""
    line, _ = source.line_column(offset)
    return source.line_starts[line - 1]


def _numbers(text: str) -> Counter[str]:
    return Counter(match[0] for match in _NUMBER.finditer(text))


def still_says(before: str, now: str, value: str) -> bool:
    """Whether words such as "60 %" that stood in a passage still stand there as often as before."""
    if not any(letter.isalpha() for letter in value) and (number := _NUMBER.search(value)):
        return _numbers(now)[number[0]] >= max(1, _numbers(before)[number[0]])
    return now.casefold().count(value.casefold()) >= max(1, before.casefold().count(value.casefold()))


def added(before: str, now: str) -> str:
    """The words of a passage that were not there before, in their order."""
    left = Counter(tokens(before))
    words = []
    for word in tokens(now):
        if left[word]:
            left[word] -= 1
        else:
            words.append(word)
    return " ".join(words)


def is_noted(before: str, now: str) -> bool:
    """Whether a passage now has words that speak of a change, or of what was learnt, and had them not before."""
    return bool(_NOTE.search(added(before, now)))


def new_notes(before: Document, now: Document) -> tuple[str, ...]:
    """The lines that are new in a document and speak of a change, wherever they stand."""
    known = frozenset(before.source.text.splitlines())
    return tuple(line for line in now.source.text.splitlines() if line not in known and _NOTE.search(line))


def names(line: str, word: str) -> bool:
    """Whether a line has a word or a number by itself."""
    return bool(word) and re.search(rf"(?<![\w.,]){re.escape(word)}(?![\w])", line, re.IGNORECASE) is not None
