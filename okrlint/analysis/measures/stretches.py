"""Stretches of a sentence: cut at other parts of a measure, and freed of words that only join or command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okrlint.analysis.measures import lexicon
from okrlint.analysis.measures.contexts import NEAR, is_phrasal
from okrlint.core import lazy_re as re
from okrlint.core.measure import Words

Span = tuple[int, int]

TOKEN = re.compile(r"\S+")
BREAK = re.compile(r"[;:](?=\s|$)|,(?=\s|$)|\.(?=\s+[A-Z]|\s*$)|[()\[\]—→]|\s[<>≥≤]|\s[-–]{1,2}>?\s|=>|->")
_ASIDE = re.compile(r"\([^()\d%a-zA-Z]*+[a-zA-Z][^()\d%]*+\)")
JOINT = lexicon.words_of(
    """by until till in within before during the of per every on their its for this after ahead time a an each our at
    over inside throughout under less from his her between and plus with across via + &"""
)
STEPS = lexicon.words_of("""more fewer less extra additional another higher lower further faster""")
_NOUNS_OF_MOTION = frozenset(word for word in lexicon.MOTIONS if word.endswith("s"))


def words_in(text: str, start: int, end: int) -> Words | None:
    """A stretch of the text without punctuation around it; None where it names nothing."""
    while start < end and not (text[start].isalnum() or text[start] in "#$%"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%)+#" or _is_folder(text, end)):
        end -= 1
    if text[end - 1 : end] == ")" and "(" not in text[start:end]:
        end -= 1
    return Words(text[start:end], start, end) if any(letter.isalpha() for letter in text[start:end]) else None


def _is_folder(text: str, end: int) -> bool:
    """Whether a stretch ends with the name of a folder: "coverage of parser/"."""
    return text[end - 1] == "/" and text[end - 2 : end - 1].isalnum() and text[end : end + 1].isspace()


def bare(token: str) -> str:
    """A token without punctuation, in small letters."""
    return token.lower().strip("*_\"'“”„‚‘’.,;:()[]<>=≥≤~")


def without_tail(text: str, start: int, end: int, loose: Iterable[str]) -> int:
    """Where a stretch ends without the words that only join it to what follows."""
    tokens = list(TOKEN.finditer(text, start, end))
    if is_phrasal(text[max(start, end - NEAR) : end].rstrip()) and len(tokens) > 2:
        end = tokens[-2].start()
        del tokens[-2:]
    while tokens and (bare(tokens[-1][0]) in loose or not any(letter.isalnum() for letter in tokens[-1][0])):
        # A lone word is a name, be it one for moving: "Falls per 1,000 bed days".
        if len(tokens) == 1 and tokens[0].start() == 0 and bare(tokens[0][0]) in _NOUNS_OF_MOTION:
            break
        end = tokens.pop().start()
    return end


def without_command(text: str, start: int, end: int) -> int:
    """Where a stretch begins without the verb of a command, and the article behind it."""
    tokens = list(TOKEN.finditer(text, start, end))
    while len(tokens) > 1 and bare(tokens[0][0]) in lexicon.LEADS:
        tokens.pop(0)
    if tokens and _is_command(text, tokens, end):
        tokens.pop(0)
        while tokens and bare(tokens[0][0]) in ("that", "up", "down", "back", "on", "out", "to", "at", "for", "from"):
            tokens.pop(0)
    while tokens and bare(tokens[0][0]) in lexicon.DETERMINERS | STEPS:
        tokens.pop(0)
    return tokens[0].start() if tokens else end


def _is_command(text: str, tokens: Sequence[re.Match[str]], end: int) -> bool:
    first = bare(tokens[0][0])
    following = bare(tokens[1][0]) if len(tokens) > 1 else ""
    if first in lexicon.WORKS - lexicon.CHANGES and following in ("rate", "rates", "ratio"):
        return False
    if not first.isalpha() or (following in ("of", "in", "per") and first != "get"):
        return False
    if first in lexicon.AMBIGUOUS:
        at_number = len(tokens) == 1 and text[end : end + 1] != ":"
        return following in lexicon.DETERMINERS | lexicon.PREPOSITIONS or at_number
    return first in lexicon.CHANGES or first in lexicon.WORKS


def pieces_of(text: str, start: int, end: int, taken: Sequence[Span]) -> list[Span]:
    """The stretches of a gap between numbers that no other part of the measure takes."""
    inside = [match.span() for match in _ASIDE.finditer(text, start, end)]
    inside = [(low, high) for low, high in inside if not any(low < cut < high for cut, _ in taken)]
    breaks = [match.span() for match in BREAK.finditer(text, start, end)]
    cuts = [cut for cut in breaks if not any(low <= cut[0] < high for low, high in inside)]
    cuts += [(max(start, low), high) for low, high in taken if low < end and high > start]
    pieces = []
    for low, high in sorted(cuts):
        if low > start:
            pieces.append((start, low))
        start = max(start, high)
    return [*pieces, (start, end)] if start < end else pieces


def joined(text: str, span: Span) -> Span:
    """A part with the prepositions in front of it."""
    start = span[0]
    tokens = list(TOKEN.finditer(text, max(0, start - NEAR), start))
    while tokens and bare(tokens[-1][0]) in JOINT and text[max(0, start - 1)] not in ",;:":
        start = tokens.pop().start()
    return start, span[1]
