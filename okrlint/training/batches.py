"""The batches in which items are learnt, and what is shown of a sentence."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from okrlint.training.corpus import Item

_BUCKET = 16
"""Batches that are filled together from sentences of about one length, so that little is padded."""


def sized(items: Sequence[Item], size: int) -> list[list[Item]]:
    """The items in random batches of about one length each."""
    order = random.sample(range(len(items)), len(items))
    batches = []
    for start in range(0, len(order), size * _BUCKET):
        near = sorted(order[start : start + size * _BUCKET], key=lambda at: len(items[at].text + items[at].objective))
        batches += [[items[at] for at in near[i : i + size]] for i in range(0, len(near), size)]
    random.shuffle(batches)
    return batches


def ends(text: str) -> tuple[str, str]:
    """A sentence as it stands, and without its full stop or with one."""
    if text.endswith("."):
        return text, text[:-1]
    return text, f"{text}." if text[-1].isalnum() else text


def seen(item: Item, changed_end: float) -> str:
    """The sentence as it is shown this time: now and then, with the chance `changed_end`, with another end.

    Only the end of the sentence changes, so that its parts stay where they are.
    """
    return ends(item.text)[random.random() < changed_end]


def objectives_of(items: Sequence[Item]) -> list[Item]:
    """One item for every labelled objective of the corpus."""
    known = {(item.document, item.objective): item for item in items if item.objective_kind and item.objective}
    return list(known.values())


def endless(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    """Random batches for ever."""
    while True:
        yield from sized(items, size)
