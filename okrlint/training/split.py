"""Split the corpus so that nothing that belongs together stands on both sides; find near-duplicates."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from okrlint.core.errors import OkrlintError
from okrlint.training.corpus import Item, read_all

CORPUS_PARTS = ("natural", "hard", "rare")
_WORD = re.compile(r"[a-z]+")
ALIKE = 0.8
"""Share of common words from which two sentences are near-duplicates."""
_FEWEST = 5
"""Words that a sentence needs to be compared; shorter ones ("v2 spec") are alike by chance."""


class Split(NamedTuple):
    """Three sets of items: to learn from, to choose and calibrate on, and to test on."""

    train: list[Item]
    dev: list[Item]
    test: list[Item]


def assigned(items: Sequence[Item], sides: dict[str, str]) -> Split:
    """The items by the side of their writer; writers that `sides` does not name are learnt from."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[sides.get(item.writer, "train")].append(item)
    return Split(found["train"], found["dev"], found["test"])


def words(text: str) -> frozenset[str]:
    """The words of a sentence without numbers, in small letters."""
    return frozenset(_WORD.findall(text.lower()))


def _by_word(sentences: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    """The sentences that have a word."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(sentences):
        for word in one:
            found[word].append(number)
    return found


def _rarest(one: frozenset[str], index: dict[str, list[int]]) -> list[str]:
    """Words of which an alike sentence must have at least one: the rarest ones, as many as it may lack plus one."""
    spare = int(len(one) * (1 - ALIKE)) + 1
    return sorted(one, key=lambda word: (len(index.get(word, ())), word))[:spare]


def near_duplicates(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Pairs of sentences, by number, with the share of words that they have in common (Jaccard), from ALIKE up."""
    others = [words(text) for text in second]
    index = _by_word(others)
    for number, text in enumerate(first):
        one = words(text)
        if len(one) < _FEWEST:
            continue
        for other in sorted({hit for word in _rarest(one, index) for hit in index.get(word, ())}):
            share = len(one & others[other]) / len(one | others[other])
            if share >= ALIKE:
                yield number, other, share


def leaks(split: Split) -> Iterator[tuple[Item, Item]]:
    """Pairs of items on different sides that are of one document or pair, or near-duplicates."""
    sides: tuple[Sequence[Item], ...] = (split.train, split.dev, split.test)
    for here, one in enumerate(sides):
        for other in sides[here + 1 :]:
            for a, b, _ in near_duplicates([item.text for item in one], [item.text for item in other]):
                yield one[a], other[b]
            yield from _shared(one, other)


def _shared(one: Iterable[Item], other: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    """Pairs of items that have a document or a pair in common."""
    known = {key: item for item in one for key in (item.document, item.pair) if key}
    yield from ((known[key], item) for item in other for key in (item.document, item.pair) if key and key in known)


def corpus_split(corpus: Path) -> Split:
    """The corpus by `splits.json`. Raises OkrlintError for a mistake in a line, or for a leak between the sides."""
    items = read_all(corpus, CORPUS_PARTS)
    sides = json.loads((corpus / "splits.json").read_text(encoding="utf-8"))
    split = assigned(items, {writer: side for side, writers in sides.items() for writer in writers})
    for one, other in leaks(split):
        raise OkrlintError(f"{one.id} and {other.id} are of one document or nearly the same, but on different sides")
    return split


def corpus_hash(items: Sequence[Item]) -> str:
    """A checksum of items, whatever file they stand in."""
    rows = sorted(
        repr((one.id, one.text, one.objective, one.kind, one.measured, sorted(one.flags.items()), one.parts))
        for one in items
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
