"""What people are to do, as key results: how many of them do it, how long it takes, what they no longer need for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.rewrite import BASELINE, TARGET
from okrlint.rewrite.aim import Aim, is_animals
from okrlint.rewrite.render import capital
from okrlint.rewrite.verbs import ADVERBS, ATTITUDES, MODALS, base
from okrlint.rewrite.words import is_several, listed

_COMPARED = listed(
    """more less fewer faster sooner safer longer better further earlier easier quicker higher lower older calmer
    quieter happier healthier cleaner stronger warmer smoother simpler cheaper shorter worse"""
)
"""Comparisons: of nobody can be said that he does more, without a figure."""
_SOONER = listed("faster sooner earlier quicker")
_FELT = listed(
    """value fear confidence confident fast quickly quick early well easy easily feet productive safe safely happy
    proud calm comfortable clear clearly simple simply right meaningful useful good great real really actually
    enough reliable smooth smoothly part belong hesitation worry stress trouble ease another other
    better-informed rely learn become depend matter trust enjoy enjoys miss way want like love welcome heard"""
)
"""What only people themselves can tell."""
_FELT_SO = re.compile(r"\b(?:have|enough) time\b|\bat home\b|\bclose to\b", re.IGNORECASE)
_SPEND = re.compile(
    r"spend (?P<how>more|less) (?:of )?(?P<time>their (?:time|days?|weeks?|evenings?|mornings?|hours)|time|hours)"
    r" (?P<what>(?:on|with|in|for|at)\b.*|\w+ing\b.*)$",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"^(?P<does>(?:stay|remain|live|last|keep|play|work|read|stick)\b(?: (?!for\b)[\w'’-]+){0,5}?) (?:for )?longer$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?P<does>win|borrow|book|order|buy|publish|file|report|submit|close|sell|finish|read|lend|send|cite|share"
    r"|contribute|complete|raise|make|write|land|merge|renew|sign|lose|miss|need|get|receive) (?P<how>more|fewer) "
    r"(?P<what>(?!(?:of|than|about|often|time|easily|quickly)\b)[\w'’-]+"
    r"(?: (?!(?:and|without|so|with|than|at|in|on|from|to|of|for)\b)[\w'’-]+){0,2}?)"
    r"(?: (?P<where>(?:at|in|on|from|to|of|for) (?!(?:less|more|fewer)\b)[^,;]+?))??"
    r"(?:,? (?:and|without|so that|with|than)\b.*)?$",
    re.IGNORECASE,
)
_AND_BEYOND = re.compile(r"(?<!\s)\s++(?:and|with|while|but)\s.*$", re.IGNORECASE)
_INSTEAD = re.compile(
    r"^(?P<does>.+?),? (?:with)?in (?P<unit>seconds|minutes|hours|days|weeks)\b"
    r"(?:,? (?:and )?(?:instead of|not|rather than) (?:in )?\w+)?$",
    re.IGNORECASE,
)
_SPEND_NOT = re.compile(
    r"^spend (?:their|most of their) time (?P<on>on|with) .+?,? (?:and not|not|instead of|rather than) "
    r"(?:(?:on|with) )?(?P<what>.+)$",
    re.IGNORECASE,
)
_IN_PLACE_OF = re.compile(r"^.+? instead of (?P<verb>\w+ing) (?P<what>.+)$", re.IGNORECASE)
_WITHOUT = re.compile(r"^(?P<does>.+?),? without (?:having to |needing to |the need to )?(?P<what>.+)$", re.IGNORECASE)
_HAVING_TO = re.compile(r"\bwithout (?:having|needing|the need) to\b", re.IGNORECASE)
_ABLE = re.compile(
    r"^can (?:plan|count|rely|depend|trust|look|live|say|be|breathe)\b|\bget (?:an?|the) [^,]+ that\b", re.IGNORECASE
)
"""What people can tell, and nobody can see."""
_ABSTRACT = listed(
    """fear delay stress trouble hassle interruption hesitation worry worries pain friction frustration effort risk
    risks confusion waiting thinking problem problems doubt doubts surprise surprises pressure guilt shame
    exception loss"""
)


class Promise(NamedTuple):
    """A key result about people, what it measures and why, and whether it rises."""

    text: str
    measure: str
    why: str
    rises: bool = True
    whose: str = ""


SHARE = "This is what the objective promises; count for how many it is true."
_TIME = "The objective promises that it goes faster; measure how long it takes."
_NEED = "The objective says what people no longer need; count who still does."
_STAY = "The objective wants them to stay; measure how long they do."
_COUNT = "The objective wants this number itself to move."
_CASES = "The objective says what no longer happens; count how often it still does."


def _whose(aim: Aim) -> str:
    """The people, in small letters but for names."""
    first = aim.whose.split()[0]
    return aim.whose if first.isupper() or any(c.isupper() for c in first[1:]) else aim.whose[0].lower() + aim.whose[1:]


def _compared(whose: str, words: list[str]) -> Promise | None:
    """A clause with a comparison: what takes less time, or what is done for longer; None for the others."""
    clause = " ".join(words)
    match = _SPEND.match(clause)
    if match:
        share = match["time"].lower() if match["time"].lower().startswith("their") else "their time"
        rises = match["how"].lower() == "more"
        moves = "rises" if rises else "falls"
        text = f"Share of {share} that {whose} spend {match['what']} {moves} from {BASELINE} % to {TARGET} %"
        return Promise(text, "time spent", SHARE, rises)
    kept = _LONGER.match(clause)
    if kept:
        text = f"Median time that {whose} {kept['does']} rises from {BASELINE} to {TARGET} months"
        return Promise(text, "time they stay", _STAY)
    match = _MORE.match(clause)
    if match and is_several(match["what"].split()[-1]):
        rises = match["how"].lower() == "more"
        moves = "rise" if rises else "fall"
        does = f"{match['does']} {match['where'] or ''}".strip()
        text = f"{capital(match['what'])} that {whose} {does} {moves} from {BASELINE} to {TARGET} a month"
        return Promise(text, "how many", _COUNT, rises)
    places = [place for place, word in enumerate(words) if word.lower().strip(",") in _SOONER]
    if places and places[0] >= 2:
        does = " ".join(words[: places[0]])
        return Promise(
            f"Median time until {whose} {does} falls from {BASELINE} to {TARGET} days", "time", _TIME, rises=False
        )
    return None


def _share(whose: str, clause: str) -> Promise | None:
    """The share of people who do it, or who say so where nobody else can tell."""
    words = clause.split()
    modal = words[0].lower() in MODALS
    own = [word.lower().strip(",") for word in words]
    said = own[modal] in ATTITUDES or set(own) & _FELT or _FELT_SO.search(clause) or _ABLE.search(clause)
    kept = words if modal and said else words[modal:]
    if len(kept) < 2 or (said and is_animals(whose)):
        return None
    does = f"say that they {' '.join(kept)}" if said else " ".join(kept)
    return Promise(f"{TARGET} % of {whose} {does} (now {BASELINE} %)", "the objective itself", SHARE)


def _never(whose: str, clause: str) -> Promise:
    """How often it still happens."""
    text = f"Cases in which {whose} {clause} fall from {BASELINE} to {TARGET} a month"
    return Promise(text, "cases", _CASES, rises=False)


def _bare(clause: str) -> str:
    """A clause without its modal verb."""
    first, _, rest = clause.partition(" ")
    return rest if first.lower() in MODALS else clause


def _needed(whose: str, clause: str) -> Promise | None:
    """Who still needs what the objective wants to do without."""
    match = _WITHOUT.match(_bare(clause))
    if match is None:
        return None
    first, _, rest = match["what"].partition(" ")
    verb = base(first.lower()) or (first.lower() if _HAVING_TO.search(clause) else "")
    if match["what"].split()[-1].lower() in _ABSTRACT or first.lower() in _ABSTRACT:
        return None
    if verb:
        need = f"have to {verb} {rest}".strip()
    elif first.lower() in ("a", "an", "the", "our", "help", "any"):
        need = f"need {match['what']}"
    else:
        return None
    text = f"{capital(whose)} who {need} to {match['does']} fall from {BASELINE} % to {TARGET} %"
    return Promise(text, "what people still need", _NEED, rises=False)


def _timed(whose: str, clause: str) -> Promise | None:
    """How long it takes, where the objective names a unit of time."""
    match = _INSTEAD.match(_bare(clause))
    if match is None:
        return None
    text = f"Median time until {whose} {match['does']} falls from {BASELINE} to {TARGET} {match['unit'].lower()}"
    return Promise(text, "time", _TIME, rises=False)


def _not_spent(whose: str, clause: str) -> Promise | None:
    """The time that goes into something else."""
    match = _SPEND_NOT.match(clause)
    if match is None:
        return None
    text = f"Share of their time that {whose} spend {match['on']} {match['what']} falls from {BASELINE} % to {TARGET} %"
    return Promise(text, "time lost", SHARE, rises=False)


def _no_more(whose: str, clause: str) -> Promise | None:
    """Who still does what others are to do something else instead of."""
    match = _IN_PLACE_OF.match(_bare(clause))
    verb = base(match["verb"].lower()) if match else ""
    if match is None or not verb:
        return None
    text = f"{capital(whose)} who {verb} {match['what']} fall from {BASELINE} % to {TARGET} %"
    return Promise(text, "what people do instead", _NEED, rises=False)


def _of_clause(whose: str, clause: str) -> Iterator[Promise]:
    """What one clause promises."""
    words = clause.split()
    own = [word.lower().strip(",") for word in words]
    if own[1:3] == ["no", "longer"]:
        yield _never(whose, " ".join([words[0], *words[3:]]))
        return
    if own[0] == "never" or (own[0] in MODALS and own[1] == "never"):
        yield _never(whose, " ".join(words[own.index("never") + 1 :]))
        return
    if own[0] in ADVERBS - {"never"} and len(own) > 2:
        words, own = words[1:], own[1:]
    if set(own) & _COMPARED:
        found = [_compared(whose, words)]
        shorter = _AND_BEYOND.sub("", " ".join(words)).split()
        if not found[0] and 2 < len(shorter) < len(words):
            yield from _of_clause(whose, " ".join(shorter))
            return
    else:
        clause = " ".join(words)
        found = [way(whose, clause) for way in (_not_spent, _share, _needed, _no_more, _timed)]
    yield from (one for one in found if one)


def _each(aim: Aim) -> Iterator[Sequence[Promise]]:
    """The key results of each clause that has any."""
    for clause in aim.clauses:
        found = tuple(_of_clause(_whose(aim), clause)) if len(clause.split()) > 1 else ()
        if found:
            yield [one._replace(whose=aim.whose) for one in found]


def promises(aim: Aim) -> Iterator[Promise]:
    """The key results of what people are to do: those of the first clause that has any."""
    yield from next(_each(aim), ())


def further(aim: Aim) -> Iterator[Promise]:
    """Those of the other clauses, the first of each."""
    yield from (found[0]._replace(measure="what else the objective says") for found in islice(_each(aim), 1, None))
