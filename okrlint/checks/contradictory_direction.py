"""Key results whose verb says up while their numbers go down, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.amounts import comparable, is_led_in
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.measure import Measure, Value
from okrlint.core.metric_kinds import is_head
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first
from okrlint.core.source import Span

NEEDS = frozenset({"measures"})

_UP = (
    r"increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|grow(?:s|n|ing)?|lift(?:s|ed|ing)?|boost(?:s|ed|ing)?|ris(?:e|es|ing)"
)
_DOWN = (
    r"reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|decreas(?:e|es|ed|ing)|shorten(?:s|ed|ing)?|shrink(?:s|ing)?"
    r"|cut(?:s|ting)?|minimi[sz]e|fall(?:s|ing)?|drop(?:s|ping)?"
)
_BETTER = r"improv(?:e|es|ed|ing)|enhance|optimi[sz]e"
_SAYS = rf"(?P<verb>(?P<up>{_UP}|up(?=\sfrom))|(?P<down>{_DOWN}|down(?=\sfrom))|(?P<better>{_BETTER}))"
_COMMAND = re.compile(rf"[^\w]*(?:(?:we|to|will)\s)*{_SAYS}\s(?P<what>.*?)(?:\sfrom)?", re.IGNORECASE)
_STATEMENT = re.compile(
    rf"(?P<what>.*)\s(?:(?:is|are|has|have|to\sbe|come|comes|go|goes|brought)\s)?{_SAYS}(?:\sfrom)?", re.IGNORECASE
)
_AROUND = " \t(:=–—-*_,"
"""Marks between the words and the first number."""
_LATE = re.compile(r"(?P<what>.*),?\s(?P<verb>(?P<up>up)|(?P<down>down)|(?P<better>(?!)))", re.IGNORECASE)

_TO = re.compile(
    r"\s?(?:(?:down|up)\s)?(?:to|towards?|→|➔|➜|->|-->|=>)\s?(?:(?:(?:at\s)?(?:least|most)|about|around|over|under|only)\s)?",
    re.IGNORECASE,
)
_FROM = re.compile(r",?\s?\(?(?:(?P<way>up|down)\s)?(?:from|was|baseline:?)\s", re.IGNORECASE)
_ENDS = re.compile(
    r"""\W*(?:$|(?:by|in|per|a|an|each|every|within|until|before|this|next|at|on|over|during|for|across|among|of|with|while
    |without|as|so|through|via|and|or|points?|monthly|weekly|daily|yearly)(?!\w)|\d)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may follow the numbers: no other noun that they count."""
_TIME_TO = re.compile(r"\btime\s(?:from\s(?:\w+\s){1,4})?to\s", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:.()\[\]](?:\s|$)|\b(?:by|to|so|through|via|while|without|and|or|as|if|when|because|whose|which)\s"
    r"|\b(?:increas|rais|grow|lift|boost|reduc|lower|decreas|shorten|shrink|improv|minimi|optimi|enhanc|halv|doubl)\w*"
    r"|\b(?:cut|drop|fall|rise|rising|climb)\w*\b",
    re.IGNORECASE,
)
"""What shows that the numbers belong to another thing than the verb: "reduce discounts to raise margins from …"."""

_TIMES = frozenset({"ms", "s", "min", "h", "days", "weeks", "months", "years"})
_LONGER = re.compile(
    r"\b(?:time|length|life|lifetime|duration|runway|tenure|age|interval|sleep|hours)\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\b(?:mornings?|evenings?|nights?|noon|rush|peak|lunch\w*|daytime|traffic|noise|lights?)\b", re.IGNORECASE
)
_HOURS = 24
_FAST = ("lift", "boost", "rais", "ris", "up")
_MARKS = 6
"""Grades up to this are often best when they are low."""


class _Path(NamedTuple):
    """Where the two numbers stand, and what says in which direction they should go."""

    span: Span
    said: re.Match[str] | None


def _in_sentence(node: KeyResult, baseline: Value, target: Value) -> _Path | None:
    """The path between two numbers that only "to" or "from" joins, if no other noun follows them."""
    text, back = node.text.value, baseline.words.start > target.words.start
    one, other = (target.words, baseline.words) if back else (baseline.words, target.words)
    joint = (_FROM if back else _TO).fullmatch(text, one.end, other.start)
    if joint is None or not _ENDS.match(text, other.end) or not (back or is_led_in(text, baseline, target)):
        return None
    lead = text[: one.start]
    late = _LATE.fullmatch(f"{lead.rstrip()} {joint['way']}") if back and joint["way"] else None
    return _Path(node.text.span(one.start, other.end), late or _said(lead))


def _said(lead: str) -> re.Match[str] | None:
    """The verb that the words in front of the first number begin or end with."""
    lead = lead.rstrip(_AROUND)
    return _COMMAND.fullmatch(lead) or _STATEMENT.fullmatch(lead)


def _path(node: KeyResult, measure: Measure) -> _Path | None:
    """Where the numbers stand: in the sentence, or all in fields beside it."""
    baseline, target, beside = measure.baseline, measure.target, node.field("target")
    if baseline is None or target is None:
        return None
    fields = (baseline.words.field, target.words.field)
    if fields == ("", ""):
        return _in_sentence(node, baseline, target)
    alone = beside is not None and fields == ("baseline", "target") and not measure.values
    return _Path(beside.span(), _said(node.text.value)) if alone and beside else None


def _wanted(said: re.Match[str], measure: Measure, more: tuple[str, ...], less: tuple[str, ...]) -> bool | None:
    """Whether the numbers should rise; None where there is no saying."""
    if said.re == _LATE:
        return bool(said["up"])
    if said["up"] or said["down"]:
        way = "up" if said["up"] else "down"
        return way == "up" if measure.said == way else None
    if is_head(said["what"], less):
        return False
    return True if is_head(said["what"], more) and measure.unit not in _TIMES else None


def _is_doubtful(said: re.Match[str], measure: Measure, numbers: tuple[float, float]) -> bool:
    """Whether the words may be right after all: a faster pace in days, school marks, times of the day."""
    if measure.unit in (None, "h") and max(numbers) <= _HOURS and _CLOCK.search(said["what"]):
        return True
    if said["up"] and measure.unit in _TIMES:
        return said["up"].lower().startswith(_FAST) or not _LONGER.search(said["what"])
    return bool(said["better"]) and not measure.unit and max(numbers) <= _MARKS


def check(
    node: KeyResult,
    facts: Facts,
    *,
    more_is_better: tuple[str, ...] = (),
    less_is_better: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A change from one number to another that goes against the verb in front of it.

    "Improve" goes against them where the metric is one of those that are better with more, or with less. Where one
    of the words of `unless` names the metric, the smaller number may be the higher one, and the check keeps quiet.
    """
    measure = facts.measures.get(node.text)
    path = _path(node, measure) if measure else None
    if measure is None or measure.baseline is None or measure.target is None or path is None or path.said is None:
        return
    numbers, said = comparable(measure.baseline, measure.target), path.said
    if numbers is None or numbers[0] == 0 or numbers[0] == numbers[1]:
        return
    if _CLAUSE.search(_TIME_TO.sub("time ", said["what"])) or first(said["what"], unless):
        return
    wanted, rises = _wanted(said, measure, more_is_better, less_is_better), numbers[1] > numbers[0]
    if wanted is None or wanted == rises or _is_doubtful(said, measure, numbers):
        return
    amounts = {"baseline": measure.baseline.words.text, "target": measure.target.words.text}
    yield Finding(path.span, {"verb": said["verb"], **amounts, "way": "up" if rises else "down"})
