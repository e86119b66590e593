"""What people hang on a sentence: ids, priorities, owners, scores, status, tags, links. Taken off, kept as fields."""

from __future__ import annotations

from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.model import Field
from okrlint.core.text import Text
from okrlint.formats.prose.nodes import Line, Style
from okrlint.formats.prose.tails import (
    HANDLES,
    PLACEHOLDER,
    PRIORITY,
    STATUS_WORDS,
    SYMBOLS,
    TYPES,
    remark_at,
    tail_of,
)

_MOST = 20
"""More than that nobody hangs on a sentence; keeps what is not a sentence cheap."""

_KEPT = frozenset({"priority", "type", "status", "owner", "score", "due"})
_BRACKETED_HEADS = (
    ("", r"\[[ xX✓✔-]\]\s+(?!%)"),
    ("priority", r"\[(?P<value>(?i:high|medium|low|must|should|could))\]\s*[:–—-]?\s*"),
    ("type", rf"[\[(](?i:type\s?[:=]\s?)?(?P<value>(?i:{TYPES}))[\])]\s*[:–—-]?\s*"),
    ("status", rf"[\[(](?P<value>(?i:{STATUS_WORDS}|new|continued|updated|revised|changed))[\])]\s*[:–—-]?\s*"),
    ("owner", r"\((?P<value>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?|tbd|TBD)\)\s+(?=\S)"),
    ("owner", rf"\[(?!{PLACEHOLDER}[\]\W])(?P<value>[a-z][\w.-]{{1,24}}|[A-Z][^\[\]]{{1,60}})\]\s+(?=\S)"),
)
_HEADS = (
    ("[(P", "priority", rf"[\[(]?(?P<value>{PRIORITY})[\])]?(?=[\s:,–—-])\s*[:,–—-]?\s*"),
    ("WDC", "status", r"(?P<value>WIP|DONE|DRAFT|DROPPED|CANCELLED|DEFERRED)\s*[:–—-]\s+"),
    ("SCAM", "type", r"(?P<value>(?i:stretch|committed|aspirational|moonshot))\s*:\s+"),
    ("O?", "owner", r"(?P<value>OWNER|\?\?\?)\s*(?:[:–—]|-\s)\s*"),
)
"""What a sentence begins with: the characters that come first, the name of the field, the pattern."""
_OWNER = rf"[\[(]?(?P<value>{HANDLES})[\])]?\s*(?:[:–—]|-\s)\s*"
_ID = (
    r"[\[(]?(?P<value>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)"
    r"(?:[\])]|[.:)]|\s*[–—-](?=\s)|(?=\s+[A-Z0-9\"“≥≤]))\s*(?=[^\s%])"
)
_MARKS = rf"(?:[{SYMBOLS}]+\s*|[-–—•·*]\s+|:\s+)"
_RESULT = re.compile(r"(?<=\s)(?:=+>|⇒)\s*")
_ARROW_STATUS = re.compile(
    rf"(?<=\s)(?:→|->|—>|-->)\s*(?=[^\w\s]{{0,4}}\s?(?:(?i:{STATUS_WORDS}|(?:not )?reached)\b"
    r"|\d+\s?%\s+(?i:done|complete)))"
)
_LEADS_TO = re.compile(r"(?:under|over|below|above|at least|at most|max\.?|min\.?)?\W{0,3}\d")
_ASIDE = re.compile(r"(?<=\s)>(?=[a-z]{3,}\s)|(?<=\s)\|\s(?=(?i:owner|due|status|dri|progress|score|confidence)\s?:)")
_CUTS = ((_RESULT, ("=>", "⇒")), (_ARROW_STATUS, ("→", "->", "—>")), (_ASIDE, (">", "|")))
"""What a sentence ends before, each with signs of which it has one."""


class Trimmed(NamedTuple):
    """A sentence without what was hung on it."""

    line: Line
    fields: tuple[Field, ...] = ()
    id: Text | None = None
    struck: bool = False


def trim(line: Line) -> Trimmed:
    """Take ids, tags, owners, scores and status off both ends of a sentence."""
    fields: list[Field] = []
    line = _struck_part(_head(line, fields))
    struck = line.styled(Style.STRUCK)
    line = _head(_tail(_cut_status(line.strip(), fields), fields), fields)
    ident = next((field.text for field in fields if field.name == "id"), None)
    return Trimmed(_unwrap(line), tuple(field for field in fields if field.name in _KEPT), ident, struck)


def _cut_status(line: Line, fields: list[Field]) -> Line:
    """Cut "=> 70 %", "→ In progress", "| Owner: Ana" and what follows them."""
    for pattern, signs in _CUTS:
        for match in pattern.finditer(line.value) if any(sign in line.value for sign in signs) else ():
            before, after = line.value[: match.start()].rstrip(), line.value[match.end() :]
            if len(before.split()) < 2 or before.count("(") > before.count(")"):
                continue
            if pattern is _RESULT and _is_change(before, after):
                continue
            if after:
                fields.append(Field("status", line.text.slice(match.end())))
            line = line.slice(0, len(before))
            break
    return line


def _is_change(before: str, after: str) -> bool:
    """Whether an arrow leads from one number to another."""
    return bool(re.search(r"\d[\d.,]*\s?\S{0,3}$", before[-20:])) and bool(_LEADS_TO.match(after))


def _tail(line: Line, fields: list[Field]) -> Line:
    line = line.strip()
    for _ in range(_MOST):
        if (at := remark_at(line)) is not None:
            line = line.slice(0, at).strip()
        elif tail := tail_of(line):
            if tail.name:
                fields.append(Field(tail.name, line.text.slice(tail.start, tail.end).strip()))
            line = line.slice(0, tail.cut).strip()
        else:
            break
    return line


def _struck_part(line: Line) -> Line:
    """What was struck out, without the remark behind it: "~~Open a shop~~ (no money)"."""
    struck = [run for run in line.runs if run.style & Style.STRUCK]
    if not struck or line.value[: struck[0].start].strip(" *-") or line.styled(Style.STRUCK):
        return line
    end = struck[-1].end
    return line.slice(0, end) if len(line.value[:end].split()) > 1 else line


def _head(line: Line, fields: list[Field]) -> Line:
    line = line.strip()
    for _ in range(_MOST):
        if (found := _head_of(line.value)) is None:
            break
        name, match = found
        if name:
            fields.append(Field(name, line.text.slice(*match.span("value"))))
        line = line.slice(match.end()).strip()
    return line


def _head_of(value: str) -> tuple[str, re.Match[str]] | None:
    """The tag that a sentence begins with; patterns that its first character rules out are not even tried."""
    first = value[:1]
    if not value or first.islower():
        return None
    patterns = [(name, pattern) for firsts, name, pattern in _HEADS if first in firsts]
    if first in "[(":
        patterns += _BRACKETED_HEADS
    if first in "[(@":
        patterns.append(("owner", _OWNER))
    if first in "[(" or first.isdecimal():
        patterns.append(("id", _ID))
    elif not first.isalpha():
        patterns.append(("", _MARKS))
    for name, pattern in patterns:
        match = re.match(pattern, value)
        if match and match.end() < len(value):
            return name, match
    return None


def _unwrap(line: Line) -> Line:
    """Without quotation marks that enclose the whole sentence."""
    value = line.value
    for opening, closing in (("“", "”"), ('"', '"'), ("'", "'")):
        if (
            len(value) > 2
            and value[0] == opening
            and value[-1] == closing
            and not {opening, closing} & set(value[1:-1])
        ):
            return line.slice(1, len(value) - 1).strip()
    return line


_PEOPLE = re.compile(
    r"(?<!\s)\s*+\((?:[A-Z][\w.-]+(?:\s[A-Z][\w.-]+)?)(?:\s*[,/&]\s*[A-Z][\w.-]+(?:\s[A-Z][\w.-]+)?)*\)$"
)


def without_people(text: Text) -> Text:
    """Without "(Ana, Ben)" at the end; for tables that name the owners."""
    match = _PEOPLE.search(text.value)
    return text.slice(0, match.start()) if match else text


_CODE_TAG = re.compile(r"\(([a-z]{1,5})\)$")


def tag_codes(values: list[str]) -> frozenset[str]:
    """Short codes in brackets that end several sentences of a document: its own tags, such as "(ewd)"."""
    found = [match.group(1) for value in values if (match := _CODE_TAG.search(value[-7:]))]
    return frozenset(code for code in found if found.count(code) > 1) if len(found) > 2 else frozenset()


def without_code(text: Text, codes: frozenset[str]) -> Text:
    """The text without a code of `tag_codes` at its end."""
    match = _CODE_TAG.search(text.value[-7:])
    return text.slice(0, len(text) - len(match.group())).strip() if match and match.group(1) in codes else text
