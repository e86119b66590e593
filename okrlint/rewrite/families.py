"""What okrlint knows about rewrites: families of deliverables with outcomes, read from their generated index."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from okrlint.core.errors import ConfigError
from okrlint.resources import rules_folder

INDEX = "rewrites/index.json"
REBUILD = "run `python -m okrlint.devtools index`"


class Outcome(NamedTuple):
    """One alternative: a template with slots and blanks. `rises` tells whether its target lies above its baseline."""

    measure: str
    text: str
    why: str
    rises: bool


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A kind of deliverable or work, and what shows that it was worth it."""

    name: str
    book: str
    whose: str
    question: str
    outcomes: tuple[Outcome, ...]


Names = Mapping[str, Sequence[tuple[Sequence[str], int]]]
"""Phrases by their first word, each with the number of its family."""


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """Families by the phrases that name them, and by all words that tell of their field.

    Words are plain, those of acts are stems. `words` has, for each word, the families whose field it tells and those in
    whose outcomes alone it stands.
    """

    name: str
    entries: Sequence[Mapping[str, Any]]
    things: Names
    acts: Names
    words: Mapping[str, tuple[Sequence[int], Sequence[int]]]

    def family(self, number: int) -> Family:
        """A family by its number."""
        entry = self.entries[number]
        outcomes = tuple(Outcome(*outcome) for outcome in entry["outcomes"])
        return Family(entry["family"], self.name, entry["whose"], entry["question"], outcomes)

    def rarity(self, word: str) -> float:
        """How much a word tells: its inverse document frequency over the families."""
        strong, weak = self.words.get(word, ((), ()))
        count = len(strong) + len(weak)
        return math.log((len(self.entries) + 1) / count) if count else 0.0

    def weight(self, phrase: Sequence[str]) -> float:
        """How much a phrase tells about the family: the rarer its words, the more."""
        return sum(self.rarity(word) or _HIGHEST for word in phrase)


_HIGHEST = 6.0
_NONE = Book("", (), {}, {}, {})


@cache
def _books() -> Mapping[str, Book]:
    path = rules_folder() / INDEX
    try:
        found = json.loads(path.read_bytes())["books"]
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"the index of the rewrites cannot be read; {REBUILD}", path.as_posix()) from error
    return {
        name: Book(name, book["families"], book["things"], book["acts"], book["words"]) for name, book in found.items()
    }


def book(name: str) -> Book:
    """The families of a book (families, wishes, personal, guardrails, aims); empty where there is none.

    Raises ConfigError where the index cannot be read.
    """
    return _books().get(name, _NONE)
