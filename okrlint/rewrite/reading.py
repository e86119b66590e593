"""What a sentence says that a rewrite keeps: the thing, what it is about, for whom, until when, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from okrlint.analysis.moments import find_moments
from okrlint.core import lazy_re as re
from okrlint.core.labels import Labels, Part
from okrlint.rewrite.people import is_people

_ARTICLE = re.compile(r"(?:the|an?|our|your|their|its|this|these|those|all|every|each|some|any)\b\s*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:(?:among|across|with|by|to|in|at|on|for|of)\s+)+", re.IGNORECASE)
_COUNT = re.compile(
    r"\b(?:at least |up to |min(?:imum)? )?"
    r"(?:\d[\d.,]{0,30}+\+?k?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"(?<!\s)\s++(?:so that|in order to|which|that|who|by|until|before|from|including|incl\.|such as|e\.g\.|with|using"
    r"|via|and|or|to|in|at|on|for|of|about|covering|regarding)\s++|[,;:(–—/]|\s-\s",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^\s*(?:on|about|for|covering|regarding|around|of)\s+(?P<words>[^,;:.()–—]+)", re.IGNORECASE)
_TOPIC_ENDS = re.compile(
    r"(?<!\s)\s++(?:so that|in order|which|that|who|by|until|before|from|including|with|using|via|and|to|in|at|on|for"
    r"|during|after|within)\s.*",
    re.IGNORECASE | re.DOTALL,
)
_PURPOSE = re.compile(
    r"\b(?:so that|so|in order to|to be able to|leading to|resulting in|which (?:will )?|thereby|in order that)\s+"
    r"(?P<words>.+)",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor\s+(?P<words>[^\W\d][^,;:.()–—]*)", re.IGNORECASE)
_VERSION = re.compile(r"(?<!\s)\s++(?:v?\d[\d.]*|mvp|beta|draft|final|live|done|complete[d]?|ready)$", re.IGNORECASE)
_OLD = re.compile(r"(?:old|legacy|duplicate|outdated|obsolete|existing|former|manual|-)", re.IGNORECASE)
_QUESTION = re.compile(r"(?:who|what|which|why|how|where|when|whether|that|if)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:by|until|before|till|no later than)\s+(?:the\s+)?$", re.IGNORECASE)
_LONGEST_THING = 6
_LONGEST_TOPIC = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """Words of the writer; each "" where the sentence has none.

    `thing` stands with its article, `at` is where it stands. `purpose` is the clause that says what the work is for.
    """

    text: str
    thing: str = ""
    at: tuple[int, int] = (0, 0)
    topic: str = ""
    whose: str = ""
    deadline: str = ""
    purpose: str = ""


def _words(text: str) -> int:
    return len(text.split())


def _noun_phrase(text: str) -> str:
    """The first noun phrase of some words, without article and count."""
    cut = _BREAK.split(_LEAD.sub("", text.strip()), maxsplit=1)[0].strip(" .\"'*_`")
    for _ in range(3):
        cut = (
            _COUNT.sub("", _ARTICLE.sub("", cut, count=1), count=1) if _ARTICLE.match(cut) or _COUNT.match(cut) else cut
        )
    return cut


def _first(labels: Labels | None, name: str, text: str) -> Part | None:
    """The first part of a kind that has a letter and more than a syllable."""
    parts = labels.parts if labels else ()
    return next((part for part in parts if part.name == name and _is_word(text[part.start : part.end])), None)


def _is_word(words: str) -> bool:
    return sum(character.isalpha() for character in words) > 2


def _thing(text: str, labels: Labels | None) -> tuple[str, tuple[int, int]]:
    """The deliverable with its article, and where it stands."""
    part = _first(labels, "deliverable", text)
    if part is None:
        return "", (0, 0)
    words = _uncapitalised(_noun_phrase(text[part.start : part.end]), text, part.start)
    words = _VERSION.sub("", words)
    words = "" if words.endswith(("-", "/")) else words
    if not words or _words(words) > _LONGEST_THING or _QUESTION.match(words) or is_people(words) or _OLD.match(words):
        return "", (part.start, part.end)
    return f"the {words}", (part.start, part.end)


def _uncapitalised(words: str, text: str, start: int) -> str:
    """Words without the capital that only the start of the sentence gave them; names and abbreviations keep it."""
    first = words.split(" ", 1)[0]
    at_start = not any(character.isalnum() for character in text[:start])
    is_title = sum(word[:1].isupper() for word in text.split()) > 0.6 * len(text.split()) > 1
    if not (at_start or is_title) or not first[1:].islower():
        return words
    return words.lower() if is_title else words[0].lower() + words[1:]


def _topic(text: str, end: int) -> str:
    """What a thing is about: the noun phrase after "on", "about" or "for" that names no people."""
    match = _ABOUT.match(text[end:])
    if not match:
        return ""
    words = _TOPIC_ENDS.sub("", match["words"]).strip(" .")
    words = _COUNT.sub("", words)
    return (
        ""
        if not words or _words(words) > _LONGEST_TOPIC or is_people(words) or any(c.isdigit() for c in words)
        else words
    )


def _whose(text: str) -> str:
    """The people whom the sentence names, in the plural: those that the work is for."""
    named = [match["words"] for match in _FOR.finditer(text)]
    for words in named:
        phrase = _noun_phrase(words)
        if phrase and _words(phrase) <= 4 and is_people(phrase) and not any(c.isdigit() for c in phrase):
            return phrase if phrase[:2].isupper() else phrase[0].lower() + phrase[1:]
    return ""


def _deadline(text: str) -> str:
    """The deadline as it stands, with its preposition; "" where a date is no deadline."""
    for moment in find_moments(text):
        before = _UNTIL.search(text[: moment.start])
        if before:
            return before[0].lower() + text[moment.start : moment.end]
    return ""


def _purpose(text: str, labels: Labels | None) -> str:
    """The clause that says what the work is for."""
    match = _PURPOSE.search(text)
    if match:
        return match["words"].strip(" .")
    part = _first(labels, "consequence", text)
    return text[part.start : part.end].strip(" .") if part else ""


def read(text: str, labels: Labels | None) -> Reading:
    """What a key result says that a rewrite can keep."""
    thing, at = _thing(text, labels)
    return Reading(
        text=text,
        thing=thing,
        at=at,
        topic=_topic(text, at[1]) if at[1] else "",
        whose=_whose(text),
        deadline=_deadline(text),
        purpose=_purpose(text, labels),
    )
