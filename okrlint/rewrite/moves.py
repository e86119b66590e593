"""The metric that an objective moves by a figure ("Cut costs by 15 %", "Lead time from 95 to 40 days")."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.rewrite import BASELINE, TARGET
from okrlint.rewrite.promise import Promise
from okrlint.rewrite.render import capital
from okrlint.rewrite.words import head_of, is_several, listed

_NAME = r"(?P<metric>[^\W\d][^\d:;,%]{2,60}?)"
_UNIT = r"%|percent|per cent|seconds|minutes|hours|days|weeks|months"
_FIGURE = r"\d[\d.,]*+"
_ORDER = re.compile(
    rf"^(?:(?P<down>reduce|cut|lower|decrease)|(?P<up>increase|raise|grow|lift|boost)) (?:the |our )?{_NAME}"
    rf" by (?P<by>{_FIGURE} ?(?:{_UNIT}))$",
    re.IGNORECASE,
)
_STATE = re.compile(rf"^{_NAME} (?:(?P<down>down)|(?P<up>up)) (?:by )?(?P<by>{_FIGURE} ?(?:{_UNIT}))$", re.IGNORECASE)
_SPAN = re.compile(
    rf"^{_NAME}:? (?:(?:down|up) )?(?:from )?(?P<first>{_FIGURE}) ?(?P<own>%)? ?(?:to|→|->|=>) ?(?P<second>{_FIGURE})"
    rf"(?: ?(?P<unit>{_UNIT}))?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    rf"^{_NAME} (?:(?P<down>below|under)|(?P<up>above|over)) (?P<figure>{_FIGURE} (?:per|a|an|in) [\w ]{{1,40}})$",
    re.IGNORECASE,
)
_SCORE = re.compile(
    rf"^(?P<metric>[^\W\d][^\d:;,%]{{2,40}}? (?:satisfaction|rating|score|nps|mark|recommendation)):? "
    rf"(?:of |at |to )?(?P<figure>{_FIGURE})$",
    re.IGNORECASE,
)
_VERBS = listed("improve bring get reach achieve reduce cut lower increase raise grow lift hit sell win have keep")
_WHY = "The objective is a metric: here it is as a key result, with where it stands."


def _is_name(metric: str) -> bool:
    """Whether some words name a metric and are no order."""
    return metric.split()[0].lower() not in _VERBS and not metric.lower().endswith((" from", " to", " is", " are"))


def _number(text: str) -> float | None:
    """The number of a figure; None for one that is written in a way of its own."""
    try:
        return float(text.rstrip(".,").replace(",", "."))
    except ValueError:
        return None


def moving(metric: str, rises: bool, moves: str) -> Promise | None:
    """A metric with how it moves, as a key result; None for words that name no metric."""
    if not _is_name(metric):
        return None
    verb = ("rise" if rises else "fall") + ("" if is_several(head_of(metric)) else "s")
    return Promise(f"{capital(metric)} {verb} {moves}", "the objective's own metric", _WHY, rises=rises)


def _by(text: str) -> Promise | None:
    """ "Cut energy costs by 15 %"."""
    match = _ORDER.match(text) or _STATE.match(text)
    if match is None:
        return None
    return moving(match["metric"], bool(match["up"]), f"by {match['by']}, from {BASELINE} to {TARGET}")


def _span(text: str) -> Promise | None:
    """ "Lead time from 95 to 40 days"."""
    match = _SPAN.match(text)
    first, second = (_number(match["first"]), _number(match["second"])) if match else (None, None)
    if match is None or first is None or second is None or first == second:
        return None
    unit = match["unit"] or ("%" if match["own"] else "")
    before = f"{match['first']} %" if unit == "%" else match["first"]
    return moving(match["metric"], second > first, f"from {before} to {match['second']} {unit}".rstrip())


def _bound(text: str) -> Promise | None:
    """ "Lost bags below 4 per 1000 passengers", "Passenger satisfaction 4.2"."""
    match = _BOUND.match(text) or _SCORE.match(text)
    if match is None:
        return None
    return moving(match["metric"], not match.groupdict().get("down"), f"from {BASELINE} to {match['figure']}")


def moved(objective: str) -> Promise | None:
    """An objective that moves a metric by a figure or to one, as a key result; None for all others."""
    return _by(objective) or _span(objective) or _bound(objective)
