"""Comments that keep rules quiet, as the rule about them sees them."""

from __future__ import annotations

from typing import NamedTuple

from okrlint.core.model import Comment
from okrlint.core.source import Source
from okrlint.core.text import Text


class Named(NamedTuple):
    """A rule, or several, that a comment names. An unknown one may have a `guess` at what was meant."""

    text: Text
    known: bool = True
    used: bool = True
    guess: str = ""


class Suppression(NamedTuple):
    """A comment of the form "ignore OKR304, slogan the reason".

    `word` is its first word, known or not. `used` tells whether the comment kept anything quiet; `names` is empty
    where it is meant for every rule.
    """

    source: Source
    comment: Comment
    word: Named
    names: tuple[Named, ...] = ()
    used: bool = True
