"""What an objective says about people: who does what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.rewrite.people import is_people
from okrlint.rewrite.verbs import ADVERBS, ATTITUDES, DETERMINERS, MODALS, PREPOSITIONS, VERBS, base
from okrlint.rewrite.words import is_several, listed, plain

_SPLIT = re.compile(r"\S+")
_LEAD = re.compile(r"^(?:the|all|our|more|your|most|any)\s+", re.IGNORECASE)
_NO_CLAUSE = re.compile(r"[:;()?\[\]]|^(?:we|us|i|my|be|on|everywhere|team|teams|department|group)\b", re.IGNORECASE)
_NO_SUBJECT = listed("""that be who what which to a an my other when where how why if it they""")
_ORDERS = listed(
    """operate reduce increase improve deliver drive launch ensure enable empower engage attract retain delight
    provide offer strengthen expand extend win serve reach raise lift boost scale run let make create keep
    protect equip free turn put establish develop build support welcome treat understand become maximise
    maximize minimise minimize help allow get give grow cut lower shorten decrease find hire move migrate"""
)
_PLACES = listed("""plant room home flat line site station""")
_ANIMALS = listed("""animal dog cat cow horse sheep calf lamb goat hen bird bee fish puppy kitten pet""")
_ADJUNCTS = listed(
    """claims sales operations sports customs goods systems arms logistics news jobs savings communications
    analytics economics politics media materials parts accounts orders returns benefits needs rights"""
)
"""Plurals that stand before people in the name of what they do."""
_WORKSHOPS = listed(
    """store shift plant line design test product research lead project field service process market shop"""
)
"""What is a verb elsewhere and names a kind of people in front of them."""
_ONE = listed("a an every each")
_PEOPLE = {"child": "children", "person": "people", "man": "men", "woman": "women"}
_SINGULAR = {"is": "are", "has": "have", "does": "do", "can": "can", "goes": "go", "tries": "try", "carries": "carry"}
LONGEST, _LONGEST_SUBJECT, _LONGEST_REST, _WINDOW = 140, 6, 17, 11
_RELATIVE = ("who", "that")
_BEGINS = VERBS | ADVERBS | {"do", "don't", "no", "not", "we", "our", "us", "i", "their", "they"}
"""What the next of several clauses begins with."""
_NO_PROMISES = listed("need deserve")
"""Verbs of what people lack, not of what they are to do."""
_THEIR_OWN = {"it", "them", "us"}


class Aim(NamedTuple):
    """Who an objective is about, and what they do, clause by clause; all as it stands."""

    whose: str
    clauses: tuple[str, ...]


def _low(words: Sequence[str], place: int) -> str:
    return words[place].lower().strip(",") if 0 <= place < len(words) else ""


def is_verb(words: Sequence[str], place: int) -> bool:
    """Whether a word may be the verb of a sentence, by itself and the word before it."""
    before = _low(words, place - 1)
    return _low(words, place) in VERBS and before not in PREPOSITIONS | DETERMINERS | {"and", "or", "not"}


def _found(words: Sequence[str], first: int, last: int) -> int | None:
    """The first place of a verb, where none stands right behind it; adverbs before it belong to it."""
    for place in range(first, min(last, len(words))):
        if is_verb(words, place):
            first_of_two = _low(words, place) not in MODALS | ATTITUDES | {"are", "get"}
            follows = place + 1 < len(words) and is_verb(words, place + 1) and first_of_two
            verb = place + 1 if follows else place
            return verb - 1 if _low(words, verb - 1) in ADVERBS and verb - 1 >= first else verb
    return None


def _verb_after(words: Sequence[str], end: int) -> int | None:
    """The place of the verb after a subject of `end` words, which may have a phrase or a clause in between."""
    first = _low(words, end)
    if first in VERBS or (first in ADVERBS and _low(words, end + 1) in VERBS):
        return end
    if first in PREPOSITIONS:
        return _found(words, end + 2, end + _WINDOW)
    if base(first):
        return _found(words, end + 2, end + _WINDOW)
    if first in _RELATIVE:
        own = end + 2 if _low(words, end + 1) in ADVERBS else end + 1
        return _found(words, own + 2, own + _WINDOW)
    return None


def _is_clause(words: Sequence[str]) -> bool:
    """Whether what follows a subject stands for itself: it has an object or more, and is not too long."""
    if not 2 <= len(words) <= _LONGEST_REST:
        return False
    last, before = _low(words, len(words) - 1), _low(words, len(words) - 2)
    if last in PREPOSITIONS:
        return plain(before) in VERBS
    return last not in {"and", "or", "choose", *DETERMINERS} and not (last in _THEIR_OWN and len(words) < 3)


def plain_case(text: str) -> str:
    """A title without the capitals of titles; abbreviations keep theirs."""
    words = text.split()
    if sum(word[:1].isupper() for word in words) <= 0.7 * len(words):
        return text
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in words)


def _base_of(verb: str) -> str:
    """A verb of the third person in its base form."""
    short = verb[:-2] if verb.endswith(("shes", "ches", "sses")) else verb[:-1]
    return _SINGULAR.get(verb) or short


def _in_plural(text: str) -> str:
    """ "Every nurse knows her patients" as "nurses know her patients"; other texts as they are."""
    first, *words = text.split() or [""]
    if first.lower() not in _ONE:
        return text
    for end in range(min(3, len(words))):
        noun = _PEOPLE.get(words[end].lower(), f"{words[end]}s")
        if not is_people(noun):
            continue
        for place in range(end + 1, min(end + _WINDOW, len(words))):
            verb = words[place].lower()
            if verb[-1:] == "s" and _base_of(verb) in VERBS and is_verb([*words[:place], _base_of(verb)], place):
                return " ".join([*words[:end], noun, *words[end + 1 : place], _base_of(verb), *words[place + 1 :]])
    return text


def _clauses(words: Sequence[str]) -> Iterator[str]:
    """The things that people do, one by one: what is measured is one of them."""
    start = 0
    for place in range(2, len(words) - 1):
        before, after = _low(words, place), _low(words, place + 1)
        ends = words[place - 1].endswith(",") and before in ("so", "and", "but", "not")
        also = after == "not" and _low(words, place + 2) in PREPOSITIONS
        more = not also and before in ("and", "but") and after in _BEGINS
        if (ends or more) and place > start:
            yield " ".join(words[start:place]).rstrip(",")
            if after not in VERBS:
                return
            start = place + 1
    yield " ".join(words[start:])


def _is_subject(words: Sequence[str]) -> bool:
    """Whether some words name people (or animals) in the plural, two kinds of them at most."""
    if _NO_SUBJECT & {word.lower() for word in words} or words[-1].endswith(","):
        return False
    *more, last = words
    if any(is_several(word) and not _goes_before(word) for word in more if word.lower() != "and"):
        return False
    return is_people(" ".join(words)) or is_animals(last) or (plain(last) in _PLACES and is_several(last))


def is_animals(phrase: str) -> bool:
    """Whether a noun phrase begins or ends with animals in the plural; they do much, and say nothing."""
    words = phrase.split()
    return any(plain(word) in _ANIMALS and is_several(word) for word in (words[0], words[-1]))


def _goes_before(word: str) -> bool:
    """Whether a plural may stand inside a subject: the name of a trade, an owner, or people joined by "and"."""
    return word.lower() in _ADJUNCTS or word.endswith(("'", "’")) or is_people(word)


def people_of(objective: str) -> Aim | None:
    """Who does what in an objective that says so in the present tense; None for all others."""
    text = _LEAD.sub("", plain_case(objective.strip().rstrip(".!")))
    if len(text) > LONGEST or "%" in text or _NO_CLAUSE.search(text):
        return None
    words = _SPLIT.findall(_in_plural(text))
    if not words or words[0].lower() in (VERBS | _ORDERS) - _WORKSHOPS:
        return None
    for end in range(1, min(_LONGEST_SUBJECT, len(words) - 1) + 1):
        if not _is_subject(words[:end]):
            continue
        verb = _verb_after(words, end)
        if verb is not None and _is_clause(words[verb:]) and _low(words, verb) not in _NO_PROMISES:
            return Aim(" ".join(words[:verb]), tuple(_clauses(words[verb:])))
    return None
