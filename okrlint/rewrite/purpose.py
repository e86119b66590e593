"""What work is done for, as a key result of its own: for "ship X so that Y rises", the Y part."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.measure import Measure
from okrlint.core.phrases import first
from okrlint.core.rewrite import BASELINE, TARGET
from okrlint.core.vocabulary import KINDS
from okrlint.rewrite.reading import Reading
from okrlint.rewrite.render import capital
from okrlint.rewrite.words import head_of, is_several

_VERB = re.compile(
    r"(?:help(?:s|ing)?\s+(?:us\s+|to\s+)*)?(?P<verb>(?:reduc|decreas|lower|cut|shorten|halv|minimi[sz])\w*|(?:increas|rais|grow|lift|boost|improv|rais)\w*)\s+"
    r"(?:the\s+|our\s+|their\s+|its\s+)?(?P<metric>[^,;:.()–—]+)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?<!\s)\s++(?:by|from|so|and|in order|through|with|via|which|that|until|before)\s.*", re.IGNORECASE | re.DOTALL
)
_DOWN = re.compile(r"reduc|decreas|lower|cut|shorten|halv|minimi", re.IGNORECASE)
_RATES = frozenset({"rate", "share", "time", "score", "number", "rating", "index", "ratio", "count", "frequency"})
_LONGEST = 6


def _said(purpose: str, measure: Measure | None) -> tuple[str, bool] | None:
    """The clause as it stands, where it says what moves and by how much."""
    told = measure is not None and (measure.target or measure.change) and any(map(str.isdigit, purpose))
    if measure is None or not told or measure.direction not in ("up", "down"):
        return None
    return capital(purpose), measure.direction == "up"


def _with_blanks(purpose: str) -> tuple[str, bool] | None:
    """ "reduce churn" as "Churn falls from [baseline] to [target]"."""
    match = _VERB.match(purpose)
    if match is None or any(character.isdigit() for character in purpose):
        return None
    metric = _ENDS.sub("", match["metric"]).strip()
    if not metric or len(metric.split()) > _LONGEST:
        return None
    down = bool(_DOWN.match(match["verb"]))
    head = head_of(metric)
    plural = is_several(head)
    if not plural and head.lower() not in _RATES and not any(first(metric, names) for names in KINDS.values()):
        return None
    verb = ("fall" if down else "rise") + ("" if plural else "s")
    return f"{capital(metric)} {verb} from {BASELINE} to {TARGET}", not down


def of_wish(text: str) -> tuple[str, bool] | None:
    """ "Improve the renewal rate" as "Renewal rate rises from [baseline] to [target]"; None where nothing moves."""
    return _with_blanks(text.strip().rstrip("."))


def of_purpose(reading: Reading, measure: Measure | None) -> tuple[str, bool] | None:
    """The purpose as a key result, and whether it rises; None where none is said or it is no measure.

    `measure` is what the clause measures.
    """
    if not reading.purpose:
        return None
    return _said(reading.purpose, measure) or _with_blanks(reading.purpose)
