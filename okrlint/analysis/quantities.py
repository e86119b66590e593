"""Numbers with their units in a sentence, in digits and in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from okrlint.analysis.moments import find_moments
from okrlint.core import lazy_re as re
from okrlint.core.facts import Quantity

_GROUPED = r"\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})(?![\d.])|\d{1,3}(?:[,\u00a0\u202f '’]\d{3})+(?!\d)(?:\.\d+)?"
_NUMBER = rf"(?:{_GROUPED}|\d+(?:[.,]\d+)?)"
_CURRENCY = r"(?:(?:US|CA|A|NZ)?\$|€|£|¥|₹|(?<!\w)(?:USD|EUR|GBP|CHF|Rs\.?)(?=\s))"
_SCALE = r"(?:(?:k|m|mm|b|bn|mn|mio|mrd|tsd)(?!\w)|thousand\b|million\b|billion\b|lakh\b|crore\b)"
_UNIT = r"""(?:
    % | ‰ | percent(?:age\spoints?)?\b | per\s?cent\b | pp\b | pts?\b | points?\b | bps\b | [x×](?!\w) | -?fold\b
  | ms\b | sec(?:onds?|s)?\b | min(?:ute)?s?\b | h(?:ou)?rs?\b
  | (?:(?:working|business|calendar|school)\s)?(?:days?|hours?)\b | weeks?\b | months?\b | years?\b
  | times\b
  | (?-i:[shdltg])\b | [KMGT]B(?:/s)?\b | kg\b | km\b | m² | [kMG]Wh\b | °C? | stars?\b | ★ | fps\b
  | (?:metric\s)?tonn?e?s?\b | (?:kilo)?gram(?:me)?s?\b | (?:kilo)?met(?:re|er)s?\b
  | lit(?:re|er)s?\b | milliseconds?\b
  | € | \$ | £ | euros?\b | dollars?\b | EUR\b | USD\b | CHF\b
)"""
_SIGN = r"(?:(?:(?<![\w=-])[-−]|[≥≤~≈±+]|(?<![-=])[<>]=?)\s?)"
_AMOUNT = rf"(?:(?:{_CURRENCY}\s?)?{_NUMBER}(?:\s?{_SCALE})?)"
_SMALL = """(?:
    two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | thirteen | fourteen | fifteen
  | sixteen | seventeen | eighteen | nineteen | twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety
  | hundred | thousand | million | billion
)"""
_MULTIPLE = [stem + end for stem in ("doubl", "tripl", "quadrupl", "halv") for end in ("e", "es", "ed", "ing")]
_PART = r"(?:an?|one)\s(?:third|quarter|fifth|tenth)"
_BEGINS = rf"(?=[-−≥≤~≈±+<>\d]|{_CURRENCY}|\b[a-z])"
"""A sign, a digit, a currency or a word, which is what is looked for first."""
_ANY = re.compile(
    rf"""
    {_BEGINS}(?:
    (?P<sign>{_SIGN})?
    (?P<digits>{_AMOUNT}(?:(?:\s?[-–/]\s?|—){_AMOUNT}(?!\d|[./]\d))?\+?(?:\s?{_UNIT}|-percent\b|-fold\b)?\+?)
  | (?P<words>\b(?:
        (?:one|a|two|three|four)\s(?:in|out\sof)\s(?:every\s)?(?:\d{{1,6}}(?![\d.,%])|(?:an?\s)?{_SMALL})
      | {_SMALL}\s(?:of|out\sof)\s(?:the\s|our\s|all\s)?{_SMALL}
      | (?:an?|one)\s(?:hundred|thousand|million|dozen)
      | (?:(?<=\bby\s)|(?<=\bto\s)|(?<=\bthan\s)|(?<=\bleast\s)){_PART}
      | {_PART}(?=\sof\b|\s(?:fewer|less|more)\b)
      | (?:two|three|four)[ -](?:thirds|quarters|fifths)
      | at\sleast\s(?:one|once)
      | {_SMALL}(?:[ -](?:and\s)?{_SMALL})*(?:[ -]{_UNIT})?
      | zero | twice | thrice | half | {"|".join(_MULTIPLE)}
    )(?![\w-])))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")
_PARTS = ("third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "dozen", "one", "once")
_HINTS = frozenset(("zero", "twice", "thrice", "half", *_PARTS, *_MULTIPLE, *_WORD.findall(_SMALL)))
_TIME = r"(?:sec|min|hour|day|week|month|quarter|year)"
_RATIO = re.compile(
    rf"\s(?:in|(?:out of|of)(?: the| our| all| its| their)?)\s(?!20[1-6]\d)(?:{_NUMBER})(?![\w%+]|\s(?:{_TIME}))"
)

_LABEL = re.compile(
    r"\b(?=\w)(?:\b(?:SOC|ISO|IEC|PCI|NIST|RFC|PEP|WCAG|EU|UN|HTTP|TLS|Art|Office|Windows|Python|Java|Node|Android|Postgres"
    r"|Microsoft|dial|dials|dialled|phone|Level|Phase"
    r"|Tier|Type|Version|Wave|Chapter|Article|Scope|Band|Room|Gate|Pier|Dock|Berth|Terminal|Floor|Hall|Horizon|Priority"
    r"|Sev|Severity|Part|Milestone|Iteration|Annex|Appendix|Ward|Zone|Year|Title|Regulation|Directive|Act|Clause|Rule"
    r"|KR|OKR|Objective|Goal|Pillar|Nr|Studio|Web)[ .-]{1,2}|\b(?:KR|OKR|Objective|Goal|Pillar) ?: ?"
    r"|(?-i:\b[a-z]+[A-Z]\w* ))$",
    re.IGNORECASE,
)
_LABEL_OR_VERB = re.compile(
    r"\b(?:release|stage|section|grade|form|step|line|route|class|group|model|series|round|plant|theatre|theater|site"
    r"|press"
    r"|machine|building|house|block|store|barn|field|server|hangar|bay|lane|track|court|camp) $",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s(?:[\w-]+\s){0,2}?[\w-]+s\b")
_REFERENCE = re.compile(r"(?:19|20)\d\d/\d{1,4}|\d{1,4}/(?:19|20)\d\d")
_VERSION = re.compile(
    r"(?:\d+|\d+\.\d+) (?:upgrade|update|release|patch|beta|image|widget|rollout|migration|install|feedback"
    r"|register)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b[A-Z]\w* $")
_NAME_BEFORE = re.compile(r"(?:^|\s)[a-z]+ [A-Z][a-z]+ $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_YEAR_OF = re.compile(r"\s(?!people\b|children\b|staff\b|men\b|women\b)[a-z]+(?<!s)\b")
_CAPITALISED = re.compile(r"[\w,;)] [A-Z][a-zß-öø-ÿ]+ $")
_AFTER_NAME = re.compile(r"\s*(?:$|[.,;:)!?]|(?:by|in|on|for|to|and|with|is|are|at|or|as)\b)")
_ATTACHED = re.compile(r"[^\W\d_][-.]?$|\d[.:/]$|[\w/#]$|\b[nN]\s?=\s?$")
_CONTINUED = re.compile(r"\w|[.:/]\d|-[^\W\d]")
_RATES = frozenset({"24/7", "50/50", "80/20", "9-5"})
_VALUE_WORD = re.compile(
    r"(?:\b(?:to|from|of|than|least|at|above|below|under|over|by|is|and|reach|hit)|[≥≤<>→]) ?$", re.IGNORECASE
)
_IDIOM_BEFORE = re.compile(
    r"\b(?:first|second|last|other|better|latter|next|net|ground|absolute) (?:the )?$", re.IGNORECASE
)
_IDIOM_AFTER = re.compile(
    r"[ -](?:down|check|click(?! (?:&|and) )|opt|digits?|entry|sided|bed|booking|trust|day|knowledge|factor|way"
    r"|eyes|standards?|term|time|fault|part(?:y|ies)|bottom line|an? (?:day|hour))\b",
    re.IGNORECASE,
)
_NEAR = 32
"""How far around a number its neighbours are looked at, which keeps long lines linear."""


def _is_labelled(before: str, found: str, after: str) -> bool:
    """Whether the word in front makes the number part of a name: SOC 2, phase 3, Office 365, release 2.0."""
    if _LABEL.search(before) or (_LABEL_OR_VERB.search(before) and not _COUNTED.match(after)):
        return True
    if re.fullmatch(r"\d+\.0", found):
        return not _VALUE_WORD.search(before)
    if not found.isdigit():
        return False
    return _is_capitalised(before, after) or (bool(re.fullmatch(r"20[2-6]\d", found)) and _is_year(before, after))


def _is_capitalised(before: str, after: str) -> bool:
    """Whether capitals around the number make it part of a name: "to Postgres 16", "with Farm 2 Fork"."""
    if _NAME_BEFORE.search(before) and _NAME_AFTER.match(after):
        return True
    return bool(_CAPITALISED.search(before) and _AFTER_NAME.match(after))


def _is_year(before: str, after: str) -> bool:
    """Whether a number that may be a year describes one thing: "the 2030 strategy", "our 2027 plan"."""
    return before.lower().endswith(("the ", "our ", "a ")) and bool(_YEAR_OF.match(after))


def _in_name(sentence: str, match: re.Match[str], end: int) -> bool:
    """Whether the digits of a match are part of a name: v2, Web3, GPT-4, 24/7, 2FA, 1st, 90-day, SOC 2."""
    start = match.start("digits")
    before, after = sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR]
    found = match["digits"]
    if _CONTINUED.match(after) or found in _RATES or _REFERENCE.fullmatch(found):
        return True
    if match["sign"]:
        return False
    if _VERSION.match(found + after) and (not before.strip() or _NAMED.search(before) or "360" in found):
        return True
    return bool(_ATTACHED.search(before)) or _is_labelled(before, found, after)


def _is_idiom(sentence: str, start: int, end: int) -> bool:
    """Whether a number word means no number: "double down", "first half", "zero trust"."""
    before, after = sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR]
    return bool(_IDIOM_BEFORE.search(before) or _IDIOM_AFTER.match(after))


def _candidates(sentence: str) -> Iterator[Quantity]:
    """Quantities, also such as are parts of dates."""
    position = 0
    while match := _ANY.search(sentence, position):
        start, end = match.span()
        if match["words"]:
            skip = _is_idiom(sentence, start, end)
        else:
            plain = match["digits"][-1:].isdigit()
            ratio = _RATIO.match(sentence, end) if plain else None
            end = ratio.end() if ratio else end
            skip = _in_name(sentence, match, end)
        if not skip:
            yield Quantity(start, end)
        position = end


def _may_have_numbers(sentence: str) -> bool:
    """Whether it is worth looking closer: most sentences have neither a digit nor a word that may be a number."""
    return bool(_DIGIT.search(sentence)) or not _HINTS.isdisjoint(_WORD.findall(sentence.lower()))


@lru_cache(maxsize=4096)
def find_quantities(sentence: str) -> tuple[Quantity, ...]:
    """Numbers with their units, in order. Dates, years and numbers in names are none."""
    candidates = tuple(_candidates(sentence)) if _may_have_numbers(sentence) else ()
    if not candidates:
        return ()
    moments = find_moments(sentence)
    ends = [moment.end for moment in moments]

    def in_moment(quantity: Quantity) -> bool:
        """Whether a number is a part of a date."""
        place = bisect_left(ends, quantity.start + 1)
        return place < len(ends) and moments[place].start < quantity.end

    return tuple(quantity for quantity in candidates if not in_moment(quantity))
