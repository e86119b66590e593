"""Which number of a sentence is the baseline, the target, the step, and which belong to a window or a rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from okrlint.analysis.measures import lexicon
from okrlint.analysis.measures.contexts import NEAR, RATED, around, is_base, is_step
from okrlint.analysis.measures.numbers import in_smallest
from okrlint.core import lazy_re as re
from okrlint.core.measure import Value

_TIMES = frozenset({"ms", "s", "min", "h", "days", "weeks", "months", "years"})
_ARROW = re.compile(r"(?:→|➔|➜|⇒|-{1,2}>|—>|–>|=>|>{1,2})\s*(?:[a-z]+\s){0,2}#?$", re.IGNORECASE)
_TO = re.compile(
    r"""(?:^|.*\s)(?:up\s|down\s|on\s)?(?:to|and\sonto)\s(?:(?:an?|the|at|or|least|most|about|around|under|below|over
      |above
      |more|less|fewer|no|not|than|between|only|just|roughly|some)\s){0,4}(?:\w+\s)?$|\s?…\s?$""",
    re.IGNORECASE | re.VERBOSE,
)
_SHORT_TO = re.compile(r"(?:\s[\w%-]+){0,2}\s(?:up |down )?to\s(?:an?\s)?", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b[^\d]*$", re.IGNORECASE)
_BY = re.compile(r"\bby\s(?:\w+\s){0,2}$", re.IGNORECASE)
_WINDOW_BEFORE = re.compile(
    r"""\b(?P<how>within|inside|during|over|throughout|after|for(?:\sat\sleast|\smore\sthan)?|in(?:\sunder
      |\sless\sthan)?)
      (?:\s(?:the|their|its|his|her|our|an?))?(?:\s(?P<which>first|last|next|past|following))?\s$""",
    re.IGNORECASE | re.VERBOSE,
)
_WINDOW_AFTER = re.compile(
    r"\s(?:in\sa\srow|running|straight|after\s|later\b|of\s(?:sign|order|receipt|arriv|join|regist|purchas|deliver))"
    r"|\s(?:consecutive|straight)\b",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(r"\s(?:(?:consecutive|successive|straight)\s\w|\w+s\s(?:in\sa\srow|running)\b)", re.IGNORECASE)
_OLD_BEFORE = re.compile(r"\b(?:older|younger|longer|later|sooner|earlier)\sthan\s$", re.IGNORECASE)
_OLD_AFTER = re.compile(r"\s(?:old|overdue|of\sage)\b", re.IGNORECASE)
_OPEN_BEFORE = re.compile(r"\b(?:open|old|overdue|unpaid|waiting|idle|pending)\s(?:for\s)?$", re.IGNORECASE)
_LABELS = re.compile(r":\s")
_PER_BEFORE = re.compile(r"(?:\b(?:per|every|each)\s(?:the\s)?|\w\s?/\s?)$", re.IGNORECASE)
_RANGE = re.compile(r"\s(?:and|to)\s(?:about\s)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:about\s)?$", re.IGNORECASE)
_COUNTED = re.compile(r"\s[a-z-]+(?:\s[a-z-]+){0,2}", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:we\s(?:want|need|aim\sfor)|target|goal|aim|should\sbe|wanted)\W{0,2}(?:of\s|is\s|at\s)?$", re.IGNORECASE
)
_EVERY = re.compile(r"\W*(?:every|all|each)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\s(?:instead\sof|rather\sthan|not)\s", re.IGNORECASE)
_WORDS = 5


@dataclass(slots=True)
class Roles:
    """The numbers of a sentence by what they are there for; `others` only describe something."""

    baseline: Value | None = None
    target: Value | None = None
    change: Value | None = None
    windows: list[Value] = field(default_factory=list)
    rates: list[Value] = field(default_factory=list)
    others: list[Value] = field(default_factory=list)

    def main(self) -> list[Value]:
        """Baseline, target and step, in the order of the sentence."""
        found = [value for value in (self.baseline, self.target, self.change) if value]
        return sorted(found, key=lambda value: value.words.start)

    def values(self) -> list[Value]:
        """All numbers that say how much, in the order of the sentence."""
        return sorted([*self.main(), *self.others], key=lambda value: value.words.start)


def _is_rate(text: str, value: Value) -> bool:
    return bool(_PER_BEFORE.search(around(text, value)[0]))


def _is_window(text: str, value: Value, others: Sequence[Value], beside: bool) -> bool:
    """Whether a time belongs to another number: "40 % reply within 7 days", "3 months in a row", "90-day retention"."""
    before, after = around(text, value)
    if _IN_A_ROW.match(after) and others:
        return True
    if value.unit not in _TIMES or value.words.text[:1] in "<≤>≥":
        return False
    if "-" in value.words.text and value.upper is None:
        return bool(RATED.match(after))
    if _WINDOW_AFTER.match(after):
        return True
    lead = _WINDOW_BEFORE.search(before)
    if not lead:
        return False
    # "In 3 days instead of 11": a bare number that says where things stand is counted in the same unit.
    measured = any(other.unit not in _TIMES and (other.unit or not is_base(text, other)) for other in others)
    return (
        bool(lead["which"])
        or measured
        or beside
        or is_about_all(text)
        or lead["how"].lower() in ("during", "throughout", "for")
    )


def is_about_all(text: str) -> bool:
    """Whether a sentence says something of all, which is a measure without a number: "Every bug fixed in 7 days"."""
    return bool(_EVERY.match(text))


def _is_aside(text: str, value: Value) -> bool:
    """Whether a number only describes what is counted: "invoices older than 30 days", "stops on press 2: 4 a week"."""
    before, after = around(text, value)
    if value.unit in _TIMES and re.fullmatch(r"\w+-\w+", value.words.text):
        return True
    if value.unit in _TIMES and (_OLD_BEFORE.search(before) or _OLD_AFTER.match(after) or _OPEN_BEFORE.search(before)):
        return True
    return not value.unit and value.words.text.isdigit() and bool(_LABELS.match(after) and before[-2:-1].isalpha())


def _joined(text: str, first: Value, second: Value) -> str:
    return text[first.words.end : second.words.start]


def _is_path(text: str, first: Value, second: Value) -> bool:
    """Whether two numbers are where it starts and where it ends: "31 → 45", "from 31 to 45", "NPS: 31 to 45"."""
    between, before = _joined(text, first, second), around(text, first)[0]
    if first.factor or second.factor or len(between) > NEAR:
        return False
    if _ARROW.search(between) and between.count(" ") <= _WORDS and "(" not in between:
        return True
    if not _TO.match(between):
        return False
    if _FROM.search(before):
        return True
    by = is_step(text, first) or _BY.search(before)
    return (
        bool(_SHORT_TO.fullmatch(between))
        and not by
        and bool(before.strip())
        and not _is_loose_range(text, first, second)
    )


def _is_loose_range(text: str, first: Value, second: Value) -> bool:
    """Whether "5 to 8 calls" after a verb is a range: it counts what is behind it, and nothing names a metric."""
    before = text[: first.words.start].rstrip()
    if before.lower().endswith((":", "(", "=", "from")) or first.amount >= second.amount:
        return False
    words = [word for word in before.lower().split() if word not in lexicon.LEADS and word != "do"]
    return len(words) <= 1 and bool(_COUNTED.match(around(text, second)[1]))


def _path(text: str, values: list[Value]) -> tuple[Value, Value] | None:
    for first, second in pairwise(values):
        if _is_path(text, first, second):
            return first, second
    return None


def _wish(text: str, values: list[Value]) -> tuple[Value, Value] | None:
    """What is, and what we want it to be: "Marking takes 9 hours, we want 6", "31 (target 45)"."""
    for first, second in pairwise(values):
        if (
            _WANTED.search(around(text, second)[0])
            and not is_step(text, first)
            and not _WANTED.search(around(text, first)[0])
        ):
            return first, second
    return None


def _ranges(text: str, values: list[Value]) -> list[Value]:
    """Numbers joined as "between 5 and 8" become one with an upper end."""
    found: list[Value] = []
    for value in values:
        before = found[-1] if found else None
        if before and before.upper is None and _RANGE.fullmatch(_joined(text, before, value)):
            loose = "to" in _joined(text, before, value).lower() and _is_loose_range(text, before, value)
            if loose or _BETWEEN.search(around(text, before)[0]):
                span = replace(before.words, text=text[before.words.start : value.words.end], end=value.words.end)
                unit = before.unit or value.unit
                found[-1] = replace(before, upper=value.amount, unit=unit, words=span)
                continue
        found.append(value)
    return found


def _fits(value: Value, other: Value) -> bool:
    """Whether two numbers can be the two ends of one scale."""
    return not value.unit or not other.unit or in_smallest(1, value.unit)[1] == in_smallest(1, other.unit)[1]


def sort_out(text: str, values: list[Value], beside: bool = False) -> Roles:
    """The role of every number of a sentence; `beside` where the number that counts stands beside it."""
    roles = Roles()
    values = _ranges(text, values)
    rest: list[Value] = []
    rates = [value for value in values if _is_rate(text, value)]
    for value in values:
        others = [other for other in values if other is not value and other not in rates]
        if value in rates:
            roles.rates.append(value)
        elif _is_window(text, value, others, beside):
            roles.windows.append(value)
        elif others and _is_aside(text, value):
            roles.others.append(value)
        else:
            rest.append(value)
    rest, apart = _without_old_windows(text, rest, roles.windows)
    roles.others += apart
    path = _path(text, rest) or _wish(text, rest)
    if path:
        roles.baseline, roles.target = _in_one_unit(*path)
        rest = [value for value in rest if value not in path]
    for value in rest:
        _place(text, value, roles)
    return roles


def _without_old_windows(text: str, values: list[Value], windows: list[Value]) -> tuple[list[Value], list[Value]]:
    """The numbers without those that a window had before: 11 in "90 % of replies in 3 days instead of 11"."""
    ends = {window.words.end for window in windows}
    old = []
    for value in values:
        lead = _INSTEAD.search(text, max(0, value.words.start - NEAR), value.words.start)
        if lead and lead.start() in ends and lead.end() == value.words.start and not value.unit:
            old.append(value)
    return [value for value in values if value not in old], old


def _in_one_unit(first: Value, second: Value) -> tuple[Value, Value]:
    """Both ends of a path, the unit of one for both: "from 52 to 30 minutes"."""
    if not first.unit and second.unit not in ("", "x"):
        first = replace(first, unit=second.unit)
    return first, second


def _place(text: str, value: Value, roles: Roles) -> None:
    """Give one number the first role that it fits and that is free."""
    if not roles.baseline and is_base(text, value) and (roles.target is None or _fits(value, roles.target)):
        roles.baseline = value
    elif is_step(text, value):
        if roles.change is None:
            roles.change = value
        else:
            roles.others.append(value)
    elif roles.target is None:
        roles.target = value
    else:
        roles.others.append(value)
