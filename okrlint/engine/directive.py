"""What a comment to okrlint says: "ignore OKR304, slogan the reason"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.errors import closest
from okrlint.core.model import Comment
from okrlint.core.suppression import Named
from okrlint.core.text import Text
from okrlint.engine.selectors import ALL

LINE, BLOCK, FILE = "ignore", "ignore-block", "ignore-file"
WORDS = (LINE, BLOCK, FILE)
"""The words that a comment may begin with."""

_WORD = re.compile(r"\s*([^\s,:]+)")
_NAME = re.compile(r"[\s:]*([^\s,:;()]+)[ \t]*(,?)")
_CODE = re.compile(r"OKR\d*|[A-Z]+\d+|ALL", re.IGNORECASE)
_MISTAKEN = str.maketrans("OIL", "011")
_HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")


class Directive(NamedTuple):
    """A comment as it was read; without names it is meant for every rule."""

    comment: Comment
    word: Named
    names: tuple[Named, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the comment keeps anything quiet."""
        return self.word.known

    @property
    def is_block(self) -> bool:
        """Whether the comment speaks of the whole of what follows."""
        return self.word.text.value == BLOCK

    @property
    def is_everywhere(self) -> bool:
        """Whether the comment speaks of the whole file."""
        return self.word.text.value == FILE


def _is_family(word: str, known: Collection[str]) -> bool:
    """Whether a word is the letters that the codes of some pack begin with."""
    return word.isupper() and any(one.startswith(word) and one[len(word) :].isdigit() for one in known)


def _is_known(word: str, known: Collection[str]) -> bool:
    """Whether a word chooses rules: a name, a code, the start of one, or "ALL"."""
    upper = word.upper()
    if word in known or upper == ALL or _is_family(word, known):
        return True
    return bool(_CODE.fullmatch(word)) and any(one.startswith(upper) for one in known)


def _named(text: Text, known: Collection[str]) -> Named:
    """A word as the name of rules, with a guess where it is none; "OKR3O4" has a letter for a digit."""
    if _is_known(text.value, known):
        return Named(text)
    digits = text.value[:3].upper() + text.value[3:].upper().translate(_MISTAKEN)
    return Named(text, known=False, guess=digits if digits in known else closest(text.value, known))


def _is_name(word: str, listed: bool, known: Collection[str]) -> bool:
    """Whether a word is meant as the name of a rule and is not the start of the reason.

    A code always is. Other words are where a list wants one: a rule's name, or something that is spelt like one.
    """
    if _CODE.fullmatch(word) or (listed and _is_family(word, known)):
        return True
    return listed and (word in known or bool(_HYPHENATED.fullmatch(word)) or bool(closest(word, known, 0.8)))


def _names(body: Text, start: int, known: Collection[str]) -> Iterator[Named]:
    """The rules named from `start` on, up to the reason."""
    listed = True
    while match := _NAME.match(body.value, start):
        if not _is_name(match[1], listed, known):
            return
        yield _named(body.slice(*match.span(1)), known)
        listed = bool(match[2])
        start = match.end()


def parse(comment: Comment, known: Collection[str]) -> Directive:
    """What a comment says; `known` are the codes and names of rules."""
    match = _WORD.match(comment.body.value)
    text = comment.body.slice(*match.span(1)) if match else comment.body
    if text.value not in WORDS:
        return Directive(comment, Named(text, known=False, guess=closest(text.value, WORDS)))
    names = _names(comment.body, match.end() if match else 0, known)
    return Directive(comment, Named(text), tuple(names))
