"""Find dates that lie clearly outside the period that the OKRs are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.alignment import is_company
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.periods import Days, Said, days_of, deadlines, impossible_days, is_before, is_beyond, said_at
from okrlint.core.purpose import purposes
from okrlint.core.text import Text

_EXCUSED = frozenset({"baseline", "compliance", "learning"})
_LONGEST = 200
"""Days of a period that is so long that a date beyond it is a direction rather than a slip."""

_DUE = re.compile(
    r"\b(?:by|until|till|before|no later than|not later than|deadline:?|due(?: by| on)?:?|eta:?)\s(?:the\s)?(?=\S)",
    re.IGNORECASE,
)
_FIRM = ("by", "no later", "not later", "deadline", "due", "eta")
"""What a deadline begins with that cannot say which events are meant."""
_IN = re.compile(r"\b(?:in|on|during)\s(?:the\s)?(?=\S)", re.IGNORECASE)
_EARLY = re.compile(
    r"\b(?:by|no later than|not later than|deadline:?|due(?: by| on)?:?|eta:?)\s(?:the\s)?", re.IGNORECASE
)
_QUOTED = re.compile(r"\"[^\"]*+\"|“[^”]{0,300}+”|„[^“”]{0,300}+[“”]|«[^»]{0,300}+»")
_STEP = re.compile(
    r"""\b(?:on\s(?:track|course|pace|schedule)|towards?|path(?:way)?\s(?:to|for)|trajectory|milestone\sof|first\sstep
      |pledg\w*|commit\w*|promis\w*|contracts?|leases?|warrant\w*|licen[cs]es?|permits?|polic(?:y|ies)|subscriptions?
      |book(?:ed|ings?)|reserv\w+|pre-?orders?|forecast\w*|scenario\w*|plans?|planned|roadmaps?|strateg\w+|vision|expir\w*
      |valid|matur\w*|renewals?|retir\w*|pensions?|laws?|regulations?|mandat\w*|(?:run(?:s|ning)?|last(?:s|ing)?)\suntil
      |funded|funding|guarantee\w*|sign(?:s|ed)?\sup|ready\sfor|budget\w*|cohorts?|class\sof|due)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words for a longer way on which this is a step, and for what is itself about later days."""

_WHICH = re.compile(
    r"""\b(?:(?:lists?|overview|calendar|schedule|programme|program|agenda|inventory|timetable)\sof
          |(?:all|every|each|any|the|upcoming|coming|planned|relevant)\s(?:[\w-]+\s){0,5}
           (?:events?|conferences?|meetings?|fairs?|concerts?|matches|games|trips|tours|holidays|appointments|dates
             |deadlines|shows|festivals?|exhibitions?|courses|classes|shifts|bookings|payments|invoices|elections?))\b
       (?:\s[\w'’-]+){0,8}\s\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words for what lies in time itself: "all fairs until 2031" says which fairs."""

_LOOKS_BACK = re.compile(
    r"""\b(?:from|since|than|versus|vs\.?|compared|against|was|were|had|up|down|baseline|as\ in|like|of|after
      |previous\w*|last|cohort|for)\b[^,;]*$ | [(→][^)]*$ | \d\s?%?\s$""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE = re.compile(r"\d{4}|[A-Za-z]+\.?|[QHT]\d", re.IGNORECASE)
_OLDER = re.compile(r"\b(?:from|since|than|of|dating)\s$", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|had|since|than|compared|versus|already|reached|baseline)\b[^,;]*$", re.IGNORECASE)
_GATHERED = re.compile(r"(?:\w\wed|sent|made|born|built|begun|sold|bought|held|known|open)\s$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"""\s*(?:$|[.,;:)!?\]–—(]|-\s|(?:and|with|while|for|in|at|to|of|on|without|so|or|as|from|across|by|among|when|where
      |through|than|because|if|via)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Outside:
    """Words for a date outside the period: on which side."""

    text: Text
    start: int
    end: int
    is_late: bool


def _stands_alone(text: str, cue: re.Match[str], said: Said) -> bool:
    """Whether words are a date and not the name of something: "the 2030 targets", "the April outage"."""
    if _OLDER.search(text[: cue.start()]):
        return False
    is_bare = _BARE.fullmatch(text[said.start : said.end]) is not None
    return not is_bare or cue.start() == 0 or _GOES_ON.match(text, said.end) is not None


def _is_late(text: str, cue: re.Match[str], said: Said, period: Days, slack: timedelta) -> bool:
    """Whether a deadline lies beyond the period, and is neither a step on a longer way nor part of what is measured."""
    before = text[: cue.start()]
    if not is_beyond(said, period, slack) or _STEP.search(before):
        return False
    if _WHICH.search(before) and not cue[0].lower().startswith(_FIRM):
        return False
    is_due = cue.re == _DUE or (said.has_year and not _LOOKS_BACK.search(before))
    return is_due and _stands_alone(text, cue, said)


def _is_early(text: str, cue: re.Match[str], said: Said, period: Days) -> bool:
    """Whether a deadline had passed before the period began; "orders placed by May" says which orders."""
    if not is_before(said, period) or not said.has_year or not _EARLY.fullmatch(cue[0]):
        return False
    before = text[: cue.start()]
    return not (_GATHERED.search(before) or _WAS.search(before)) and _stands_alone(text, cue, said)


@lru_cache(maxsize=4096)
def _deadlines(text: str, period: Days, slack: timedelta) -> tuple[tuple[Said, bool, bool], ...]:
    """The deadlines of a sentence, each with whether it is wrong, and whether it is late."""
    return tuple(_judged(text, period, slack))


def _judged(text: str, period: Days, slack: timedelta) -> Iterator[tuple[Said, bool, bool]]:
    found = [pair for cues in (_DUE, _IN) for pair in deadlines(text, cues, period.first)]
    quoted = [match.span() for match in _QUOTED.finditer(text)] if found else []
    for cue, said in found:
        if any(start <= said.start < end for start, end in quoted):
            continue
        is_late = _is_late(text, cue, said, period, slack)
        yield said, is_late or _is_early(text, cue, said, period), is_late


def _in_sentence(text: Text, period: Days, slack: timedelta) -> Iterator[tuple[_Outside | None, Said]]:
    """The deadlines of a sentence, each with what is wrong with it."""
    for said, is_wrong, is_late in _deadlines(text.value, period, slack):
        yield (_Outside(text, said.start, said.end, is_late) if is_wrong else None), said


def _in_field(text: Text, period: Days, slack: timedelta) -> Iterator[tuple[_Outside | None, Said]]:
    """The date in the field "due"."""
    start = len(text.value) - len(text.value.lstrip())
    said = said_at(text.value, start, period.first)
    if said and said.end >= len(text.value.rstrip()):
        is_late = is_beyond(said, period, slack)
        wrong = is_late or (said.has_year and is_before(said, period))
        yield (_Outside(text, said.start, said.end, is_late) if wrong else None), said


def _dates(
    nodes: Sequence[Objective | KeyResult], period: Days, slack: timedelta
) -> Iterator[tuple[_Outside | None, Said]]:
    for node in nodes:
        if node.text and not purposes(node) & _EXCUSED:
            yield from _in_sentence(node.text, period, slack)
            due = node.field("due")
            if due and node.text:
                yield from _in_field(due, period, slack)


def _nodes_by_period(document: Document) -> dict[str, list[Objective | KeyResult]]:
    """The objectives and key results of every period."""
    found: dict[str, list[Objective | KeyResult]] = {}
    teams = {document.team_of(objective) for objective in document.objectives}
    company = {team for team in teams if is_company(document, team)}
    for objective in document.objectives:
        if document.team_of(objective) not in company:
            found.setdefault(document.period_of(objective), []).extend((objective, *objective.key_results))
    return found


def _impossible(document: Document) -> Iterator[Finding]:
    """Days that no calendar has."""
    for objective in document.objectives:
        for text in (objective.text, *(one.text for one in objective.key_results)):
            for start, end in impossible_days(text.value):
                fields = {"side": "is no day of the calendar", "ask": "which one is meant?"}
                yield Finding(text.span(start, end), {"date": text.value[start:end], **fields})


def check(document: Document, _facts: Facts, *, slack: int = 14) -> Iterator[Finding]:
    """Each date that lies more than `slack` days beyond the period, or ended before it began, or does not exist.

    Periods of a year are long enough for dates beyond them. Where three dates or more all lie outside, the period is
    counted in another way, such as in fiscal quarters.
    """
    yield from _impossible(document)
    for label, nodes in _nodes_by_period(document).items():
        period = days_of(label)
        if period is None or period.length > _LONGEST:
            continue
        dates = list(_dates(nodes, period, timedelta(days=slack)))
        wrong = [outside for outside, _ in dates if outside]
        if len(wrong) == len(dates) >= 3:
            continue
        for one in wrong:
            fields = {
                "date": one.text.value[one.start : one.end],
                "side": f"{'lies beyond' if one.is_late else 'was over before'} {label.replace('-', ' ')}",
                "ask": "what would show within the period that it is on its way?",
            }
            yield Finding(one.text.span(one.start, one.end), fields)
