"""What an objective of any form wants, as key results: statements about people, orders, things that people use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from okrlint.core import lazy_re as re
from okrlint.core.rewrite import BASELINE, TARGET
from okrlint.rewrite.aim import LONGEST, Aim, people_of, plain_case
from okrlint.rewrite.figures import counted
from okrlint.rewrite.moves import moved
from okrlint.rewrite.people import is_people
from okrlint.rewrite.promise import SHARE, Promise, further, promises
from okrlint.rewrite.purpose import of_wish
from okrlint.rewrite.render import capital
from okrlint.rewrite.verbs import ATTITUDES, MODALS, PREPOSITIONS, VERBS
from okrlint.rewrite.wished import wished
from okrlint.rewrite.words import head_of, is_several, listed, plain

_HELP = re.compile(
    r"^(?:help|enable|empower|allow|let|get|equip|encourage|inspire)\s+(?:the |our |all |more |every )?"
    r"(?P<whose>(?:[\w'’-]+\s+){0,4}?[\w'’-]+)\s+to\s+(?P<does>[\w-]+\s.+)$",
    re.IGNORECASE,
)
_LET = re.compile(
    r"^(?:help|let)\s+(?:the |our |all |more )?(?P<whose>(?:[\w'’-]+\s+){0,3}?[\w'’-]+)\s+"
    r"(?P<does>(?!to\b)[\w-]+\s.+)$",
    re.IGNORECASE,
)
_EASY = re.compile(
    r"^(?:make|making|keep) it (?:\w+ )?(?:easy|easier|simple|simpler|possible|safe|safer|effortless|trivial) for\s+"
    r"(?:the |our |all |new and existing )?(?P<whose>(?:[\w'’-]+\s+){0,4}?[\w'’-]+)\s+to\s+(?P<does>[\w-]+\s.+)$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"^make (?P<what>(?:the |our |its )?[^,:;]+?) "
    r"(?P<how>accessible|understandable|usable|reliable|available|useful|helpful|welcoming|safe|affordable"
    r"|transparent|predictable|(?:easy|fun|simple) to \w+)"
    r" (?:for|to) (?:the |our |all )?(?P<whose>[^,:;]+)$",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"^(?P<what>[^,:;]+?) (?:that |which )"
    r"(?P<whose>(?:our |the |all )?(?:[\w'’-]+ ){0,3}?[\w'’-]+s|(?:our |the )?(?:people|staff|audience)) "
    r"(?P<does>(?:(?:can|will|could) )?[a-z]+(?: .+)?)$",
    re.IGNORECASE,
)
_FEWER = re.compile(r"^(?:fewer|no more|zero|no) (?P<what>[^,:;]+)$", re.IGNORECASE)
_DOWN = re.compile(r"^(?P<what>[^,:;]+?) (?:down|go down|are down)$", re.IGNORECASE)
_OWN = re.compile(r"^(?:the|our|a|an|more|your)\s+", re.IGNORECASE)
_JOINED = re.compile(r"(?<!\s)\s++(?:so that|in order to|by|through|with|to|and|while|without)\s.*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:ward|line|terminal|gate|bay|plant|year|room|building|zone|platform|hall|route|grade|class|area|unit|tower"
    r"|depot|block|floor|site|station|dock|pier|track|pitch) \d{1,3}\b",
    re.IGNORECASE,
)
"""Places whose name is a number."""
_FIGURE = re.compile(r"[\d%€$£]")
_EVENTS = listed(
    """donation booking visit order sign-up signup download sale renewal subscription contribution installation
    referral application registration reservation deployment star"""
)
"""What there can be more of without anything being gained by hand."""
_PURPOSE = re.compile(r"\bso that (?P<words>.+)$", re.IGNORECASE)
_OWN_METRIC = "The objective's own metric, with where it stands and where it should get to."
_MOST = 10


def _helped(text: str) -> Iterator[Promise]:
    """ "Help new contributors to land a patch": what these people do."""
    for pattern, way in ((_EASY, " without help"), (_HELP, ""), (_LET, "")):
        match = pattern.match(text)
        if match and is_people(match["whose"]) and match["does"].split()[0].lower() in VERBS:
            clause = re.split(r"\s+(?:and|by|through|so that)\s+", match["does"])[0].rstrip(",")
            alone = "" if "without" in clause else way
            yield from promises(Aim(match["whose"], (clause + alone,)))
            return


def _made(text: str) -> Iterator[Promise]:
    """ "Make the app accessible for blind riders": what these people say."""
    match = _MADE.match(text)
    if match and is_people(match["whose"]):
        what = match["what"]
        are = "are" if is_several(head_of(what)) else "is"
        whose, how = match["whose"], match["how"]
        yield Promise(
            f"{TARGET} % of {whose} say that {what} {are} {how} (now {BASELINE} %)", "the objective itself", SHARE
        )


def _with_object(does: str, what: str) -> str:
    """ "can plan with" and "our permits" as "can plan with our permits"."""
    words = does.split()
    verb = 1 if words[0].lower() in MODALS else 0
    if words[-1].lower() in PREPOSITIONS and len(words) - verb <= 3:
        return f"{does} {what}"
    return " ".join([*words[: verb + 1], what, *words[verb + 1 :]])


def _used(text: str) -> Iterator[Promise]:
    """ "Docs that developers love": what these people do with the thing."""
    match = _THAT.match(text)
    if not match or not is_people(match["whose"]):
        return
    words = match["does"].split()
    verb = words[1] if words[0].lower() in MODALS and len(words) > 1 else words[0]
    if verb.lower() not in VERBS or match["what"].split()[0].lower() in VERBS | {"be", "become", "deliver", "provide"}:
        return
    what = _OWN.sub("", match["what"])
    what = what if what[:2].isupper() else what[0].lower() + what[1:]
    whose = match["whose"] if match["whose"].lower().endswith("audience") else _OWN.sub("", match["whose"])
    alone = (len(words) == 1 or words[0].lower() in MODALS) and verb.lower() not in ATTITUDES
    way = "say that they " if alone else ""
    clause = _with_object(match["does"], f"our {what}")
    if way:
        yield Promise(f"{TARGET} % of {whose} {way}{clause} (now {BASELINE} %)", "the objective itself", SHARE)
    else:
        yield from islice(promises(Aim(whose, (clause,))), 1)


def _fewer(text: str) -> Iterator[Promise]:
    """ "Fewer falls on the wards": how many there are."""
    match = _FEWER.match(text) or _DOWN.match(text)
    what = (match["what"] if _NUMBERED.search(text) else _JOINED.sub("", match["what"])) if match else ""
    head = head_of(what)
    if is_several(head) and len(what.split()) <= _MOST:
        yield Promise(
            f"{capital(what)} {'drop' if head.lower() == 'falls' else 'fall'} from {BASELINE} to {TARGET} a month",
            "the objective's own metric",
            _OWN_METRIC,
            False,
        )


_VAGUE = listed("number quality bar level effectiveness efficiency performance amount value impact")
"""Words with which a metric says nothing."""


def _is_several(text: str) -> bool:
    """Whether the head of what moves is a plural that names no people of whom there can be more."""
    head = head_of(text)
    counted = is_people(head) and not text.lower().startswith("improve")
    return is_several(head) and not counted


def _moved(text: str) -> Iterator[Promise]:
    """ "Reduce ticket volume": the metric that the objective names."""
    short = _JOINED.sub("", text)
    found = of_wish(short)
    words = {plain(word) for word in short.split()}
    named = _EVENTS & words or (len(words) > 2 and not (found and found[1] and _is_several(short)))
    if found and named and not words & _VAGUE:
        yield Promise(found[0], "the objective's own metric", _OWN_METRIC, found[1])


def _so_that(text: str) -> Iterator[Promise]:
    """ "Hand over the flats so that buyers can move in": what the rest is for."""
    match = _PURPOSE.search(text)
    aim = people_of(match["words"]) if match else None
    if aim:
        yield from promises(aim)


def wanted(objective: str) -> Iterator[Promise]:
    """The key results that the words of an objective hold themselves, the nearest first."""
    aim = people_of(objective)
    if aim:
        yield from promises(aim)
        return
    text = plain_case(objective.strip().rstrip(".!"))
    metric = counted(text) or moved(text)
    if metric:
        yield metric
    if len(text) > LONGEST or _FIGURE.search(_NUMBERED.sub("", text)):
        return
    for form in (_helped, _made, wished, _used, _fewer, _moved, _so_that):
        found = list(form(text))
        if found:
            yield from found
            return


def also_wanted(objective: str) -> Iterator[Promise]:
    """What else an objective says of people; never the first measure."""
    aim = people_of(objective)
    if aim:
        yield from further(aim)
