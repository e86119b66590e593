"""The times of a measure: the window that belongs to the metric, and the deadline."""

from __future__ import annotations

from okrlint.analysis.measures.contexts import NEAR, RATED
from okrlint.analysis.measures.roles import Roles
from okrlint.core import lazy_re as re
from okrlint.core.measure import Words

Span = tuple[int, int]

_TIME = r"(?:second|minute|hour|day|night|week|month|quarter|year|term|season|session|visit|shift)"
_WINDOW = re.compile(
    rf"""\b(?:within|during|in|over|inside|throughout|after)\s(?:the\s|their\s|its\s|his\s|her\s|our\s)?
          (?P<first>(?:first|last|next|following)\s(?:\w+\s)?{_TIME}s?)\b
      | \b(?P<run>(?:\d{{1,3}}|two|three|four|five|six)\s(?:consecutive|successive|straight)\s\w+)
      | \bin\s(?P<nth>(?:week|day|month)\s(?:\d|one|two|three|four))\b(?!\s20)
      | \b(?:within|inside|in\sunder|in\sless\sthan|over)\s(?P<one>(?:an?|one)\s(?:\w+\s)?{_TIME})\b""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = r"(?:\d{1,4}|one|two|three|four|five|six|ten|twelve)"
_NUMBERED = re.compile(rf"(?<![\w-]){_COUNT}-(?:second|minute|hour|day|week|month|year)\b", re.IGNORECASE)
_UNIT_TAIL = re.compile(
    r"\s?(?:(?:working|business|calendar|school|opening)\s)?(?:second|minute|hour|day|week|month|year)s?\b"
    r"|\s(?:consecutive|successive|straight)\s\w+|\s[a-z]+s(?=\s(?:in\sa\srow|running)\b)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:first|last|next|past|following)\s$", re.IGNORECASE)
_DUE = re.compile(
    r"(?:\b(?:by|until|till|before|in|during|for|on|of|at|from|through|beginning|start|than)\s(?:the\s)?"
    r"|[(,;:@–—-]\s?)$",
    re.IGNORECASE,
)
_SELF = re.compile(r"(?:this|next|end|EO|year|current|coming|start|beginning|mid)", re.IGNORECASE)
_THAN = re.compile(
    r"(?:(?<!later\s)(?<!earlier\s)(?<!sooner\s)\bthan|\bcompared\s(?:to|with)|\bversus|\bvs\.?|\bagainst)"
    r"\s(?:(?:in|at|on|during|the)\s){0,2}$",
    re.IGNORECASE,
)
"""In front of a time with which something is compared: "fewer claims than in 2025"."""
_NAMED_YEAR = re.compile(r"\b(?:by|before|until|till|for)\s(?:the\s)?(?P<name>(?:[A-Z][\w&’'-]*\s){1,3})$")
_ENDING = re.compile(r"\w+-end\s[a-z]", re.IGNORECASE)
"""The end of a period that describes something: "Month-end close"."""
_CLOCK = re.compile(r"\d{1,2}(?::\d\d|\s?[ap]m)", re.IGNORECASE)
_EVENT = r"""(?:easter|christmas|xmas|thanksgiving|black\sfriday|cyber\smonday|halloween|ramadan|diwali|eid
      |pentecost|lent|advent
    |new\syear|midsummer|spring|summer|autumn|winter|season|harvest|calving|lambing|sowing|planting|release|launch
      |go-live
    |audit|election|holidays?|break|vacation|exams?|summit|conference|fair|festival|agm|meeting|review|inspection
      |opening
    |kick-?off|closing|close|migration|ipo|rollout|tournament|championships?|half-term|marathon|concert|term|semester
      |deadline|handover
    |anniversary|ceremony|congress|peak|sale|round|visit|move|merger)"""
_BY_EVENT = re.compile(
    rf"""\b(?:by|before|until|till|ahead\sof|in\stime\sfor)\s(?:the\s|our\s|next\s(?=\w))?
      (?P<event>(?:[^\W\d][\w'’-]*\s){{0,3}}?{_EVENT}(?:\s(?:season|holidays?|break|term|release|day|meeting|week
      |party))?)
      (?=\s*(?:$|[.,;:)(!]|while\b|without\b|with\b|from\b))""",
    re.IGNORECASE | re.VERBOSE,
)


def window(text: str, roles: Roles) -> Words | None:
    """The time that belongs to the metric: "7 days" in "within 7 days"."""
    if roles.windows:
        return _numbered(text, roles.windows[0].words)
    match = _WINDOW.search(text)
    if match:
        name = next(name for name in ("first", "one", "run", "nth") if match[name])
        return Words(match[name], *match.span(name))
    for numbered in _NUMBERED.finditer(text):
        if RATED.match(text, numbered.end()):
            return Words(numbered[0], *numbered.span())
    return None


def _numbered(text: str, words: Words) -> Words:
    """A number of days with what belongs to it: "first 3 months", "5 working days"."""
    start, end = words.start, words.end
    tail = None if words.text[-1:].isalpha() and " " in words.text else _UNIT_TAIL.match(text, end)
    lead = _WHICH.search(text[max(0, start - NEAR) : start])
    start, end = (start - len(lead[0]) if lead else start), (tail.end() if tail else end)
    return Words(text[start:end], start, end)


def deadline(text: str, moments: tuple[Span, ...], roles: Roles) -> Words | None:
    """The first date, period or event that is said with a preposition, in brackets or at the end."""
    event = _BY_EVENT.search(text)
    for start, end in moments:
        if _CLOCK.match(text, start) or _is_nth(text, start):
            continue
        if event and event.start("event") <= start:
            break
        if _is_due(text, start, end) and not _is_of_baseline(start, roles):
            name = _NAMED_YEAR.search(text, max(0, start - NEAR), start) if text[start:end].isdigit() else None
            start = name.start("name") if name else start
            return Words(text[start:end], start, end)
    return Words(event["event"], *event.span("event")) if event else None


def _is_nth(text: str, start: int) -> bool:
    """Whether a date counts from a beginning of its own, and so is a window: "in week 1"."""
    nth = _WINDOW.match(text, max(0, start - len("in ")))
    return bool(nth and nth["nth"])


def _is_due(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - NEAR) : start]
    last = not text[end:].strip(" .)!*")
    if _THAN.search(before) or (start == 0 and _ENDING.match(text)):
        return False
    return start == 0 or last or bool(_DUE.search(before)) or bool(_SELF.match(text, start))


def _is_of_baseline(start: int, roles: Roles) -> bool:
    """Whether a date belongs to the baseline: "compared with 14 min in 2025"."""
    base, target = roles.baseline, roles.target
    if base is not None and 0 < base.words.start - start <= len("2026: "):
        return True
    if base is None or target is None or base.words.start < target.words.start:
        return False
    return 0 <= start - base.words.end < len(" tickets in ")
