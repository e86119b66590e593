"""The words that name what is measured: what is left of a sentence without the other parts of the measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from okrlint.analysis.measures import lexicon
from okrlint.analysis.measures.contexts import NEAR, is_phrasal
from okrlint.analysis.measures.phrases import noun_phrase
from okrlint.analysis.measures.roles import Roles
from okrlint.analysis.measures.stretches import (
    BREAK,
    JOINT,
    STEPS,
    TOKEN,
    Span,
    bare,
    joined,
    pieces_of,
    without_command,
    without_tail,
    words_in,
)
from okrlint.core import lazy_re as re
from okrlint.core.measure import Words

_MANNER = r"with(?=\s(?:the\ssame|(?:our|the)\s(?:existing|current)|existing|fewer|less|no)\s)"
"""How it is done, and not what: "20 % more orders with the same headcount"."""
_STOP = re.compile(
    rf"""\s(?:(?:while|whilst|so\sthat|in\sorder|compared|versus|vs\.?|(?:up|down)\sfrom|instead\sof|as\smeasured|because
      |than(?=\s(?:in|last|a|the|before|now|today|20\d\d)\b)|{_MANNER}|through\s(?=\w+ing))(?![\w-])|(?:via|using)\s)""",
    re.IGNORECASE | re.VERBOSE,
)
_OBJECT = re.compile(rf"\s(?:in|on|at|for|to|into|onto|from|{_MANNER}|as|who|that)\s", re.IGNORECASE)
_FROM = re.compile(r"from\s", re.IGNORECASE)
_HEAD = lexicon.words_of("""of in to for on out as many much percent per cent points point times least most max min""")
_NOUN = re.compile(
    r"(?:ion|ness|ity|ment|ance|ence|age|cy|s|th|ship|er|or|al|time|rate|churn|revenue|uptime|backlog|NPS)$",
    re.IGNORECASE,
)
_TOKEN_NUMBER = re.compile(
    r"\s?[^\s\w]?\s?[\d.,]+\s?(?:k|kg|km|m|t|l|ha|tonnes|lit(?:re|er)s)?(?P<of>\sof(?=\s))?(?=\s)"
)
_SPAN_ADJECTIVE = re.compile(r"\w+-(?:second|minute|hour|day|week|month|year)", re.IGNORECASE)
_LONE = re.compile(r"\W*(?P<name>[a-z]{4,}):?\s", re.IGNORECASE)
_OWNING = lexicon.words_of("""have get earn receive attract win see secure ensure obtain retain""")
_SKIPPED = re.compile(
    r"(?:\s*(?:or|and)\s(?:more|less|fewer|better|higher|lower|above|below|over|under|greater|faster|longer)\b)?"
    r"(?:\s*(?:reduction|increase|growth|drop|rise|decrease|decline|cut|improvement|uplift|gain)\s(?:in|of)\s)?",
    re.IGNORECASE,
)
"""What may stand between a number and its metric: "4 or more", "a 20 % increase in"."""
_LOOSE = lexicon.PREPOSITIONS - {"up"} | lexicon.words_of(
    """and or the a an it them as is are least most once twice who that which"""
)
_NAMES_COUNT = re.compile(
    r"\b(?:number|count|share|rate|score|time|backlog|amount|volume|percentage|proportion)\b", re.IGNORECASE
)
_LEADS_IN = re.compile(
    r"\b(?:from|to|into|in|onto|with|across)\s(?:(?:at|least|most|over|about|around|more|than|all|up|to)\s){0,9}$",
    re.IGNORECASE,
)
_DOES = re.compile(r"\b(?:reaches|has|have|serves|covers|gets|attracts|draws)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_THIRD = frozenset(word + "s" for word in lexicon.WORKS) | frozenset({"reaches", "has", "serves"})


def _before(text: str, start: int, end: int, taken: Sequence[Span]) -> Words | None:
    """The metric in front of a number: "Reduce churn from 4 % …", "NPS 50", "Median wait under 4 min"."""
    found: Words | None = None
    for low, high in pieces_of(text, start, end, taken):
        begin = without_command(text, low, high)
        stopped = _STOP.search(text, begin, high)
        kept = _LEVELS if bare(text[low:begin].strip()) in lexicon.KEEP else frozenset()
        stop = without_tail(text, begin, stopped.start() if stopped else high, _TAIL | kept)
        words = words_in(text, begin, stop)
        if words is not None and _is_lone_verb(text, words, end):
            continue
        if words is not None and (found is None or _begins_with_change(text[low:begin])):
            found = words
    return found


def _is_lone_verb(text: str, words: Words, place: int) -> bool:
    """Whether one word in front of a number can only be a command: "Sow 6 km of flowers", "Digitise 40 records"."""
    word = words.text
    if (
        place - words.start <= NEAR
        and is_phrasal(text[words.start : place])
        and text[words.end : place].count(" ") == 2
    ):
        return True
    if (
        words.start > len(text) - len(text.lstrip("*-– "))
        or not word.isalpha()
        or not word[1:].islower()
        or _NOUN.search(word)
    ):
        return False
    if words.end != place and text[words.end : place].strip():
        return False
    number = _TOKEN_NUMBER.match(text, place)
    counted = noun_phrase(text, number.end(), 3) if number else None
    return counted is not None and (bool(number and number["of"]) or lexicon.is_plural(counted.text))


def _begins_with_change(lead: str) -> bool:
    return any(bare(word) in lexicon.CHANGES for word in lead.split()[:1])


_LEVELS = lexicon.words_of("low high small short lean")
_TAIL = (lexicon.PREPOSITIONS - {"through", "off", "out"}) | lexicon.COPULAS | lexicon.COMPARING | lexicon.MOTIONS


def _after(text: str, start: int, end: int, taken: Sequence[Span], ordered: bool = False) -> Words | None:
    """The metric behind a number: "45 schools renew by May", "70 % of new users make their first call".

    What is `ordered` is the object of a command, to which no preposition behind it belongs: "Train 30 auditors on ISO".
    """
    match = _SKIPPED.match(text, start, end)
    start = match.end() if match else start
    for low, high in pieces_of(text, start, end, taken)[:1]:
        begin = low
        for token in TOKEN.finditer(text, low, high):
            begin = token.start()
            if bare(token[0]) not in _HEAD | STEPS | lexicon.DETERMINERS and not _SPAN_ADJECTIVE.fullmatch(token[0]):
                break
            begin = token.end()
        if begin < high and _FROM.match(text, begin):
            return None
        stopped = (_OBJECT if ordered else _STOP).search(text, begin, high)
        stop = without_tail(text, begin, stopped.start() if stopped else high, _LOOSE)
        return words_in(text, begin, stop)
    return None


def find_metric(
    text: str, roles: Roles, marks: Sequence[Span], parts: Iterable[Words | None], rate: Words | None
) -> Words | None:
    """What is measured: the words in front of the first number, else those behind it.

    `marks` is where the numbers stand that say how much, in order; `parts` are other words of the measure.
    """
    taken = [joined(text, (part.start, part.end)) for part in parts if part is not None]
    taken += [(value.words.start, value.words.end) for value in (*roles.windows, *roles.rates)]
    if rate is not None and not _describes(text, rate):
        taken.append(joined(text, (rate.start, rate.end)))
    edges = [0, *(edge for mark in marks for edge in mark), len(text)]
    front = _before(text, edges[0], edges[1], taken) or _lone_noun(text, roles)
    if not marks or (front is not None and not _counts_behind(text, roles, front, marks)):
        return front
    taken += [joined(text, span) for span in _apart(text, roles)]
    ordered = _is_order(text, marks[0][0])
    for low, high in zip(edges[2::2], edges[3::2], strict=True):
        words = _after(text, low, high, taken, ordered) if high == len(text) else _between(text, low, high, taken)
        if words is not None:
            return words
    return front


def _lone_noun(text: str, roles: Roles) -> Words | None:
    """A word that might be a command, but stands at both numbers as their name: "shrink 1.9 % → 1.2 %"."""
    name = _LONE.match(text)
    path = roles.baseline and roles.target and roles.baseline.words.start < roles.target.words.start
    if (
        not name
        or name["name"].lower() not in lexicon.CHANGES | lexicon.AMBIGUOUS
        or not path
        or not roles.baseline
        or roles.baseline.words.start != name.end()
    ):
        return None
    return Words(name["name"], *name.span("name"))


def _is_order(text: str, place: int) -> bool:
    """Whether the words in front of a number are a command to do something to what is counted: "Train 30 auditors"."""
    words = [bare(word) for word in text[:place].split()]
    return len(words) == 1 and words[0] in (lexicon.WORKS | lexicon.AMBIGUOUS) - lexicon.CHANGES - _OWNING


def _apart(text: str, roles: Roles) -> Iterator[Span]:
    """Other numbers that begin something new: "45 holders and 6 open days", "12 courses across 3 sites"."""
    for value in roles.others:
        tokens = text[max(0, value.words.start - NEAR) : value.words.start].split()
        if not tokens or bare(tokens[-1]) in JOINT or value.words.text[0] == "+":
            yield value.words.start, value.words.end


def _describes(text: str, rate: Words) -> bool:
    """Whether a rate belongs to the name of what is counted: "monthly transactions", but not "used weekly"."""
    return rate.text.lower() in lexicon.RATES and noun_phrase(text, rate.end, 1) is not None


def _between(text: str, low: int, high: int, taken: Sequence[Span]) -> Words | None:
    """The metric between two numbers: "Currently 31 hosts answer; we want 45", "Now at 5 %, bring churn to 3 %"."""
    words = _after(text, low, high, taken)
    if words is not None and not all(bare(word) in _TAIL | lexicon.LEADS for word in words.text.split()):
        return words_in(text, words.start, without_tail(text, words.start, words.end, _TAIL))
    return _before(text, low, high, taken) if BREAK.search(text, low, high) else None


def _counts_behind(text: str, roles: Roles, front: Words, marks: Sequence[Span]) -> bool:
    """Whether the target counts what stands behind it, and the words in front name no number: "the bank to 7 shops"."""
    target = roles.target
    if target is None or target.unit or target.rank or _NAMES_COUNT.search(front.text):
        return False
    lead = text[max(0, marks[0][0] - NEAR) : marks[0][0]]
    verb = bool(_DOES.search(lead)) or front.text.split()[-1].lower() in _THIRD
    label = lead.rstrip().endswith(":") and roles.baseline is None
    counted = noun_phrase(text, target.words.end)
    if counted is None or not lexicon.is_plural(counted.text) or not (verb or label or _LEADS_IN.search(lead)):
        return False
    return verb or not any(lexicon.is_plural(word) for word in front.text.split())
