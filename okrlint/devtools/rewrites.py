"""The index of the rewrites: families in the form in which a run looks for them."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from okrlint.analysis.measures import find_measure
from okrlint.packs.rewrite_files import FamilyEntry, OutcomeEntry, families
from okrlint.resources import rules_folder
from okrlint.rewrite.families import INDEX, VERSION, written_names, written_numbers
from okrlint.rewrite.words import content, phrase, stem

Phrase = tuple[str, ...]

_SLOT = re.compile(r"\{\{[^{}]*+\}\}|\{%[^{}]*+\}")
_FALLS = re.compile(
    r"\b(?:falls?|drops?|sinks?|shrinks?|declines?|shortens?|lower|fewer|less|below|under|down|at most|no more than)\b",
    re.IGNORECASE,
)


def rises(text: str) -> bool:
    """Whether the target of a template lies above its baseline, by its words."""
    plain = _SLOT.sub("they", text)
    measure = find_measure(plain.replace("[baseline]", "45").replace("[target]", "31"))
    if measure is not None and measure.said in ("up", "down"):
        return measure.said == "up"
    return not _FALLS.search(plain)


def _works(entry: OutcomeEntry) -> frozenset[str]:
    """The words of the work to which alone an outcome answers, as stems."""
    return frozenset(" ".join(map(stem, phrase(one))) for one in entry.when)


def _outcome(entry: OutcomeEntry, told: Mapping[str, float]) -> list[Any]:
    when = [f"{work} {told[work]:.1f}" for work in sorted(_works(entry))]
    return [entry.measure, entry.text, entry.why, rises(entry.text), *([when] if when else [])]


def _field_words(family: FamilyEntry) -> frozenset[str]:
    """The words that tell the field of a family: its names and those that stand nearby."""
    texts = (*family.things, *family.acts, *family.cues, family.field, family.whose)
    return frozenset[str]().union(*map(content, texts))


def _outcome_words(family: FamilyEntry) -> frozenset[str]:
    """The words of its outcomes that are none of its field's, without those of outcomes for certain work alone."""
    own = (content(one.text) for one in family.outcomes if not one.when)
    return frozenset[str]().union(*own) - _field_words(family)


def _told(some: Sequence[FamilyEntry]) -> Mapping[str, float]:
    """What words of work tell: the more of them and the fewer families that know them, the more."""
    counts = Counter(work for one in some for work in frozenset[str]().union(*map(_works, one.outcomes)))
    return {work: len(work.split()) + math.log((len(some) + 1) / count) for work, count in counts.items()}


def _entry(family: FamilyEntry, told: Mapping[str, float]) -> Mapping[str, Any]:
    """A family for the index."""
    outcomes = [_outcome(one, told) for one in family.outcomes]
    return {"family": family.family, "whose": family.whose, "question": family.question, "outcomes": outcomes}


def _names(phrases: Sequence[frozenset[Phrase]]) -> Mapping[str, list[tuple[Phrase, int]]]:
    """Phrases by their first word, with the numbers of their families."""
    found: dict[str, list[tuple[Phrase, int]]] = {}
    for number, some in enumerate(phrases):
        for one in sorted(some - {()}):
            found.setdefault(one[0], []).append((one, number))
    return dict(sorted(found.items()))


def _by_word(some: Sequence[FamilyEntry]) -> Mapping[str, tuple[list[int], list[int]]]:
    """For every word the families whose field it tells, and those in whose outcomes alone it stands."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for number, family in enumerate(some):
        for place, words in enumerate((_field_words(family), _outcome_words(family))):
            for word in words:
                found.setdefault(word, ([], []))[place].append(number)
    return dict(sorted(found.items()))


def _lines_of(some: Sequence[FamilyEntry]) -> tuple[list[Any], Mapping[str, Any]]:
    """The families of a book and its words for the index: names as plain words, verbs as stems."""
    acts = [frozenset(tuple(map(stem, phrase(act))) for act in one.acts) for one in some]
    names = {"things": _names([frozenset(map(phrase, one.things)) for one in some]), "acts": _names(acts)}
    written = {part: {word: written_names(one) for word, one in found.items()} for part, found in names.items()}
    words = {word: written_numbers(found) for word, found in _by_word(some).items()}
    told = _told(some)
    return [_entry(one, told) for one in some], {**written, "words": words}


def index_text(folder: Path) -> str:
    """The text of the index for a folder of packs: the same files give the same bytes. Raises ConfigError."""
    found: dict[str, list[FamilyEntry]] = {}
    for family in families(folder):
        found.setdefault(family.book, []).append(family)
    books: dict[str, Any] = {}
    lines: list[Any] = []
    for name, some in sorted(found.items()):
        entries, parts = _lines_of(some)
        books[name] = {"families": [len(lines), len(entries)]}
        lines += entries
        for part, words in parts.items():
            books[name][part] = len(lines)
            lines.append(words)
    written = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines]
    ends = list(accumulate(len(line.encode()) for line in written))
    head = json.dumps({"version": VERSION, "books": books, "ends": ends}, separators=(",", ":"))
    return "".join([head, "\n", *written])


def write_rewrites(folder: Path | None = None, *, check: bool = False) -> bool:
    """Write the index of the rewrites; with `check`, only look. Tells whether it was current. Raises ConfigError."""
    folder = folder or rules_folder()
    path, text = folder / INDEX, index_text(folder)
    current = path.is_file() and path.read_text(encoding="utf-8") == text
    if not current and not check:
        path.write_text(text, encoding="utf-8", newline="\n")
    return current
