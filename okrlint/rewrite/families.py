"""What okrlint knows about rewrites: families of deliverables with outcomes, read from their generated index."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from okrlint.core.errors import ConfigError
from okrlint.resources import rules_folder

INDEX = "rewrites/index.json"
REBUILD = "run `python -m okrlint.devtools index`"
Phrase = tuple[str, ...]


class Outcome(NamedTuple):
    """One alternative: a template with slots and blanks. `rises` tells whether its target lies above its baseline."""

    measure: str
    text: str
    why: str
    rises: bool


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A kind of deliverable or work, and what shows that it was worth it.

    Words are plain, verbs are stems; `words` are all that tell the field.
    """

    name: str
    book: str
    things: tuple[Phrase, ...]
    acts: tuple[Phrase, ...]
    whose: str
    question: str
    outcomes: tuple[Outcome, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Books:
    """All families, by the first word of each phrase that names them and by all words of their field.

    `rarity` says how much a word tells: its inverse document frequency over the families.
    """

    families: tuple[Family, ...]
    things: Mapping[str, tuple[tuple[Phrase, int], ...]]
    acts: Mapping[str, tuple[tuple[Phrase, int], ...]]
    by_word: Mapping[str, tuple[int, ...]]
    rarity: Mapping[str, float] = field(default_factory=dict)

    def weight(self, phrase: Phrase) -> float:
        """How much a phrase tells about the family: the rarer its words, the more (inverse document frequency)."""
        return sum(self.rarity.get(word, _HIGHEST) for word in phrase)


_HIGHEST = 6.0


def _family(entry: Mapping[str, Any]) -> Family:
    return Family(
        name=entry["family"],
        book=entry["book"],
        things=tuple(map(tuple, entry["things"])),
        acts=tuple(map(tuple, entry["acts"])),
        whose=entry["whose"],
        question=entry["question"],
        outcomes=tuple(Outcome(**outcome) for outcome in entry["outcomes"]),
        words=tuple(entry["words"]),
    )


def _by_first_word(families: tuple[Family, ...], name: str) -> Mapping[str, tuple[tuple[Phrase, int], ...]]:
    found: dict[str, list[tuple[Phrase, int]]] = {}
    for number, family in enumerate(families):
        for phrase in getattr(family, name):
            found.setdefault(phrase[0], []).append((phrase, number))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _by_word(families: tuple[Family, ...]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, family in enumerate(families):
        for word in family.words:
            found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


@cache
def books() -> Mapping[str, Books]:
    """The families of each book (families, ladder, wishes, personal, guardrails). Raises ConfigError."""
    path = rules_folder() / INDEX
    try:
        entries = json.loads(path.read_bytes())["families"]
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"the index of the rewrites cannot be read; {REBUILD}", path.as_posix()) from error
    found: dict[str, list[Family]] = {}
    for entry in entries:
        found.setdefault(entry["book"], []).append(_family(entry))
    return {book: _book(tuple(families)) for book, families in found.items()}


def _book(families: tuple[Family, ...]) -> Books:
    things, acts, words = _by_first_word(families, "things"), _by_first_word(families, "acts"), _by_word(families)
    rarity = {word: math.log((len(families) + 1) / len(numbers)) for word, numbers in words.items()}
    return Books(families, things, acts, words, rarity)
