"""The direction of a measure: what the words say, and what the numbers say."""

from __future__ import annotations

from okrlint.analysis.measures import lexicon
from okrlint.analysis.measures.contexts import NEAR, is_phrasal
from okrlint.analysis.measures.numbers import in_smallest
from okrlint.analysis.measures.roles import Roles
from okrlint.core import lazy_re as re
from okrlint.core.measure import Direction, Value

_WORD = re.compile(r"[^\W\d_][\w'’]*")
_LEVEL = re.compile(
    r"\W*(?:more|less|fewer|higher|lower)\s(?:than\b|\W?\d)|\W*up\sto\b|\W*(?:add|hold|cut|drop)\s?-", re.IGNORECASE
)
_EVENTS = re.compile(
    r"\W*(?:\w+\s)?hold\s(?:an?\s|\d+\s(?![%°])[a-z]|(?:two|three|four|five|six|seven|eight|nine|ten)\s)", re.IGNORECASE
)
_STEP = re.compile(
    r"""(?<![\w-])(?:
        (?P<up>more|extra|additional|another|higher|growth|increase|rise|uplift|longer|gain|improvement|up)
      | (?P<down>fewer|less|lower|faster|slower|quicker|shorter|reduction|decrease|decline|drop|cut|cheaper|down)
      )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_MOVES = re.compile(
    r"""(?<![\w-])(?:
        (?P<keep>keeps|(?<!to\s)keep|keeping|kept(?!\son\b)|(?<!of\s)(?<!the\s)(?<!a\s)stay(?:s|ed|ing)?|remain(?:s
        |ed|ing)?|(?<=\w\s)holds?|held|maintain(?:s|ed|ing)?|sustain(?:s|ed))
      | (?P<up>ris(?:es?|en|ing)|rose|grow(?:s|n|ing)?|grew|increas(?:es?|ed|ing)|climb(?:s|ed|ing)?|(?:goes|go
        |gets?|moves?|went|going)\sup(?=\sto\s)|up(?=\s(?:from|by)\s|\s?\d)|doubles?|doubled
          |triples?|tripled|gain(?:s|ed)|raised|lifted|boosted|higher(?!\sthan))
      | (?P<down>falls?|fell|fallen|drop(?:s|ped)?|decreas(?:es?|ed|ing)|declin(?:es?|ed|ing)|shrinks?|shrunk
        |sinks?|down(?=\s(?:from|by|to)\s|\s?\d)|halves?
          |halved|lower(?:ed|s)?(?!\sthan)|shorten(?:s|ed)|reduced|cut)
      )(?![\w-])
      (?=\s(?:from|to|by|at|below|under|above|over|within|between|steady|stable|the|or|again|on|in)(?![\w-])|\s?[\d≥≤<>~(]|\W*$)""",
    re.IGNORECASE | re.VERBOSE,
)
_DOWN_LATER = re.compile(
    r"\W*(?:bring|get|drive|push|take|move)\s[^\d;]*?\b(?P<way>down|up)\b(?!\s(?:to\s)?date)", re.IGNORECASE
)
_MORE = re.compile(
    r"\W*(?:\w+\s|[^\W\d]\w*s\s(?!(?:with|for|and|or|in|on|at|of|to|by|from|is|are|no|not|have|has)\s)\w+\s)?"
    r"(?:(?P<up>more|additional|higher)|(?P<down>fewer|less|lower))\s(?!(?:than|with|on|in|to|for|about)\b)[a-z]",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\b(?:who|whom|which|that|whether|how|why)\s$", re.IGNORECASE)
_FASTER = re.compile(r"\s(?:as\s)?(?:faster|quicker|less|fewer|cheaper|shorter)\b", re.IGNORECASE)


_VERBS: tuple[tuple[Direction, frozenset[str]], ...] = (
    ("keep", lexicon.KEEP),
    ("up", lexicon.UP),
    ("down", lexicon.DOWN),
)
_NAMES: tuple[Direction, ...] = ("keep", "up", "down")


def said(text: str, roles: Roles) -> Direction | None:
    """The direction that the words say: that of the leading verb, else of the verb or step word at a number."""
    return _leading(text) or _of_step(text, roles.change) or _moving(text)


def _leading(text: str) -> Direction | None:
    """The direction of the verb with which a key result begins, or of "more" and "fewer" before what is counted."""
    if _LEVEL.match(text):
        return None
    words = [match[0].lower() for match in _WORD.finditer(text[:NEAR])]
    while words and words[0] in lexicon.LEADS:
        words.pop(0)
    first = words[0] if words else ""
    if first == "hold" and _EVENTS.match(text):
        return None
    for name, verbs in _VERBS:
        if first in verbs or first.removesuffix("ing") in verbs or first.removesuffix("ing") + "e" in verbs:
            return name
    later = _DOWN_LATER.match(text)
    if later:
        return "down" if later["way"].lower() == "down" else "up"
    more = _MORE.match(text)
    return _named(more) if more else None


def is_more(text: str) -> bool:
    """Whether a sentence wants more or less of something: "Get more reviews"."""
    return bool(_MORE.match(text))


def _of_step(text: str, step: Value | None) -> Direction | None:
    """The direction of a step: "+5", "20 % fewer", "double"."""
    if step is None:
        return None
    sign = step.words.text[:1]
    if sign in "+-−":
        return "up" if sign == "+" else "down"
    if step.factor:
        return "down" if step.amount < 1 or _FASTER.match(text, step.words.end) else "up"
    near = _STEP.search(text, step.words.end, step.words.end + NEAR) or _STEP.search(
        text, max(0, step.words.start - NEAR // 2), step.words.start
    )
    return _named(near) if near else None


def _moving(text: str) -> Direction | None:
    """The direction of a verb behind the metric: "churn falls to 3 %"."""
    for match in _MOVES.finditer(text):
        before = text[max(0, match.start() - NEAR) : match.start()]
        if not (_OF_WHOM.search(before) or is_phrasal(before + match[0])):
            return _named(match)
    return None


def _named(match: re.Match[str]) -> Direction | None:
    return next((name for name in _NAMES if match.groupdict().get(name)), None)


def direction_of(baseline: Value | None, target: Value | None) -> Direction | None:
    """The direction in which the numbers move."""
    if baseline is None or target is None:
        return None
    low, unit = in_smallest(baseline.amount, baseline.unit)
    high, other = in_smallest(target.amount, target.unit)
    if unit != other:
        low, high = baseline.amount, target.amount
    return None if low == high else "up" if high > low else "down"
