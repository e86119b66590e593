"""Labels at the start of a line: "Objective 2:", "KR1.1 —", "**Owner:**"."""

from __future__ import annotations

from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.model import FIELDS
from okrlint.formats.fields import field_name
from okrlint.formats.prose.nodes import Line, Style
from okrlint.formats.prose.runs import list_mark
from okrlint.formats.prose.sections import Label, bare, section_of

__all__ = ["NOTHING", "Label", "Labelled", "breaks_line", "label_of"]


class Labelled(NamedTuple):
    """A label at the start of a line: the line's own words begin at `end`; `id` and `team` are parts of the label."""

    label: Label
    end: int
    id: tuple[int, int] | None = None
    team: tuple[int, int] | None = None
    name: str = ""


NOTHING = Labelled(Label.NONE, 0)

_LEAD = (
    r"^(?:!\w+!\s*+|:\w+:\s*+|={2,}+(?=\w)|[^\w\s$€£¥≥≤<>%+~(\"'“‘\[=-]++\s*+)*+"
    r"(?:\d{1,2}[.)]\s+|[-*•]\s+)?[\[(]?(?:\{[^{}]*\}\s*)?"
)
_COUNT = r"(?i:one|two|three|four|five|six)\b"
_NUMBER = (
    rf"(?:\s*+(?:no\.?|nr\.?|number)?\s*+[#-]?\s*+(?P<id>\d++(?:[.-]\d+)*+[a-z]?\b|[A-Z]\b|[IVX]{{1,4}}\b|{_COUNT}))?"
)
_PAREN = r"\s*+(?:\((?!(?:in|for|of|to)\b)[^()]{1,40}\))?"
_SEP = r"={0,2}\s*+[\])]?\s*+(?P<sep>[:：.)|]|[–—]|-(?=\s)|â€”|â€“|$)(?P<more>[\s:–—-]*)"
_WORD = r"(?:(?:[\w&/'’+-]|\.(?=\w))+|\([^()]{1,40}\))"
_TEAM = rf"(?P<team>(?:[A-Z](?:[\w&/'’+-]|\.(?=\w))*|\([^()]{{1,40}}\))(?:\s{_WORD}){{0,4}}\s)?"
_OBJECTIVE = r"(?i:objectives?|objectifs?|objetivos?|obiettivo|zielsetzung)\b"
_KEY_RESULT = (
    r"(?:(?i:key[\s-]results?|résultats?[\s-]clés?|resultados?[\s-](?:clave|chave))\b"
    r"|KRs?(?![A-Za-z])|RC(?=\s?\d)|Kr(?=\s?\d)|kr(?=\d|::))"
)
_GOAL = r"(?:(?i:goal)|Ziel(?=\s?\d))"


def _labels(word: str, before: str, after: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a line with a label must have somewhere, and the whole label: most lines need not be tried with that."""
    return re.compile(rf"(?<!\w){word}"), re.compile(f"{_LEAD}{before}{word}{after}")


_FULL = {
    Label.OBJECTIVE: _labels(_OBJECTIVE, _TEAM, f"{_PAREN}{_NUMBER}{_PAREN}{_SEP}"),
    Label.KEY_RESULT: _labels(_KEY_RESULT, _TEAM, f"{_PAREN}{_NUMBER}{_PAREN}{_SEP}"),
    Label.GOAL: _labels(_GOAL, "(?P<team>)", f"{_NUMBER}{_SEP}"),
}
_OBJECTIVE_ID = r"(?:OBJ|Obj|O)(?:[\s.-]?[A-Z]{0,3}\d+(?:\.\d+)*|(?=\s?:)|(?=\s{2,}[A-Z]))"
_KEY_RESULT_ID = (
    r"(?:(?:KR|Kr|kr|RC|Key Result )[\s#.-]*[A-Z]{0,3}\d{1,2}(?!\d)(?:[.-]\d+)*[a-z]?\b"
    r"|O\d+[\s.-]?KR[\s.-]?\d+|KR(?=\s)(?!\s[A-Z]\w+(?:\s\w+){0,2}\s?:))"
)
_BEHIND_ID = rf"(?:{_PAREN}{_SEP}|(?P<gap>\s+)(?=\S))"
_SHORT = {
    Label.OBJECTIVE: _labels(f"(?P<id>{_OBJECTIVE_ID})", "", _BEHIND_ID),
    Label.KEY_RESULT: _labels(f"(?P<id>{_KEY_RESULT_ID})", "", _BEHIND_ID),
}
_COUNTED = re.compile(r"(?:or|of|out|to|in|new|more|additional|other|further)\b|%")
_MENTIONED = re.compile(r"(?:of|is|was|were|are|and|or|has|had|have|will|from|in|on|depends|needs|moved|changed)\b")
_FIELD = re.compile(r"^\s*(?P<name>[^\W\d][\w /%&'’()-]{0,38}?)\s*(?P<sep>:)\s*")
_DATA_FIELD = re.compile(r"^\w+::\s")


def label_of(line: Line) -> Labelled:
    """The label that a line begins with."""
    value = line.value
    if found := _short(line) or _full(value):
        return found
    section = section_of(value)
    if section is not Label.NONE:
        return Labelled(section, len(value), name=bare(value))
    return _field(line)


def _short(line: Line) -> Labelled | None:
    for label, (word, pattern) in _SHORT.items():
        match = pattern.match(line.value) if word.search(line.value) else None
        if match is None:
            continue
        gap = match.group("sep") is None
        if gap and label is Label.KEY_RESULT and _counts(match):
            return Labelled(label, match.start("id") + 3)  # "KR 2 or fewer complaints"
        if gap and not _stands_off(line, label, match):
            continue
        ident = match.span("id") if re.search(r"\d", match.group("id")) else None
        return Labelled(label, match.end(), ident)
    return None


def _stands_off(line: Line, label: Label, match: re.Match[str]) -> bool:
    """Whether an id without a separator is one: "O1 Grow …", "**KR2** grow …", not "KR2 was missed"."""
    if _MENTIONED.match(line.value, match.end()):
        return False
    if label is Label.KEY_RESULT or line.value[match.end()].isupper():
        return True
    return line.styled(Style.STRONG | Style.CODE, *match.span("id")) and not line.styled(Style.STRONG)


def _counts(match: re.Match[str]) -> bool:
    """Whether the number after "KR " counts something rather than the key results."""
    return bool(re.match(r"KR\s+\d", match.group("id"))) and bool(_COUNTED.match(match.string, match.end()))


def _full(value: str) -> Labelled | None:
    for label, (word, pattern) in _FULL.items():
        match = pattern.match(value) if word.search(value) else None
        if match is None or "objective" in (match.group("team") or "").lower():
            continue
        number = match.span("id") if match.group("id") else None
        team = match.span("team") if match.group("team") else None
        if number or not _is_plural(match):
            if (found := _singular(label, match, number, team)) is not NOTHING:
                return found
            continue
        if label is Label.OBJECTIVE:
            return Labelled(Label.OBJECTIVES, match.end())
        return Labelled(Label.KEY_RESULTS, match.end(), team=team)
    return None


def _is_plural(match: re.Match[str]) -> bool:
    words = match.group().rstrip(" :：-–—.)=").lower()
    return words.endswith(("s", "s (krs", "s (okrs", "clave", "chave"))


def _singular(
    label: Label, match: re.Match[str], number: tuple[int, int] | None, team: tuple[int, int] | None
) -> Labelled:
    words_before = len(match.group("team").split()) if team else 0
    if words_before > 2 and ":" not in (match.group("sep") or ""):
        return NOTHING
    if label is Label.KEY_RESULT and number is None and match.end() == len(match.string):
        return Labelled(Label.KEY_RESULTS, match.end(), team=team)
    return Labelled(label, match.end(), number, team)


def _field(line: Line) -> Labelled:
    """ "Owner: Ana", "**Status:** done", "Initiative: write it down"."""
    match = _FIELD.match(line.value)
    if match is None:
        return NOTHING
    name = match.group("name")
    section = section_of(name)
    if section in {Label.WORK, Label.ASIDE}:
        return Labelled(section, match.end(), name=bare(name))
    if (known := field_name(name, {})) in FIELDS and known != "metric":
        return Labelled(Label.FIELD, match.end(), name=known)
    if line.styled(Style.STRONG, *match.span("name")) and not line.styled(Style.STRONG):
        return Labelled(Label.FIELD, match.end())
    return NOTHING


def breaks_line(line: Line) -> bool:
    """Whether a line within a paragraph begins something of its own."""
    if list_mark(line) is not None or _DATA_FIELD.match(line.value):
        return True
    if line.value[:1].islower() and not line.value.startswith("kr") and not line.styled(Style.STRONG):
        return False  # the rest of a wrapped sentence
    found = label_of(line)
    if found.label in {Label.NONE, Label.OBJECTIVES, Label.METRICS, Label.HEALTH}:
        return False
    if found.label in {Label.FIELD, Label.WORK, Label.ASIDE}:
        return bool(found.end) and line.styled(Style.STRONG, 0, min(found.end, len(line.value)))
    return found.label is not Label.GOAL or found.id is not None
