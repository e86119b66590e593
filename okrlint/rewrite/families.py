"""What okrlint knows about rewrites: families of deliverables with outcomes, read from their generated index."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from mmap import ACCESS_READ, mmap
from typing import Any, NamedTuple

from okrlint.core.errors import ConfigError
from okrlint.resources import rules_folder

INDEX = "rewrites/index.jsonl"
"""Lines of JSON: which line has what of every book and where lines end, then the books, read when somebody asks."""
VERSION = 4
Phrase = tuple[str, ...]
REBUILD = "run `python -m okrlint.devtools index`"


class Outcome(NamedTuple):
    """One alternative: a template with slots and blanks.

    `rises` tells whether its target lies above its baseline. `when` are words of the
    work to which alone it answers, as stems, each with what it tells.
    """

    measure: str
    text: str
    why: str
    rises: bool
    when: tuple[tuple[Phrase, float], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A kind of deliverable or work, and what shows that it was worth it."""

    name: str
    book: str
    whose: str
    question: str
    outcomes: tuple[Outcome, ...]


Named = Sequence[tuple[Phrase, int]]
"""Phrases that begin with one word, each with the number of its family."""
Told = tuple[Sequence[int], Sequence[int]]
"""The families whose field a word tells, and those in whose outcomes alone it stands."""


def written_names(found: Named) -> str:
    """Phrases with numbers as the index has them."""
    return "|".join(" ".join((*phrase, str(number))) for phrase, number in found)


def read_names(text: str) -> Named:
    """Phrases with numbers of the index."""
    split = [one.split(" ") for one in text.split("|")]
    return tuple((tuple(words[:-1]), int(words[-1])) for words in split)


def written_numbers(found: Told) -> str:
    """What a word tells as the index has it."""
    return "|".join(" ".join(map(str, numbers)) for numbers in found)


def read_numbers(text: str) -> Told:
    """What a word tells by the index."""
    strong, weak = ([int(number) for number in numbers.split()] for numbers in text.split("|"))
    return strong, weak


def _outcome(measure: str, text: str, why: str, rises: bool, when: Sequence[str] = ()) -> Outcome:
    """An outcome as the index has it."""
    split = [one.split(" ") for one in when]
    return Outcome(measure, text, why, rises, tuple((tuple(words), float(told)) for *words, told in split))


_NO_NAMES: Named = ()
_NOTHING: Told = (), ()


class Lines:
    """Some of the lines of a file that is mapped into memory, from number `first` on; `ends` is where each ends."""

    def __init__(self, data: mmap | bytes, start: int, ends: Sequence[int], first: int = 0) -> None:
        self._data, self._start, self._ends, self._first = data, start, ends, first

    def __getitem__(self, number: int) -> bytes:
        """A line by its number."""
        place = self._first + number
        before = self._ends[place - 1] if place else 0
        return self._data[self._start + before : self._start + self._ends[place]]

    def since(self, first: int) -> Lines:
        """The same lines, counted from another one on."""
        return Lines(self._data, self._start, self._ends, first)


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """Families by the phrases that name them, and by all words that tell of their field, as lines of the index.

    Words are plain, those of acts are stems.
    """

    name: str
    entries: Lines
    size: int
    things: Mapping[str, str]
    acts: Mapping[str, str]
    words: Mapping[str, str]
    _named: dict[tuple[str, bool], Named] = field(default_factory=dict, repr=False)
    _told: dict[str, tuple[Told, float]] = field(default_factory=dict, repr=False)
    _families: dict[int, Family] = field(default_factory=dict, repr=False)

    def family(self, number: int) -> Family:
        """A family by its number."""
        found = self._families.get(number)
        if found is None:
            entry = json.loads(self.entries[number])
            outcomes = tuple(_outcome(*outcome) for outcome in entry["outcomes"])
            found = Family(entry["family"], self.name, entry["whose"], entry["question"], outcomes)
            self._families[number] = found
        return found

    def named(self, word: str, *, act: bool = False) -> Named:
        """The phrases for things, or for acts, that begin with a word."""
        key = word, act
        if key not in self._named:
            text = (self.acts if act else self.things).get(word)
            self._named[key] = read_names(text) if text else _NO_NAMES
        return self._named[key]

    def _of_word(self, word: str) -> tuple[Told, float]:
        if word not in self._told:
            text = self.words.get(word)
            told = read_numbers(text) if text else _NOTHING
            count = len(told[0]) + len(told[1])
            self._told[word] = told, math.log((self.size + 1) / count) if count else 0.0
        return self._told[word]

    def told(self, word: str) -> Told:
        """The families whose field a word tells, and those in whose outcomes alone it stands."""
        return self._of_word(word)[0]

    def rarity(self, word: str) -> float:
        """How much a word tells: its inverse document frequency over the families."""
        return self._of_word(word)[1]

    def weight(self, phrase: Sequence[str]) -> float:
        """How much a phrase tells about the family: the rarer its words, the more."""
        return sum(self.rarity(word) or _HIGHEST for word in phrase)


_HIGHEST = 6.0
_NONE = Book("", Lines(b"", 0, ()), 0, {}, {}, {})


def _unreadable(error: Exception | None = None) -> ConfigError:
    """That the index cannot be read."""
    found = ConfigError(f"the index of the rewrites cannot be read; {REBUILD}", (rules_folder() / INDEX).as_posix())
    found.__cause__ = error
    return found


@cache
def _index() -> tuple[Mapping[str, Any], Lines]:
    """Which line has what of every book, and the lines."""
    try:
        with (rules_folder() / INDEX).open("rb") as file:
            data = mmap(file.fileno(), 0, access=ACCESS_READ)
        start = data.find(b"\n") + 1
        head = json.loads(data[:start])
        books: Mapping[str, Any] = head["books"]
        lines = Lines(data, start, head["ends"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(error) from error
    if head.get("version") != VERSION:
        raise _unreadable()
    return books, lines


@cache
def book(name: str) -> Book:
    """The families of a book (families, wishes, personal, guardrails, aims); empty where there is none.

    Raises ConfigError where the index cannot be read.
    """
    books, lines = _index()
    if name not in books:
        return _NONE
    try:
        first, count = books[name]["families"]
        things, acts, words = (json.loads(lines[books[name][part]]) for part in ("things", "acts", "words"))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise _unreadable(error) from error
    return Book(name, lines.since(first), count, things, acts, words)
