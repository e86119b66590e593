"""Key results that count what customers decide, in the words of those who sell: deals, leads, recurring revenue."""

from __future__ import annotations

from functools import lru_cache

from okrlint.core import lazy_re as re

_GAIN = re.compile(
    r"(?:add|generate|source|close|win|book|bring\sin|reach|hit|secure|earn|land|sell|have|get|achieve|grow|increase"
    r"|acquire|attract)\s",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:at\sleast\s|over\s|more\sthan\s|the\s|our\s|an?\s)*(?:\W*\d|[XN]+\d*\b|[Ff]irst\b|[Aa]nother\b)"
)
"""A number at the beginning, or the letter that stands for one."""
_END = re.compile(
    r"\s(?:via|by|through|from|with|for|in|on|to|at|across|of|tied|during|within|until|per|this|worth)\s|\s?(?:[(;:–—]|,(?!\d))|\.\s",
    re.IGNORECASE,
)
_TAKINGS = re.compile(
    r"""\b(?: i?arr | mrr | nrr | gmv | acv | tcv | revenues? | turnover | profits? | takings | mqls?
      | (?:qualified|sales|inbound|warm|new|marketing)\s(?:leads|opportunities|opps|pipeline) | leads | opps
      | expansion\s(?:opportunities|deals) | (?:pipeline|sales)\scoverage | sales\spipeline
      | deals?(?:\s(?:closed|won|signed))? | (?:contracts?|sales?|orders?)\s(?:closed|won) | closed[ -]won
      | (?:new|signed|customer|client|enterprise|paying|paid|b2b)\s(?:[\w-]+\s){0,2}
        (?:contracts|logos|customers|clients|accounts)
      | expands | expansions | renewals | upsells | upgrades | subscriptions | subs | runway(?:\ssecured)?
      )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_INTO = re.compile(r"\b(?:(?:in|into)\s(?:[\w-]+\s){0,4}pipeline|in\sthe\sbank)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"""(?:achieve|demonstrate|see|show|reach|get|have|attain)\s(?:an?\s|at\sleast\s)*\d\S*\s?(?:%|percent|points?)?\s?
        (?:improvement|increase|reduction|rise|drop|decrease|growth|decline|gain)\sin\s""",
    re.IGNORECASE | re.VERBOSE,
)
_OTHERS = re.compile(
    r"""(?:have|get|see)\s(?:at\sleast\s)?\d\S*\s(?:[\w'’-]+\s){1,4}(?:to\s)?
          (?:adopt|use|join|buy|order|pay|try|choose|switch)\b
      | (?:at\sleast\s)?\d\S*\s(?:\S+\s){0,4}(?:besides|outside|external|other\sthan)\s(?:\S+\s){1,4}
          (?:enable|use|adopt|deploy|run|try|join|install)\b
      | (?:recruit|enlist|enrol|enroll|sign\sup)\s(?:at\sleast\s)?\d\S*\s(?:[\w'’-]+\s){0,3}
          (?:users|customers|members|agents|sellers|merchants|subscribers|donors|sponsors|suppliers|partners)\b
      | (?:at\sleast\s)?\d\S*\s(?:[\w'’-]+\s){0,3}
          (?:profiles|accounts|users|members|customers|clients|subscribers|readers|visitors|sellers|merchants|donors|people)
          \s(?:who|which|that)\s(?!(?:is|are|was|were|will|we|our|can|have\sbeen)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Others who do something: "have 3 clinics use it", "2 shops besides ours enable it", "enlist 40 members"."""
_AHEAD = re.compile(
    r"\b(?:pipelines?|revenues?|sales|bookings|takings|orders|donations|i?arr|mrr)\s(?:is\s|are\s|stays?\s)?"
    r"(?:ahead\sof|above|over)\s(?:the\s|our\s)?(?:plan|target|budget|forecast|quota|last)\b",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(r"\s?[:–—=]\s?\W?\d")


@lru_cache(maxsize=1024)
def is_gain(text: str) -> bool:
    """Whether a key result counts what was sold or won, a measured change, or others who take something up.

    "Close 12 deals" needs twelve customers to say yes. "Build a dashboard of deals" does not: what is gained must be
    what the sentence is about, with a verb of gaining or a number before it, or a number behind it.
    """
    if _CHANGE.match(text) or _OTHERS.match(text) or _AHEAD.search(text):
        return True
    verb = _GAIN.match(text)
    start = verb.end() if verb else 0
    counted = _COUNT.match(text, start) is not None
    if counted and _INTO.search(text, start):
        return True
    end = _END.search(text, start)
    if not _TAKINGS.search(text[start : end.start() if end else len(text)].rstrip(" .")):
        return False
    return bool(verb or counted or (end and _NUMBER_BEHIND.match(text, end.start())))
