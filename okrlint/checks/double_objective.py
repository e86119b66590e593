"""Find objectives that hold two aims: two verbs, each with an object of its own."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Objective

_LONGEST = 60
"""Characters of the second aim that a message repeats."""
_HEAD = 600
"""Characters of an objective that are looked at."""

_VERB = r"""accelerate|achieve|adopt|attract|automate|become|bring|consolidate|create|decrease|delight|deliver|develop
    |diversify|eliminate|enable|engage|ensure|establish|expand|fix(?!\s(?:rates?|times?)\b)|give|grow|halve|implement
    |improve|increase|introduce|migrate|moderni[sz]e|optimi[sz]e|prevent|professionali[sz]e|prove|provide|publish|raise
    |recruit|reduce|remove|replace|restore|simplify|solve|stabili[sz]e|standardi[sz]e|streamline|strengthen|transform
    |validate"""
"""Base forms that nobody takes for a noun or an adjective when another noun follows."""
_FIRST_ONLY = "double|hire|launch|offer|reach|upgrade|win"
"""Base forms that are verbs where they open a sentence: in "lead quality and win rates" they are not."""
_NOUNLIKE = r"""boost|build|clean|close|cut|design|drive|earn|end|equip|find|get|lead|lower|make|move|open|organi[sz]e
    |prepare|release|secure|set\sup|shape|ship|shorten|speed\sup|start|stop|support|test|train|turn|unify|update"""
"""Base forms that can be something else; an article or a pronoun behind them says that they are verbs."""
_DETERMINER = r"(?:the|our|a|an|every|each|all|more|fewer|both|another|new)"
_OPENS = re.compile(
    rf"(?:to\s)?(?:(?:{_VERB}|{_FIRST_ONLY})\b|(?:{_NOUNLIKE})\s+{_DETERMINER}\b)\s+", re.IGNORECASE | re.VERBOSE
)
_JOINT = r"(?:(?:,|(?<!\s))\s++(?:and|&|\+|plus|as\swell\sas)\s++(?:(?:also|then)\s++)?|[;,.]\s++)"
_SECOND = re.compile(
    rf"""{_JOINT}(?P<aim>(?:(?:{_VERB})\s+(?!(?:and|or|of|in|for|on|at|to|by|with|from|out|into|as|through|over|under)\b)
    |(?:{_NOUNLIKE}|{_FIRST_ONLY})\s+{_DETERMINER}\s+)\w.*)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_INNER = re.compile(
    rf"""\b(?:can|could|may|might|should|must|will|who|that|which|where|when|whether|if|how|what|why|so|let|lets|letting
    |help|helps|helping|able|ready|easy|easier|while|without|instead|until|before|after|because|rather|sees?|have)\b
    |\bto\s+(?!{_DETERMINER}\b|(?:your|their|its|this|that|these|those|one|two|three)\b|(?-i:[A-Z\d]))""",
    re.IGNORECASE | re.VERBOSE,
)
_REFERS_BACK = re.compile(
    r"\b(?:it|its|itself|them|they|their|theirs|this|these|those|there|so|thus|thereby)\b", re.IGNORECASE
)
_LIST = re.compile(rf"(?:{_VERB}),\s+(?:(?:{_VERB}),?\s+)*(?:and|&)\s+(?:{_VERB})[.!]?", re.IGNORECASE | re.VERBOSE)
_WORD = re.compile(r"[^\W\d_]{4,}")


def _shares_a_word(first: str, second: str) -> bool:
    """Whether two aims name the same thing."""
    return not {word.lower() for word in _WORD.findall(first)}.isdisjoint(map(str.lower, _WORD.findall(second)))


def _second_aim(text: str) -> tuple[int, int] | None:
    """Where the second aim stands; None where there is one aim, or the second one speaks of the first."""
    if _LIST.fullmatch(text):
        return 0, len(text)
    opening = _OPENS.match(text)
    second = _SECOND.search(text, opening.end()) if opening else None
    if opening is None or second is None:
        return None
    first, aim = text[opening.end() : second.start()], second["aim"]
    is_name = aim[0].isupper() and text[second.start()] not in ".;"
    one = is_name or _INNER.search(first) or _REFERS_BACK.search(aim) or _shares_a_word(first, aim)
    return None if one else second.span("aim")


def check(node: Objective, _facts: Facts) -> Iterator[Finding]:
    """The second of two aims that have nothing but "and" in common. Two verbs with one object are one aim."""
    text = node.text.value
    if place := _second_aim(text[:_HEAD].rstrip()):
        words = shorten(text[slice(*place)].rstrip(" ."), _LONGEST, placeholder=" …")
        yield Finding(node.text.span(*place), {"words": words})
