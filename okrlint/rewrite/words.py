"""Words in the form in which families name them: small letters, singular."""

from __future__ import annotations

from functools import lru_cache

from okrlint.core import lazy_re as re


def listed(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+(?:[-'’./&+][^\W_]+)*\+*")
_KEPT = listed(
    """address access analysis atlas basis bias bonus bus business campus canvas chaos class compass compress
    congress consensus corpus cross css devops diagnosis dns dress emphasis express focus gas glass gps grass
    headquarters ios is its kudos less loss mass news os pass press process progress ps redis sales saas series
    sms sos status stress success surplus synopsis this thus tls trellis us various virus vs was ops always
    across plus does has"""
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "analyses": "analysis", "crises": "crisis", "bases": "base", "theses": "thesis",
    "criteria": "criterion", "matrices": "matrix", "indices": "index", "appendices": "appendix", "shelves": "shelf",
    "lives": "life", "knives": "knife", "leaves": "leaf", "wives": "wife", "halves": "half", "loaves": "loaf",
    "quizzes": "quiz", "buses": "bus", "data": "data", "media": "media", "caches": "cache", "movies": "movie",
    "cookies": "cookie", "apis": "api", "ups": "up", "ids": "id", "faqs": "faq", "sops": "sop",
     "kpis": "kpi", "selfies": "selfie", "zombies": "zombie",
}  # fmt: skip


Token = tuple[str, int, int]
"""A word in its plain form, and where it stands."""


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A word in small letters and the singular, as far as its form tells."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word in _KEPT or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without the endings of verbs: hire, hires, hired and hiring are one."""
    for ending in ("ing", "ed", "es", "e", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def tokens(text: str) -> list[Token]:
    """The words of a text in their plain form; a compound with hyphens counts as its parts."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start = match.start()
        for part in match[0].split("-"):
            if part:
                found.append((plain(part), start, start + len(part)))
            start += len(part) + 1
    return found


POSITIVES = {
    "safer": "safe", "cleaner": "clean", "faster": "fast", "quicker": "quick", "greener": "green", "simpler": "simple",
    "healthier": "healthy", "happier": "happy", "smoother": "smooth", "stronger": "strong", "cheaper": "cheap",
    "quieter": "quiet", "warmer": "warm", "smarter": "smart", "fairer": "fair", "calmer": "calm", "shorter": "short",
    "fewer": "less", "better": "good", "nicer": "nice", "friendlier": "friendly",
}  # fmt: skip
"""Comparatives with the words that they compare by."""
_BEHIND = re.compile(r"\b(?:in|at|on|of|for|from|to|with|by|per|among|about|who|that)\b", re.IGNORECASE)


def head_of(text: str) -> str:
    """The noun of a phrase: the last word before what stands behind it ("lifts" of "broken lifts at the station")."""
    *_, last = _BEHIND.split(text)[0].split() or text.split() or [""]
    return last


def is_several(noun: str) -> bool:
    """Whether a noun is a plural, by its form."""
    return plain(noun) != noun.lower()


def phrase(text: str) -> tuple[str, ...]:
    """The plain words of a phrase."""
    return tuple(token[0] for token in tokens(text))


_LITTLE = listed(
    """a an and are as at be by for from has have in into is it its more less of on or our per that the their they to up
    down who with within now than rise fall drop baseline target median share number week month day year we us all any
    each every will can no not new do does this these which what when where how so if then there use used using
    find long get work hold give open part first best make take come go leave keep want need show ask everybody them at
    out one good better next back here end start still even only also just too very much many most some other own same
    different every between after before during without within about over under again through their his her our its
    people person team help done do does did set run way thing while once until full right place let look
    see say feel"""
)
_BLANK = re.compile(r"\[(?:baseline|target)\]|\{[{%].{0,200}?[}%]\}")


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, in their plain form; blanks, slots and numbers are left out."""
    return frozenset(word for word, *_ in tokens(_BLANK.sub(" ", text)) if word not in _LITTLE and not word.isdigit())
