"""Noun phrases of a measure: of whom it is counted, and per what."""

from __future__ import annotations

from okrlint.analysis.measures import lexicon
from okrlint.analysis.measures.roles import Roles
from okrlint.core import lazy_re as re
from okrlint.core.measure import Value, Words

_WORD = re.compile(r"\s*(?P<word>[^\W\d][\w'’/&+.-]*(?<![.'’-]))")
_DETERMINED = re.compile(r"\s?(?:(?:all|the|our|their|its|these|those|your|any|every)\s)*", re.IGNORECASE)
_OF = re.compile(r"\s?(?:out\sof|of|among|amongst|across)(?=\s)", re.IGNORECASE)
_AGED = re.compile(r"\d\d(?:[–-]\d\d)?[\s-]year[\s-]olds?\b", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:among|amongst|across)\s(?!(?:the\s)?(?:top\s)?\d)", re.IGNORECASE)
_SHARE_NAME = re.compile(
    r"\b(?:share|proportion|percentage|per\s?cent|portion|fraction|%|majority)\s(?=of\s)", re.IGNORECASE
)
_COMPOUNDED = lexicon.words_of("""sales news goods operations sports savings customs business systems""")
_NUMBERED = lexicon.words_of("year grade class level tier band phase key")
_NUMBER = re.compile(r"\s\d{1,2}(?![\w.,%-])")
_MEASURES = lexicon.words_of(
    """tonne ton litre liter kilo kg g t l km ha kilogram metre meter hour unit square cubic pound euro dollar"""
)
_PER_OF = re.compile(r"\sof(?=\s)")
_ADJECTIVE = re.compile(r"(?:ed|ic|al|ble|ous|ive)$", re.IGNORECASE)
_NO_RATE = re.compile(
    r"\s(?:of(?!\swhich)|off|out|ahead|early|earlier|sooner|later|long|longer"
    r"|(?:an?|per|every|each)\s(?:day|week|month|quarter|term|season|year))\b",
    re.IGNORECASE,
)
_LESS = re.compile(r"\s(?:fewer|less|more|lower|higher|faster|slower|quicker|shorter|cheaper|as)\b", re.IGNORECASE)
_SUPERLATIVES = ("most", "least", "best")
_LONGEST = 4
_PER = re.compile(
    r"""\bper\s(?P<count>(?:\d[\d,.]*k?|two|three|four|five|ten|hundred|thousand|million)(?:\s|(?=\W*$)))?
    | \b(?:every|each)\s(?P<every>(?:(?:two|three|four|five|six|other|second|\d+)\s)?(?:working\s
      |school\s)?[a-z]+)(?![\w-])
    | (?<=[\w$€£%])\s?/\s?(?P<slash>(?:day|week|wk|month|mo|year|yr|quarter|hour|h|hr|min|s|user|person|team|head
      |shift|season|term
      |night|seat|order|unit|ha|km|m²|acre)\b)
    | \b(?:(?P<within>in|within|under|than|for|of|after|over|by|half|only|about|least|with)\s)?
      an?\s(?P<time>[a-z]+)(?![\w-])
    | \b(?P<often>daily|weekly|monthly|quarterly|yearly|annually|hourly|nightly|fortnightly)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)


def noun_phrase(text: str, start: int, longest: int = _LONGEST) -> Words | None:
    """The short noun phrase that begins at a place: up to its first plural, or to a word that cannot belong to it."""
    first = end = -1
    graded = False
    for _ in range(longest):
        found = _WORD.match(text, max(start, end))
        if not found or (lexicon.ends_phrase(found["word"]) and not graded and not _is_noun(text, found, end > 0)):
            break
        first = found.start("word") if first < 0 else first
        end = found.end("word")
        graded = found["word"].lower() in _SUPERLATIVES
        if found["word"].lower() in _NUMBERED and (number := _NUMBER.match(text, end)):
            end = number.end()
            break
        if lexicon.is_plural(found["word"]) and found["word"].lower() not in _COMPOUNDED:
            break
    return Words(text[first:end], first, end) if first >= 0 else None


def _is_noun(text: str, found: re.Match[str], follows: bool) -> bool:
    """Whether a word that may be a verb is a plural noun: one that stands before a verb, "library returns that …"."""
    behind = _WORD.match(text, found.end())
    if not behind or not follows:
        return False
    return lexicon.is_plural(found["word"]) and behind["word"].lower() in lexicon.COPULAS | {"that", "who", "which"}


def _determined(text: str, start: int) -> Words | None:
    skipped = _DETERMINED.match(text, start)
    start = skipped.end() if skipped else start
    aged = _AGED.match(text, start)
    return Words(aged[0], *aged.span()) if aged else noun_phrase(text, start)


def population(text: str, roles: Roles) -> Words | None:
    """Of whom a share or count is taken: "new users" in "70 % of new users"."""
    named = _SHARE_NAME.search(text)
    if named:
        return _determined(text, named.end() + len("of "))
    values = [value for value in (roles.target, roles.change, roles.baseline) if value is not None]
    for value in values:
        found = _behind(text, value)
        if found:
            return found
    among = _AMONG.search(text)
    return _determined(text, among.end()) if among and values else None


def _behind(text: str, value: Value) -> Words | None:
    end = value.words.end
    of = _OF.match(text, end)
    if of and (value.unit in ("%", "points") or value.of or not value.amount):
        return _determined(text, of.end())
    whole = value.of is not None and "of" in value.words.text.lower()
    if whole or (value.unit == "%" and " in " in value.words.text.lower()):
        return _determined(text, end)
    return None


_ALL = 100


def is_share(value: Value | None) -> bool:
    """Whether a level is a part of a whole: a percentage up to a hundred, a count of a number; no score like 4.5/5."""
    return value is not None and (
        (value.unit == "%" and value.amount <= _ALL) or (value.of is not None and value.amount.is_integer())
    )


def per(text: str) -> Words | None:
    """What a rate is counted per: "week" in "500 orders a week"."""
    for match in _PER.finditer(text):
        words = _per(text, match)
        if words:
            return words
    return None


def _is_no_time(text: str, match: re.Match[str]) -> bool:
    """Whether "a second" or "a day" is no rate: "a second project", "a quarter fewer claims", "take a day off"."""
    word, end = match["time"].lower(), match.end()
    if word == "second":
        following = noun_phrase(text, end, 1)
        return following is not None and not following.text.endswith("ed")
    return bool(_NO_RATE.match(text, end)) or (word == "quarter" and bool(_LESS.match(text, end)))


def _matter(text: str, start: int) -> Words | None:
    """What is weighed or counted in units, one word with its adjective: "kg of finished product"."""
    first = noun_phrase(text, start, 1)
    return noun_phrase(text, start, 2) if first and _ADJECTIVE.search(first.text) else first


def _per(text: str, match: re.Match[str]) -> Words | None:
    if match["often"] or match["slash"]:
        name = "often" if match["often"] else "slash"
        return Words(match[name], *match.span(name))
    if match["every"]:
        noun = match["every"].split()[-1].lower().removesuffix("s")
        return Words(match["every"], *match.span("every")) if noun in lexicon.TIME_NOUNS else None
    if match["time"]:
        fits = match["time"].lower() in lexicon.TIME_NOUNS and not match["within"] and match.start() > 0
        return Words(match["time"], *match.span("time")) if fits and not _is_no_time(text, match) else None
    counted = noun_phrase(text, match.end(), 2)
    start = match.start("count") if match["count"] else match.end()
    if counted is None or counted.text.lower() in ("cent", "se"):
        number = text[start : match.end()].strip(" .,")
        return Words(number, start, start + len(number)) if match["count"] else None
    end = counted.end
    first = counted.text.split()[0]
    if first.lower() in lexicon.TIME_NOUNS:
        end = counted.start + len(first)
    elif first.lower() in _MEASURES and (of := _PER_OF.match(text, end)) and (what := _matter(text, of.end())):
        end = what.end
    return Words(text[start:end], start, end)
