"""Find words and phrases of a list."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import KeyResult, Objective
from okrlint.core.phrases import matches
from okrlint.core.purpose import purposes

NEEDS = frozenset({"quantities"})


def _is_name(text: str, start: int) -> bool:
    """Whether the word at a place is written as a name: with a capital inside a sentence."""
    return start > 0 and text[start].isupper() and text[start - 2 : start - 1] not in ".:!?"


def check(
    node: KeyResult | Objective,
    facts: Facts,
    *,
    phrases: tuple[str, ...] = (),
    except_in: tuple[str, ...] = (),
    unless_measured: bool = False,
    only_type: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """The first of the phrases that is no name, not quoted and not part of an exception.

    `unless_measured` keeps quiet where the sentence has a number, or the key result a target; `only_type` wherever none
    of these types is declared.
    """
    text = node.text.value
    if only_type and purposes(node).isdisjoint(only_type):
        return
    if unless_measured and (facts.quantities.get(node.text) or node.field("target")):
        return
    in_capitals = text.isupper()
    for match in matches(text, phrases, except_in):
        if in_capitals or not _is_name(text, match.start()):
            yield Finding(node.text.span(*match.span()), {"phrase": match[0]})
            return
