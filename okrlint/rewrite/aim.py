"""What an objective says about people, as a key result: "Farmers get paid the same week" is a share of farmers."""

from __future__ import annotations

from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.rewrite import BASELINE, TARGET
from okrlint.rewrite.people import is_people
from okrlint.rewrite.words import listed, plain

_SPLIT = re.compile(r"\S+")
_PREPOSITIONS = listed("""in at from with without of on around near across outside inside over under between for""")
_SKIPPED = frozenset(["can", "could", "will", "should", "may", "might", "must"])
_ATTITUDES = listed("""love like trust enjoy feel want know understand believe see think hope prefer value""")
_COMPARED = listed(
    "more less fewer faster sooner safer longer better further earlier easier quicker higher lower older"
)
"""Comparisons: of nobody can be said that he does more, without a figure."""
_FELT = listed(
    """value fear confidence confident fast quickly quick early well easy easily feet productive safe safely close happy
    proud calm comfortable clear clearly simple simply right meaningful useful good great real really actually enough
    reliable smooth smoothly home part belong hesitation worry stress trouble ease another other better-informed rely
    learn become time depend matter trust enjoy enjoys miss way want like love"""
)
"""What only people themselves can tell."""
_VERBS = listed(
    """are have do get go come stay leave return keep find use read write learn teach speak talk say tell ask
    answer call buy pay order book rent sell earn save spend choose pick decide plan start stop begin finish
    complete pass fail win lose reach meet join help support share give take bring make build create ship
    release deliver send receive open close visit arrive wait travel walk ride drive cycle sleep eat drink cook
    play sing dance watch listen hear recover heal live work move grow hire train practise practice play try
    test report record check review fix solve handle manage run lead follow contribute donate renew upgrade
    switch adopt apply register enrol enroll sign submit upload search look notice recognise recognize remember
    recommend rely depend turn need depend wake fall rise become hold treat accept collaborate cooperate
    participate attend vote volunteer publish cite print borrow breathe swim climb earn survive succeed thrive
    pull push set show care feed see lend settle debug deploy merge install configure query compare trace share
    spend lose reorder rebook repair file claim cross commute restart catch land"""
)
_LEAD = re.compile(r"^(?:the|all|our|more|your)\s+", re.IGNORECASE)
_NO_CLAUSE = re.compile(
    r"[:;()]|\band (?:we|our|us|i)\b|^(?:we|us|i|my|be|on|everywhere|team|teams|department|group)\b", re.IGNORECASE
)
_NO_SUBJECT = listed("""that be who what which and or to a an my other""")
_ORDERS = listed(
    """operate reduce increase improve deliver drive launch ensure enable empower engage attract retain delight provide
    offer strengthen expand extend win serve reach raise lift boost scale run let make create keep protect equip free
    turn put establish develop build support welcome treat understand become maximise maximize minimise minimize"""
)
_ONE_PERSON = re.compile(r"^(?:an?|every|each)\s+(?P<noun>[a-z]+)\s+(?P<verb>[a-z]+)(?=\s)", re.IGNORECASE)
_SINGULAR = {"is": "are", "has": "have", "does": "do", "can": "can", "goes": "go", "tries": "try", "carries": "carry"}
_LONGEST, _LONGEST_SUBJECT, _LONGEST_REST = 120, 5, 14


class Aim(NamedTuple):
    """Who an objective is about, and what they do; both as they stand."""

    whose: str
    does: str


def _words(text: str) -> list[str]:
    return _SPLIT.findall(text)


def _verb_after(words: list[str], end: int) -> int | None:
    """The place of the verb after a subject of `end` words, which may have a phrase with a preposition in between."""
    if end >= len(words):
        return None
    first = words[end].lower()
    if first in _VERBS | _SKIPPED | _ATTITUDES:
        return end
    if first not in _PREPOSITIONS:
        return None
    for place in range(end + 2, min(end + 6, len(words))):
        if words[place].lower() in _VERBS | _SKIPPED | _ATTITUDES:
            return place
    return None


def _is_clause(words: list[str]) -> bool:
    """Whether what follows a subject stands for itself: it has an object or more, and is not too long."""
    return 2 <= len(words) <= _LONGEST_REST and words[-1].lower() not in _PREPOSITIONS | {"it", "them", "to", "choose"}


def _plain_case(text: str) -> str:
    """A title without the capitals of titles; abbreviations keep theirs."""
    words = text.split()
    if sum(word[:1].isupper() for word in words) <= 0.7 * len(words):
        return text
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in words)


def _in_plural(text: str) -> str:
    """ "Every nurse knows her patients" as "nurses know her patients"; other texts as they are."""
    match = _ONE_PERSON.match(text)
    if match is None or not is_people(match["noun"] + "s"):
        return text
    verb = match["verb"]
    base = _SINGULAR.get(verb.lower()) or (verb[:-2] if verb.endswith(("shes", "ches", "sses")) else verb[:-1])
    if base not in _VERBS | _ATTITUDES | _SKIPPED:
        return text
    return f"{match['noun']}s {base}{text[match.end() :]}"


def _first_clause(words: list[str]) -> list[str]:
    """The first of several things that people do: what is measured is one."""
    for place in range(2, len(words) - 1):
        before, after = words[place].lower(), words[place + 1].lower().rstrip(",")
        if before in ("and", "but") and after in _VERBS | _ATTITUDES | _SKIPPED | {"do", "don't", "no", "not"}:
            return words[:place]
        if words[place - 1].endswith(",") and before in ("so", "and", "but", "not"):
            return [*words[: place - 1], words[place - 1].rstrip(",")]
    return words


def people_of(objective: str) -> Aim | None:
    """Who does what in an objective that says so in the present tense; None for all others."""
    text = _LEAD.sub("", _plain_case(objective.strip().rstrip(".!")))
    if len(text) > _LONGEST or any(c.isdigit() for c in text) or _NO_CLAUSE.search(text):
        return None
    words = _words(_in_plural(text))
    if not words or words[0].lower() in _VERBS | _ORDERS:
        return None
    for end in range(1, min(_LONGEST_SUBJECT, len(words) - 1) + 1):
        if _NO_SUBJECT & {word.lower() for word in words[:end]} or words[end - 1].endswith(","):
            return None
        if any(plain(word) != word.lower() for word in words[: end - 1]):
            return None
        if not is_people(" ".join(words[:end])):
            continue
        verb = _verb_after(words, end)
        if verb is None or not _is_clause(words[verb:]):
            continue
        return Aim(" ".join(words[:verb]), " ".join(_first_clause(words[verb:])))
    return None


def as_key_result(aim: Aim) -> str:
    """The share of these people who do it, or who say so where nobody else can tell; "" for what is only compared."""
    words = aim.does.split()
    if words[0].lower() in _SKIPPED:
        words = words[1:]
    plain_words = {word.lower().strip(",") for word in words}
    if not words or plain_words & _COMPARED:
        return ""
    does = " ".join(words)
    if words[0].lower() in _ATTITUDES or plain_words & _FELT:
        does = f"say that they {does}"
    whose = aim.whose if aim.whose.split()[0].isupper() else aim.whose[0].lower() + aim.whose[1:]
    return f"{TARGET} % of {whose} {does} (now {BASELINE} %)"
