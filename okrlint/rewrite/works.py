"""Which outcomes of a topic answer to a certain work."""

from __future__ import annotations

from okrlint.rewrite.families import Outcome, Phrase


def answers(outcome: Outcome, stems: Phrase) -> float:
    """How much the words of a work tell for an outcome that answers to some; 0 where it names none of them."""
    return max((told for phrase, told in outcome.when if _names(stems, phrase)), default=0.0)


def _names(stems: Phrase, phrase: Phrase) -> bool:
    """Whether words stand behind one another in a text."""
    return any(stems[place : place + len(phrase)] == phrase for place in range(len(stems) - len(phrase) + 1))
