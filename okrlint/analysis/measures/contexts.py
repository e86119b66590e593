"""The words around a number that say what it is there for."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.measure import Comparison, Value

NEAR = 48
"""Characters around a number among which its role is looked for; keeps long lines linear."""

RATED = re.compile(
    r"\s(?:\w+\s)?(?:retention|survival|mortality|readmissions?|churn|returns?|repeat|attrition|conversion|adherence"
    r"|relapse|average"
    r"|reoffending|follow-up|active|rolling|moving|default|persistence|completion|activation|pass|success|failure"
    r"|rate|standard|target|performance)\b",
    re.IGNORECASE,
)
"""What is counted after a time of its own: "90-day retention"."""
_BASE_BEFORE = re.compile(
    r"""(?:\b(?:from|now|currently|current|today|was|were|vs\.?|versus|baseline|previously|formerly|instead\sof
      |compared\s(?:to|with)|against|starting\s(?:at|from)|start(?=\s(?:at|of|value|level)\b|:)|last\s(?:year|quarter
      |month|term|season|week)
      |at\spresent|rather\sthan)\b|\bas\sis\b|\(20\d\d(?=:))
      (?:\s(?:an?|the|only|just|about|around|at|of|is|was|still|level|average|baseline|value|over|under|roughly|some
      |nearly))*
      \W{0,3}$""",
    re.IGNORECASE | re.VERBOSE,
)
_BASE_AFTER = re.compile(
    r"""[\s(]{0,2}(?:(?:(?!(?:as|by|before|for|than|compared|versus|vs|against|on|over|from)\b)\w+\s){0,3}(?:now|currently|today|at\spresent|so\sfar|before
      |last\s(?:year|quarter|month|term|season|week)|(?:at\s)?baseline))\b
      (?=\W*$|\s?[),;:—–→])""",
    re.IGNORECASE | re.VERBOSE,
)
_BY = re.compile(
    r"""\bby\s(?:(?:(?:at\s|a\s)?(?:least|minimum(?:\sof)?)|min\.?|about|around|more\sthan|over|another|an?\s(?:further|additional|average\sof)|up\sto
      |roughly|some
      |a\sfactor\sof|nearly|almost)\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
_UP_BY = re.compile(
    r"(?<![\w-])(?:up|down)\s$"
    r"|\w\s(?:(?:fall|drop|rise|grow|increase|decrease|decline|shrink|climb|jump|sink)s?|fell|rose|grew)\s$",
    re.IGNORECASE,
)
_PHRASAL = re.compile(
    r"\b(?:sign|set|pick|open|start|line|follow|mak|make|made|tak|take|took|end|build|built|break|split|turn|come|came|us"
    r"|use|writ|write|back|clean|pair|team)(?:s|e|ed|ing)?\s(?:up|down)\s?$",
    re.IGNORECASE,
)
_MORE_AFTER = re.compile(
    r"""(?:\s(?!to\b|of\b|at\b|on\b|or\b|with\b|in\b)[\w-]+)??\s(?:more|fewer|less|extra|additional|higher|lower|faster
      |slower|quicker|shorter|longer|better|cheaper
      |(?:growth|increase|reduction|decrease|decline|drop|rise|cut|uplift|improvement)(?!\s(?:from|to|by)\b)
      |as\s(?:many|much|fast|often|long)
      |(?:below|above|under|over)\s(?:last|(?:the\s)?(?:baseline|average|previous|current)|20\d\d))\b(?!\sthan\s\W?\d|\sor\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_OR_MORE = re.compile(r"(?:\s\w+)?\s(?:or|and)\s", re.IGNORECASE)
_STEP_BEFORE = re.compile(
    r"\b(?:additional|further|another|extra|(?:increase|rise|reduction|drop|cut|gain|growth|decrease|improvement"
    r"|uplift)\sof)\s$",
    re.IGNORECASE,
)
_LEVEL_BEFORE = re.compile(
    r"(?:\b(?:to|at|of|is|are|reach(?:es)?|hits?|than|over|above|below|under|least|most|exceeds?|about|around"
    r"|achieves?|attains?|gets?|have|has|with)"
    r"|[:(=→>])\s?$",
    re.IGNORECASE,
)
_MOVE = r"(?:increas|rais|grow|lift|boost|reduc|cut|lower|decreas|shorten|shrink|improv|expand|gain|rise|ris|fall|drop)"
_MOVES = re.compile(rf"\W*(?:(?:we|to|and)\s)*{_MOVE}\w*\s", re.IGNORECASE)
_MOVES_BY = re.compile(rf"\b(?:{_MOVE}\w*|up|down)\sby\s$", re.IGNORECASE)
_COUNTS = re.compile(r"\s[a-z][\w-]+")
_SHARE_OF = re.compile(r"\sof\s", re.IGNORECASE)


def _patterns(shape: str, words: tuple[tuple[Comparison, str], ...]) -> tuple[tuple[Comparison, re.Pattern[str]], ...]:
    return tuple((name, re.compile(shape.replace("WORDS", one), re.IGNORECASE)) for name, one in words)


_COMPARED = _patterns(
    r"(?:\b(?:WORDS))(?:\s(?:an?|the|our|only|just))?\s$",
    (
        (
            "at most",
            r"at\smost|no\smore\sthan|not\smore\sthan|max(?:imum|\.)?(?:\sof)?|not\sexceed(?:s|ing)?"
            r"|(?<!goes\s)(?<!go\s)(?<!went\s)(?<!climb\s)(?<!rise\s)(?<!climbs\s)(?<!rises\s)up\sto|n(?:ever"
            r"|ot)\s(?:more\sthan|above|over|exceeds?)|(?:no|not)\s(?:longer|later|higher|greater)\sthan"
            r"|(?:at|equal\sto)\sor\s(?:below|under|less\sthan)|(?:below|under)\sor\s(?:at|equal\sto)|a\s(?:maximum"
            r"|cap)\sof",
        ),
        (
            "at least",
            r"at\sleast|(?:no|not|never)\s(?:fewer|less|lower)\sthan|min(?:imum|\.)?(?:\sof)?|n(?:ever|ot)\s(?:below"
            r"|under)"
            r"|at\sor\s(?:above|over)|(?:above|over)\sor\sat",
        ),
        (
            "less than",
            r"below|under|beneath|(?:less|fewer|lower|shorter|smaller|faster|quicker|cheaper|sooner)\sthan|within"
            r"|inside|sub"
            r"|underneath",
        ),
        (
            "more than",
            r"above|over|(?:more|greater|higher|better|longer|larger)\sthan|exceed(?:s|ing)?|beyond|past|in\sexcess\sof"
            r"|upwards\sof|north\sof|surpass(?:es|ing)?|tops",
        ),
        ("about", r"about|around|roughly|approximately|approx\.?|circa|ca\.|some|or\sso|close\sto"),
        ("between", r"between"),
    ),
)
_AFTER = _patterns(
    r"(?:\s[\w,/-]+){0,4}?\s(?:WORDS)(?![\w-])(?!\s(?:to|than)\b)",
    (
        (
            "at least",
            r"(?:or|and)\s(?:more|better|higher|above|over|greater|longer|up|upwards)|minimum|at\sleast(?=\W*$)|plus",
        ),
        ("at most", r"(?:or|and)\s(?:less|fewer|lower|below|under|faster|better|shorter)|maximum|max|at\smost|tops"),
    ),
)


def around(text: str, value: Value) -> tuple[str, str]:
    """What stands in front of a number and behind it."""
    start, end = value.words.start, value.words.end
    return text[max(0, start - NEAR) : start], text[end : end + NEAR]


def compared(text: str, value: Value, sign: Comparison | None) -> Comparison | None:
    """How a number is meant, by its sign or by the words around it."""
    before, after = around(text, value)
    if sign:
        return sign
    for name, pattern in _COMPARED:
        if pattern.search(before):
            return name
    return next((name for name, pattern in _AFTER if pattern.match(after)), None)


def is_base(text: str, value: Value) -> bool:
    """Whether the words around a number say that it is where things stand."""
    before, after = around(text, value)
    return bool(_BASE_BEFORE.search(before)) or bool(_BASE_AFTER.match(after))


def _is_signed(value: Value, before: str) -> bool:
    """Whether a sign says up or down; a plus between two things only joins them: "1 keynote + 4 workshops"."""
    text = value.words.text
    return text[:1] in "+-−" and not (text[1:2].isspace() and before.strip()[-1:].isalpha())


def is_phrasal(before: str) -> bool:
    """Whether the "up" or "down" at the end belongs to a verb that moves nothing: "girls make up 40 %"."""
    return bool(_PHRASAL.search(before))


def _is_moved(before: str) -> bool:
    return bool(_UP_BY.search(before)) and not is_phrasal(before)


def is_step(text: str, value: Value) -> bool:
    """Whether a number says by how much, and not how much: "by 20 %", "+5", "3 more", "double"."""
    before, after = around(text, value)
    if value.factor and (value.words.text[0].isalpha() or not _LEVEL_BEFORE.search(before)):
        return True
    if _BY.search(before):
        counted = (value.unit == "%" and _SHARE_OF.match(after)) or (not value.unit and _COUNTS.match(after))
        return not counted or bool(_MOVES.match(text) or _MOVES_BY.search(before))
    if _STEP_BEFORE.search(before) or _is_signed(value, before) or _is_moved(before):
        return True
    steps = value.unit in ("points", "%")
    if steps and _MOVES.match(text) and before[-2:-1].isalnum() and not _LEVEL_BEFORE.search(before):
        return True
    return not value.rank and not _OR_MORE.match(after) and bool(_MORE_AFTER.match(after))
