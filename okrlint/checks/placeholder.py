"""Find blanks that nobody filled: TBD, X %, N users, <metric>, [baseline]."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.text import Text

NEEDS = frozenset({"quantities"})

_LETTER = r"(?:X{1,3}|Y{1,3}|Z{1,3}|N{1,3}|x{1,3}|y{1,2}|n{1,2}|\#{1,3}|_{2,}|\?{1,3})"
_PERCENT = r"[ ]?(?:%|per[ ]?cent\b|pp\b)"
_AMOUNT = rf"(?:[$€£][ ]?)?{_LETTER}(?:[kKM](?!\w)|{_PERCENT})?\+?(?![\w'’-])"
_COUNTED = r"(?:[a-z][\w-]*[ ]){0,2}[a-z][\w-]*s\b"
_LATER = r"to[ ]be[ ](?:defined|determined|decided|confirmed|announced)"
_SLOT = r"""
    base[ ]?lines? | targets? | metrics? | kpis? | numbers? | values? | amounts? | percent(?:age)? | current | date
    | owner | name | team | customer | segment | unit | deadline | quarter | objective | key[ ]result | tb[dac]
    | [xyzn]{1,3} | \?+ | \.{3} | … | (?:insert|your)\b[^\]>}]*
"""
_HTML = "br|su[bp]|[abiusp]|em|strong|span|div|code|kbd|img|del|ins|small|mark|details|summary|t[drh]|h[1-6]|li|[uo]l"

_SENTENCE = re.compile(
    rf"""
    (?=\b\w|[^\w\s]) (?:
      (?<![\w-]) (?: TB[DAC] | tb[dac] ) (?![\w-]) (?! [ ](?:whether|if|which|how|who|when|where)\b )
    | \A (?: TODO | FIXME | Tmp | tmp ) \b
    | \b (?i: lorem[ ]ipsum ) \b
    | \( {_LATER} \) | \b {_LATER} (?=\.?\Z)
    | (?<![\w/?=&]) \?{{2,}} (?![\w/])
    | (?<![\w.,%-]) (?: {_LETTER}{_PERCENT} | [$€£][ ]?(?:[XYZN]{{1,3}}|x{{2,3}})[kKmM]?(?!\w) )
    | \b (?i: from )[ ]{_AMOUNT}(?=[ ](?:\w+[ ])?to[ ])
    | (?: \b(?i:by|at[ ]least|at[ ]most|more[ ]than|less[ ]than|fewer[ ]than|over|under|above|below|top)[ ]
        | [≥≤><~][ ]? )
      (?P<bound> {_AMOUNT} ) (?![ ](?:and|&)[ ])
    | \b (?i: increase|raise|grow|improve|reduce|cut|decrease|lower|bring|boost|lift|drop|from ) \b [^.;]* \b to[ ]
      (?P<level> (?: X{{1,3}} | N{{1,2}} | x{{2,3}} | _{{2,}} | \?+ )[kKM]? ) (?= [ ]*(?:[.,;)]|\Z) | [ ]{_COUNTED} )
    | (?: \A | \b (?i: reach|get|win|add|hit|sign|hire|gain|have|with|attract|onboard|recruit )[ ] )
      (?P<count> (?: X{{1,3}} | N{{1,2}} | x{{2,3}} | \#{{1,3}} )\+? ) (?= [ ]{_COUNTED} )
    | (?<![\w-]) (?: [XYZ]{{2,3}} | X+(?:[.,]X+)+ ) (?![\w-])
    | < (?!/|(?:{_HTML})\b) [A-Za-z][\w %/-]* >
    | \[ (?i:{_SLOT}) \] (?!\()
    | (?<![\w$]) \{{ \{{? [ ]?[a-z][\w ]+ \}} \}}?
    | (?<!\w) _{{2,}} (?!\w)
    | \b (?:INSERT|ENTER|FILL[ ]IN)(?:[ ](?:YOUR|A|THE))?[ ](?:METRIC|NUMBER|TARGET|VALUE|BASELINE|KEY[ ]RESULT|TEXT) \b
    | \A (?i: key[ -]results? | objectives? | kr | sample | example | placeholder | description | text | title | metric
      | \.{{3}} | … | \? | -+ ) [ ]* (?: \#?\d{{1,2}} | [xXnN] )? [ ]*[.:…]* \Z
    )
    """,
    re.VERBOSE,
)
"""A blank in a sentence, among the words that tell it from a name (Plan X), an idiom (3x) or a formula.

It begins where a word does or with a mark, which is what is looked for first.
"""

_VALUE = re.compile(
    rf"[<>≤≥~=]? \s*+ [\[(<{{]{{0,2}} \s*+ (?: (?:\w{{1,40}}[ ])?tb[dac] | todo | {_LATER} | {_LETTER} | {_SLOT} )"
    r"[ ]?%? \s*+ [\])>}]{0,2} \s*+",
    re.VERBOSE | re.IGNORECASE,
)
"""A value that consists of nothing but a blank."""


@lru_cache(maxsize=4096)
def _blank(sentence: str) -> tuple[int, int] | None:
    """The first blank in a sentence."""
    match = _SENTENCE.search(sentence)
    if match is None:
        return None
    return match.span(next((name for name in ("bound", "level", "count") if match[name]), 0))


def _in_code(document: Document, text: Text, start: int, end: int) -> bool:
    """Whether a place stands in backticks, where letters mean themselves; brackets may need them to be seen."""
    if document.format != "markdown" or text.value[start] in "<[{" or "`" not in document.source.text:
        return False
    source, span = document.source, text.span(start, end)
    line, _ = source.line_column(span.start)
    return source.text[source.line_span(line).start : span.start].count("`") % 2 == 1


def _blank_value(node: KeyResult | Objective, facts: Facts) -> Text | None:
    """A target or baseline that was left blank beside a sentence without a number of its own."""
    if facts.quantities.get(node.text):
        return None
    values = (node.field("target"), node.field("baseline"))
    return next((text for text in values if text and _VALUE.fullmatch(text.value)), None)


def _finding(document: Document, node: KeyResult | Objective, facts: Facts) -> Finding | None:
    """The first blank of an element, in its sentence, else in its values."""
    place = _blank(node.text.value)
    if place and not _in_code(document, node.text, *place):
        return Finding(node.text.span(*place), {"blank": node.text.value[place[0] : place[1]]})
    if text := _blank_value(node, facts):
        return Finding(text.span(), {"blank": text.value.strip()})
    return None


def check(document: Document, facts: Facts) -> Iterator[Finding]:
    """One finding for every objective and key result that has a blank."""
    for objective in document.objectives:
        nodes: tuple[KeyResult | Objective, ...] = (objective, *objective.key_results)
        for node in nodes:
            if finding := _finding(document, node, facts):
                yield finding
