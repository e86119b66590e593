"""Find sentences that are long, or full of words that say little outside the room where they were written."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import KeyResult, Objective
from okrlint.core.phrases import matches


def _found(text: str, phrases: tuple[str, ...], except_in: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where different phrases stand that are neither quoted, nor part of an exception, nor a name inside a sentence."""
    places: dict[str, tuple[int, int]] = {}
    for match in matches(text, phrases, except_in):
        if match.start() == 0 or match[0][0].islower():
            places.setdefault(match[0].lower(), match.span())
    return list(places.values())


def check(
    node: KeyResult | Objective,
    _facts: Facts,
    *,
    phrases: tuple[str, ...] = (),
    soft: tuple[str, ...] = (),
    except_in: tuple[str, ...] = (),
    together: int = 2,
    max_words: int = 25,
) -> Iterator[Finding]:
    """The first of the phrases, the first of `together` different `soft` ones, or a text of more than `max_words`."""
    text = node.text.value
    hard, weak = _found(text, phrases, except_in), _found(text, soft, except_in)
    jargon = hard or (weak if len(weak) >= together else [])
    if jargon:
        words = " and ".join(f'"{text[start:end]}"' for start, end in jargon[:2])
        yield Finding(node.text.span(*jargon[0]), {"what": f"{words} can mean many things"})
    elif (length := len(text.split())) > max_words:
        yield Finding(node.text.span(), {"what": f"An objective of {length} words is hard to remember"})
