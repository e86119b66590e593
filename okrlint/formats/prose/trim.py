"""What people hang on a sentence: ids, priorities, owners, scores, status, tags, links. Taken off, kept as fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from okrlint.core.model import Field
from okrlint.core.text import Text
from okrlint.formats.prose.nodes import Line, Style

_STATUS_WORDS = (
    r"wip|work in progress|in[ -]progress|done|completed?|closed|cancell?ed|dropped|deferred|postponed|descoped|"
    r"(?:partially )?achieved|exceeded|missed|shipped|(?:not )?started|o(?:n|ff) track|at risk|behind|delayed|blocked|"
    r"paused|on hold|todo|to do|planned|ongoing|draft|(?:not )?met|failed|passed|stretch|delivered|carried over|live"
)
_TYPES = "learning|baseline|compliance|commit(?:ted)?|aspirational|stretch|moonshot|roofshot|health|guardrail|milestone"
_HANDLE = r"@[\w.?-]+(?:\s*\(\?\))?"
_PLACEHOLDER = (
    r"(?i:tbd|tba|todo|n|x+|y+|z+|number|metric|insert|baseline|target|name|value|amount|date|what|who|percent\w*|"
    r"\?+|_+|add|your|team)"
)
_PRIORITY = r"P(?:\d|X|\?)"

_LEADING = (
    ("checkbox", re.compile(r"^\[[ xX✓✔-]\]\s+(?!%)")),
    ("priority", re.compile(rf"^[\[(]?(?P<value>{_PRIORITY})[\])]?(?=[\s:,–—-])\s*[:,–—-]?\s*")),
    ("priority", re.compile(r"^\[(?P<value>(?i:high|medium|low|must|should|could))\]\s*[:–—-]?\s*")),
    ("type", re.compile(rf"^[\[(](?P<value>(?i:{_TYPES}))[\])]\s*[:–—-]?\s*")),
    ("status", re.compile(rf"^[\[(](?P<value>(?i:{_STATUS_WORDS}))[\])]\s*[:–—-]?\s*")),
    ("status", re.compile(r"^(?P<value>WIP|DONE|DRAFT|DROPPED|CANCELLED|DEFERRED)\s*[:–—-]\s+")),
    ("owner", re.compile(rf"^[\[(]?(?P<value>{_HANDLE}(?:\s*(?:,|/|&|and|\+)\s*{_HANDLE})*)[\])]?\s*(?:[:–—]|-\s)\s*")),
    ("owner", re.compile(r"^\((?P<value>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?|tbd|TBD)\)\s+(?=\S)")),
    ("status", re.compile(r"^\((?P<value>new|continued|updated|revised|changed)\)\s+")),
    ("type", re.compile(r"^(?P<value>(?i:stretch|committed|aspirational|moonshot))\s*:\s+")),
    ("owner", re.compile(r"^(?P<value>OWNER|\?\?\?)\s*(?:[:–—]|-\s)\s*")),
    (
        "owner",
        re.compile(
            rf"^\[(?!{_PLACEHOLDER}\b|{_PLACEHOLDER}\])(?P<value>[a-z][\w.-]{{1,24}}|[A-Z][^\[\]]{{1,60}})\]\s+(?=\S)"
        ),
    ),
    (
        "id",
        re.compile(
            r"^[\[(]?(?P<value>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?:[\])]|[.:)]|\s*[–—-](?=\s)|(?=\s+[A-Z0-9\"“≥≤]))\s*(?=[^\s%])"
        ),
    ),
    ("", re.compile(r"^(?:[■-◿☀-➿⬀-⯿\U0001F000-\U0001FAFF️‍✓✔]+\s*|[-–—•·*]\s+|:\s+)")),
)

_TRAILING = (
    ("priority", re.compile(rf"\s*[\[(](?P<value>{_PRIORITY})[\])]$")),
    ("type", re.compile(rf"\s*[\[(](?P<value>(?i:{_TYPES}))[\])]$")),
    (
        "status",
        re.compile(
            rf"\s*[\[(](?P<value>(?i:{_STATUS_WORDS}|new|continued|unchanged|repeated)(?:\s*[:,;–—-].*)?)[\])]$"
        ),
    ),
    (
        "score",
        re.compile(
            r"\s*[\[(](?P<value>(?:[01]\.\d{1,2}|\d{1,3}/\d{1,3})(?:\s*,\s*(?:[01]\.\d{1,2}|\d{1,3}/\d{1,3}))*)[\])]$"
        ),
    ),
    ("score", re.compile(r"\s+(?:[–—|-]|=)\s*(?P<value>[01]\.\d{1,2})$")),
    ("score", re.compile(r"\s*[\[(](?i:score|grade|final|progress)\s*[:=]\s*(?P<value>[^()\[\]]{1,30})[\])]$")),
    (
        "status",
        re.compile(r"\s*[\[(](?P<value>(?i:hit|actual|result|status|update)\s*:\s*[^()]*(?:\([^()]*\)[^()]*)*)[\])]$"),
    ),
    ("owner", re.compile(rf"\s*(?:[\[(]|[–—|-]\s)?(?P<value>{_HANDLE}(?:\s*(?:,|/|&|and|\+)\s*{_HANDLE})*)[\])]?$")),
    (
        "owner",
        re.compile(
            r"\s*(?:[\[(]|[–—|,;-]\s)\s*(?i:owner|dri|lead|responsible|assignee)s?\s*[:=]\s*(?P<value>[^()\[\]|]{2,40}?)[\])]?$"
        ),
    ),
    ("due", re.compile(r"\s*(?:[\[(]|[–—|;]\s)\s*(?i:due|deadline|eta)\s*[:=]\s*(?P<value>[^()\[\]|]{2,30}?)[\])]?$")),
    ("status", re.compile(r"\s*(?:[–—|]|-\s)\s*(?i:status)\s*[:=]\s*(?P<value>[^|]{2,60})$")),
    ("", re.compile(rf"\s*\[(?!{_PLACEHOLDER}\b)(?:[A-Z][\w?&/+-]{{1,15}})\]$")),
    ("score", re.compile(r"\s*\((?P<value>(?:0\.\d{1,2}|1\.0)\s*[,;:–—-]\s[^()]*)\)$")),
    ("", re.compile(r"\s*(?:\[\^\w+\]|;)$")),
    ("", re.compile(r"\s+(?:\^[\w-]+|#[A-Za-z]\w*/[\w/-]+|:\w+:|\?\?|~\"?[\w:. -]+\"?|\{:?[^{}]*\})$")),
    ("", re.compile(r"\s*\[\w+::[^\[\]]*(?:\[\[[^\[\]]*\]\])?[^\[\]]*\]$")),
    ("", re.compile(r"\s*(?:[–—|-]\s*)?[▓░█▒■□▰▱●○◯]+\s*(?:\d+\s?%)?$")),
    ("status", re.compile(r"(?<=[.!?;])\s+(?i:status|result|score|progress)\s*:\s*(?P<value>\W{0,4}[\w ]{0,20}%?)$")),
    ("owner", re.compile(r"(?<=[.!?;])\s+(?i:dri|owner|lead)s?\s*:\s*(?P<value>[^.:;]{2,40})$")),
    ("owner", re.compile(r"\s+[–—|-]\s+(?i:owner|dri|lead)s?\s*:\s*(?P<value>[^|:;]{2,40})$")),
    ("", re.compile(r"\s+\|\s+(?P<value>[^|]{1,30})$")),
    ("", re.compile(r"\s*[■-◿☀-➿⬀-⯿\U0001F000-\U0001FAFF️‍™✓✔]+$")),
    ("", re.compile(r"(?:\s+\||\s*\\)$")),
)

_RESULT = re.compile(r"\s+(?:=+>|⇒)\s*")
_ARROW_STATUS = re.compile(
    rf"[.;]?\s+(?:→|->|—>|-->)\s*(?=[\W_]*(?i:{_STATUS_WORDS}|(?:not )?reached)\b"
    r"|\d+\s?%\s+(?i:done|complete))"
)
_LEADS_TO = re.compile(r"(?:under|over|below|above|at least|at most|max\.?|min\.?)?\W{0,3}\d")
_ASIDE = re.compile(r"\s+>(?=[a-z]{3,}\s)|\s+\|\s+(?=(?i:owner|due|status|dri|progress|score|confidence)\b\s*:)")


@dataclass(frozen=True, slots=True)
class Trimmed:
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
    kept = tuple(field for field in fields if field.name in {"priority", "type", "status", "owner", "score", "due"})
    return Trimmed(_unwrap(line), kept, ident, struck)


def _cut_status(line: Line, fields: list[Field]) -> Line:
    """Cut "=> 70 %", "→ In progress", "| Owner: Ana" and what follows them."""
    for pattern in (_RESULT, _ARROW_STATUS, _ASIDE):
        for match in pattern.finditer(line.value):
            before, after = line.value[: match.start()], line.value[match.end() :]
            if len(before.split()) < 2 or before.count("(") > before.count(")"):
                continue
            if pattern is _RESULT and _is_change(before, after):
                continue
            if after:
                fields.append(Field("status", line.text.slice(match.end())))
            line = line.slice(0, match.start() + (match.group()[0] in ".;"))
            break
    return line


def _is_change(before: str, after: str) -> bool:
    """Whether an arrow leads from one number to another."""
    return bool(re.search(r"\d[\d.,]*\s?\S{0,3}$", before)) and bool(_LEADS_TO.match(after))


def _tail(line: Line, fields: list[Field]) -> Line:
    changed = True
    while changed:
        changed = False
        line = line.strip()
        if (cut := _link_tail(line) or _styled_tail(line)) is not None:
            line, changed = cut, True
            continue
        for name, pattern in _TRAILING:
            match = pattern.search(line.value)
            if match is None or not line.value[: match.start()].strip(" .:"):
                continue
            if name:
                fields.append(Field(name, line.text.slice(*match.span("value"))))
            line, changed = line.slice(0, match.start()), True
            break
    return line


def _link_tail(line: Line) -> Line | None:
    """The line without links in brackets at its end, None where it has none."""
    match = re.search(r"\s*[\[(]([^()\[\]]*)[\])][.\s]*$", line.value)
    if match is None or not match.group(1).strip() or match.start() == 0:
        return None
    start, end = match.span(1)
    before = next((run.link for run in line.runs if run.start <= match.start() < run.end and run.style & Style.LINK), 0)
    if before and any(
        run.link == before and run.style & Style.LINK for run in line.runs if start < run.end and run.start < end
    ):
        return None
    linked = all(
        run.style & Style.LINK or not line.value[max(run.start, start) : min(run.end, end)].strip(" ,;&/")
        for run in line.runs
        if run.start < end and start < run.end
    )
    return line.slice(0, match.start()) if linked else None


def _styled_tail(line: Line) -> Line | None:
    """The line without a remark at its end that the author set off: "— *we got 12*", a status in code style."""
    runs = [run for run in line.runs if line.value[run.start : run.end].strip(" .")]
    if len(runs) < 2 or not runs[-1].style & (Style.EMPHASIS | Style.CODE):
        return None
    start = next((run.end for run in reversed(runs) if not run.style & (Style.EMPHASIS | Style.CODE)), 0)
    before, last = line.value[:start].rstrip(), line.value[start:].strip()
    dashed = re.search(r"(?:\s[–—-]|[→⇒])$", before)
    told = re.match(rf"\W*(?i:{_STATUS_WORDS}|needs attention|dri|owner|not met|met)\b", last)
    if dashed and runs[-1].style & Style.EMPHASIS:
        return line.slice(0, dashed.start())
    return line.slice(0, start) if told and (before.endswith((".", "!", "?")) or runs[-1].style & Style.CODE) else None


def _struck_part(line: Line) -> Line:
    """What was struck out, without the remark behind it: "~~Open a shop~~ (no money)"."""
    struck = [run for run in line.runs if run.style & Style.STRUCK]
    if not struck or line.value[: struck[0].start].strip(" *-") or line.styled(Style.STRUCK):
        return line
    end = struck[-1].end
    return line.slice(0, end) if len(line.value[:end].split()) > 1 else line


def _head(line: Line, fields: list[Field]) -> Line:
    changed = True
    while changed:
        changed = False
        line = line.strip()
        for name, pattern in _LEADING:
            match = pattern.match(line.value)
            if match is None or match.end() >= len(line.value):
                continue
            if name and name != "checkbox":
                fields.append(Field(name, line.text.slice(*match.span("value"))))
            line, changed = line.slice(match.end()), True
            break
    return line


def _unwrap(line: Line) -> Line:
    """Without quotation marks or brackets that enclose the whole sentence."""
    value = line.value
    for opening, closing in (("“", "”"), ('"', '"'), ("'", "'")):
        inside = value[1:-1]
        if len(value) > 2 and value[0] == opening and value[-1] == closing and not {opening, closing} & set(inside):
            return line.slice(1, len(value) - 1).strip()
    return line


_CODE_TAG = re.compile(r"\s*\(([a-z]{1,5})\)$")


def tag_codes(values: list[str]) -> frozenset[str]:
    """Short codes in brackets that end several sentences of a document: its own tags, such as "(ewd)"."""
    found = [match.group(1) for value in values if (match := _CODE_TAG.search(value))]
    return frozenset(code for code in found if found.count(code) > 1) if len(found) > 2 else frozenset()


def without_code(text: Text, codes: frozenset[str]) -> Text:
    """The text without a code of `tag_codes` at its end."""
    match = _CODE_TAG.search(text.value)
    return text.slice(0, match.start()) if match and match.group(1) in codes else text
