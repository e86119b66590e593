"""Tags, scores, owners and remarks that hang at the end of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.formats.prose.nodes import Line, Style

STATUS_WORDS = (
    r"wip|work in progress|in[ -]progress|done|completed?|closed|cancell?ed|dropped|deferred|postponed|descoped|"
    r"(?:partially )?achieved|exceeded|missed|shipped|(?:not )?started|o(?:n|ff) track|at risk|behind|delayed|blocked|"
    r"paused|on hold|todo|to do|planned|ongoing|draft|(?:not )?met|failed|passed|stretch|delivered|carried over|live"
)
TYPES = "learning|baseline|compliance|commit(?:ted)?|aspirational|stretch|moonshot|roofshot|health|guardrail|milestone"
HANDLES = r"@[\w.?-]+(?:\s?\(\?\))?(?:\s?(?:,|/|&|and|\+)\s?@[\w.?-]+)*"
PLACEHOLDER = (
    r"(?i:tbd|tba|todo|n|x+|y+|z+|number|metric|insert|baseline|target|name|value|amount|date|what|who|percent\w*|"
    r"\?+|_+|add|your|team)"
)
PRIORITY = r"P(?:\d|X|\?)"
SYMBOLS = r"■-◿☀-➿⬀-⯿\U0001F000-\U0001FAFF️‍✓✔"

_SCORE = r"(?:[01]\.\d{1,2}|\d{1,3}/\d{1,3})"
_PEOPLE = r"(?i:owner|dri|lead|responsible|assignee)s?\s?[:=]\s?"
_PREPOSITION = re.compile(r"\b(?:by|with|to|from|for|and|of|at|via|as)$")

_LEVEL = re.compile(r"\b(?:below|above|over|under|than|from|to|at|of)$", re.IGNORECASE)

BRACKETED = (
    ("priority", PRIORITY),
    ("type", rf"(?i:type\s?[:=]\s?)?(?P<value>(?i:{TYPES}))"),
    ("status", rf"(?i:{STATUS_WORDS}|new|continued|unchanged|repeated)(?:\s?[:,;–—-].*)?"),
    ("score", rf"{_SCORE}(?:\s?,\s?{_SCORE})*"),
    ("score", r"(?:0\.\d{1,2}|1\.0)\s?[,;:–—-]\s.*"),
    ("score", r"(?i:score|grade|final|progress)\s?[:=]\s?(?P<value>.*)"),
    ("status", r"(?i:hit|actual|result|status|update)\s?:.*"),
    ("owner", HANDLES),
    ("owner", rf"{_PEOPLE}(?P<value>.{{2,40}})"),
    ("due", r"(?i:due|deadline|eta)\s?[:=]\s?(?P<value>.{2,30})"),
)
"""What brackets at the end hold: the name of the field and the pattern of the whole content."""

_SQUARE = ("", rf"(?!{PLACEHOLDER}\b)[A-Z][\w?&/+-]{{1,15}}|\^\w+|\w+::.*")
_PARTED = (
    ("score", r"[01]\.\d{1,2}"),
    ("owner", HANDLES),
    ("owner", rf"{_PEOPLE}(?P<value>[^|:;]{{2,40}})"),
    ("status", r"(?i:status)\s?[:=]\s?(?P<value>.*)"),
    ("due", r"(?i:due|deadline|eta)\s?[:=]\s?(?P<value>.{2,30})"),
)
_LABELLED = (_PARTED[2], _PARTED[4])
_CLOSING = (
    ("status", r"(?i:status|result|score|progress)\s?:\s?(?P<value>\W{0,4}[\w ]{0,20}%?)"),
    ("owner", rf"{_PEOPLE}(?P<value>[^.:;]{{2,40}})"),
)
_SIGN = r"\^[\w-]+|#[A-Za-z]\w*/[\w/-]+|:\w+:|\?\?|~\"?[\w:.-]+\"?"
_SIGNS = frozenset("^#:?~")
"""What a sign begins with."""
_MARKS = re.compile(rf"[{SYMBOLS}™▓░█\s|;\\]+(?:\d{{1,3}}\s?%)?")
_BAR = r"[▓░█▒■□▰▱●○◯]+\s?(?:\d{1,3}\s?%)?"
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Tail(NamedTuple):
    """Something that hangs on a sentence: cut at `cut`, its value is `[start:end]`; no `name` where nobody needs it."""

    cut: int
    name: str
    start: int
    end: int


def tail_of(line: Line) -> Tail | None:
    """What hangs at the end of a sentence, None where nothing does."""
    value = line.value
    for found in _tails(line):
        if value[: found.cut].strip(" .:-–—"):
            return found
    return None


def _tails(line: Line) -> Iterator[Tail]:
    value = line.value
    if value[-1:] in _PAIRS:
        yield from _bracketed(line, value.rfind(_PAIRS[value[-1]]))
    if not value[-1:].isalnum():
        at = _marks_at(value)
        if at < len(value):
            yield Tail(at, "", at, len(value))
    yield from _separated(value)
    at = value.rfind(" ") + 1
    first = value[at : at + 1] if at else ""
    if first in _SIGNS and re.fullmatch(_SIGN, value[at:]):
        yield Tail(at, "", at, len(value))
    if first == "@" and re.fullmatch(HANDLES, value[at:]) and not _PREPOSITION.search(value[:at].rstrip()[-5:]):
        yield Tail(at, "owner", at, len(value))


def _is_blank(value: str, at: int) -> bool:
    """Whether "[baseline]" is a blank to fill, as in "below [baseline]", and not the type of a key result."""
    return value[at:] == "[baseline]" and bool(_LEVEL.search(value[:at].rstrip()))


def _bracketed(line: Line, at: int) -> Iterator[Tail]:
    value = line.value
    if at < 0 or _is_blank(value, at):
        return
    inner = value[at + 1 : -1]
    if value[-1] == "}":
        if inner.startswith(":"):
            yield Tail(at, "", at, at)
        return
    while inner.count(")") > inner.count("(") and at > 0:  # "(Hit: 3/10 (5K))"
        at = value.rfind("(", 0, at)
        inner = value[at + 1 : -1]
    for name, pattern in (*BRACKETED, *([_SQUARE] if value[-1] == "]" else [])):
        if at >= 0 and (match := re.fullmatch(pattern, inner)):
            yield _tail(at, name, at + 1, match)
    if at > 0 and _is_link(line, at + 1, len(value) - 1):
        yield Tail(at, "", at, at)


def _is_link(line: Line, start: int, end: int) -> bool:
    """Whether brackets hold nothing but links of their own."""
    before = next((run.link for run in line.runs if run.start < start <= run.end and run.style & Style.LINK), 0)
    inside = [run for run in line.runs if run.start < end and start < run.end]
    if any(run.style & Style.LINK and run.link == before for run in inside):
        return False
    words = [line.value[max(run.start, start) : min(run.end, end)] for run in inside if not run.style & Style.LINK]
    return any(run.style & Style.LINK for run in inside) and not "".join(words).strip(" ,;&/")


def _marks_at(value: str) -> int:
    """Where symbols, bars and stray marks at the end begin."""
    at = len(value)
    while at and _MARKS.fullmatch(value[at - 1]):
        at -= 1
    return at


def _separated(value: str) -> Iterator[Tail]:
    """Scores, owners and status behind a dash, a bar, a comma or the end of the sentence."""
    for mark in (" – ", " — ", " - ", " | "):
        if (at := value.rfind(mark)) >= 0:
            rest = value[at + len(mark) :]
            if (mark == " | " and len(rest) <= 30) or re.fullmatch(_BAR, rest):
                yield Tail(at, "", at, at)
            yield from _matching(_PARTED, value, at, at + len(mark))
    for mark in (", ", "; "):
        if (at := value.rfind(mark)) >= 0:
            yield from _matching(_LABELLED, value, at, at + len(mark))
    at = max(value.rfind(mark) for mark in (". ", "! ", "? ", "; ")) + 2
    if at > 1:
        yield from _matching(_CLOSING, value, at, at)


def _matching(patterns: Sequence[tuple[str, str]], value: str, cut: int, start: int) -> Iterator[Tail]:
    for name, pattern in patterns:
        if match := re.fullmatch(pattern, value[start:]):
            yield _tail(cut, name, start, match)


def _tail(cut: int, name: str, start: int, match: re.Match[str]) -> Tail:
    group = "value" if "value" in match.groupdict() else 0
    return Tail(cut, name, start + match.start(group), start + match.end(group))


def remark_at(line: Line) -> int | None:
    """Where a remark begins that the author set off in style: "— *we got 12*", a status in code style."""
    runs = [run for run in line.runs if line.value[run.start : run.end].strip(" .")]
    if len(runs) < 2 or not runs[-1].style & (Style.EMPHASIS | Style.CODE):
        return None
    start = next((run.end for run in reversed(runs) if not run.style & (Style.EMPHASIS | Style.CODE)), 0)
    before, last = line.value[:start].rstrip(), line.value[start:].strip()
    dash = re.search(r"(?:\s[–—-]|[→⇒])$", before[-3:])
    if dash and runs[-1].style & Style.EMPHASIS:
        return len(before) - len(dash.group())
    told = re.match(rf"\W*(?i:{STATUS_WORDS}|needs attention|dri|owner|not met|met)\b", last)
    return start if told and (before.endswith((".", "!", "?")) or runs[-1].style & Style.CODE) else None
