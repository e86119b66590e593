"""Whether what was found in keys and values can only be OKRs, and not some other data with such names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from okrlint.core import lazy_re as re
from okrlint.core.model import KeyResult
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.formats import tree
from okrlint.formats.context import Context
from okrlint.formats.ids import is_id
from okrlint.formats.records import has_words

_LONGEST = 300
_MENTION = re.compile(r"(?<![^\W_])OKRs?(?![^\W_])", re.IGNORECASE)
_AIM = re.compile(
    r"^(?>.*?\d).*(?:→|->|=>|⇒)"
    r"|^(?>.*?\bfrom\b)(?>.*?\d)(?>.*?\bto\b).*\d"
    r"|^(?>.*?\b(?:below|under|above|over|at (?:least|most)|(?:fewer|less|more) than|within|up to|reach(?:es)?)\b).*\d"
    r"|\b(?:minus|plus) \d"
    r"|\d (?:out of|of|in) (?:every )?\d"
    r"|[<>≤≥] ?\d",
    re.IGNORECASE | re.MULTILINE,
)
_FIGURES = frozenset({"baseline", "target", "current"})
_NO_PROOF = frozenset({"metric", "type"})
_FEWEST_GOALS = 2
_FEWEST_AIMS = 3


class Evidence:
    """What speaks for OKRs in one file; `hinted` is whether its name does.

    Keys such as `results` and `goals` alone prove nothing.
    """

    def __init__(self, source: Source) -> None:
        self.hinted = "okr" in source.path.casefold()
        self.found = False
        self._text = source.text
        self._goals = self._aims = 0

    @cached_property
    def mentioned(self) -> bool:
        """Whether the name of the file or anything in it speaks of OKRs."""
        return self.hinted or _MENTION.search(self._text) is not None

    def key_results(self, node: tree.Node, found: Sequence[KeyResult]) -> None:
        """Weigh what stands under "key results"."""
        self.found = self.found or _proves(node, found)

    def rows(self, found: Sequence[KeyResult]) -> None:
        """Weigh key results that name their objective or have figures."""
        self.found = self.found or any(_is_stated(result) or is_sentence(result.text, 3) for result in found)

    def objective(self, statement: tree.Scalar | None, context: Context) -> None:
        """Weigh an objective that has no key results yet."""
        if statement is not None and (context.expected or self.hinted):
            self.found = self.found or is_sentence(statement.text, 2)

    def results(self, statement: tree.Scalar | None, context: Context, found: Sequence[KeyResult]) -> None:
        """Weigh an objective without the words "key results"."""
        if self.found or statement is None or not is_sentence(statement.text, 2):
            return
        told = context.okr and (bool(found) or is_sentence(statement.text, 3))
        measured = any(is_sentence(result.text, 3) and _is_measured(result) for result in found)
        measured = measured or sum(map(_is_change, found)) > 1
        if context.expected == "goal":
            measured = self._is_cascade(context, found) or (measured and self.mentioned)
        self.found = self.hinted or told or measured

    def items(self, objectives: Sequence[Text], sure: Sequence[KeyResult], unsure: Sequence[KeyResult]) -> None:
        """Weigh items that say themselves what they are; `unsure` ones are called results or metrics."""
        if self.found or not (objectives or sure):
            return
        meets = bool(objectives) or self.mentioned
        said = any((meets and is_sentence(result.text, 3)) or _has_figures(result) for result in sure)
        meant = any(is_sentence(result.text, 3) and _is_measured(result) for result in unsure)
        alone = not sure and not unsure and any(is_sentence(text, 3) for text in objectives)
        self.found = said or ((meant or alone) and self.mentioned)

    def _is_cascade(self, context: Context, found: Sequence[KeyResult]) -> bool:
        """Whether goals of a period, each with results, aim at so many figures that they are OKRs by another name."""
        aims = sum(_has_aim(result) for result in found)
        if not (aims and len(found) > 1 and (context.cycle or context.around)):
            return False
        self._goals += 1
        self._aims += aims
        return self._goals >= _FEWEST_GOALS and self._aims >= _FEWEST_AIMS


def is_sentence(text: Text, words: int) -> bool:
    """Whether a text has so many words."""
    value = text.value[:500]
    if not value.isascii() and sum(map(str.isalpha, value)) > 3 * words:
        return True  # not every script puts spaces between words
    return sum(map(has_words, value.split())) >= words


def _has_digit(text: Text) -> bool:
    return any(character.isdigit() for character in text.value[:500])


def _has_figures(result: KeyResult) -> bool:
    return sum(field.name in _FIGURES for field in result.fields) > 1


def _is_stated(result: KeyResult) -> bool:
    """Whether a key result has fields that anything else would not have."""
    return any(field.name not in _NO_PROOF for field in result.fields)


def _is_change(result: KeyResult) -> bool:
    return result.field("baseline") is not None and result.field("target") is not None


def _is_measured(result: KeyResult) -> bool:
    return _has_digit(result.text) or _has_figures(result)


def _has_aim(result: KeyResult) -> bool:
    """Whether a sentence states a change or a limit in figures."""
    return is_sentence(result.text, 3) and (
        _AIM.search(result.text.value[:_LONGEST]) is not None or _has_figures(result)
    )


def _proves(node: tree.Node, found: Sequence[KeyResult]) -> bool:
    """Whether what stands under "key results" is key results, and not figures by name or labels to be translated."""
    if isinstance(node, tree.Mapping):
        return any(_is_stated(result) or (result.id is not None and is_id(result.id.value)) for result in found)
    words = 3 if isinstance(node, tree.Scalar) else 2
    return any(_is_stated(result) or is_sentence(result.text, words) or _has_digit(result.text) for result in found)
