"""The metric that stands as an objective ("Punctuality 95 %"), as the key result that it is."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.rewrite import BASELINE
from okrlint.rewrite.moves import moving
from okrlint.rewrite.promise import Promise

_UNIT = (
    r"(?P<unit>%|percent|per cent|seconds|minutes|hours|days|weeks|months)(?P<per>\s(?:per|a|an|each)\s[\w\s]{1,40})?"
)
_BEHIND = re.compile(
    rf"^(?P<metric>[^\W\d][^\d:%]{{2,60}}?)(?::|\s)\s*+"
    rf"(?:(?P<way>below|under|above|over|at least|at most|at|to|of|=|[<>≤≥])\s*+)?"
    rf"(?P<figure>\d[\d.,]*)\s?{_UNIT}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?P<figure>\d[\d.,]*)\s?(?P<unit>%)(?:\sof)?\s(?P<metric>[^\d:]{3,60})$")
_DOWN = re.compile(r"^(?:below|under|at most|[<≤])$", re.IGNORECASE)
_UP = re.compile(r"^(?:above|over|at least|[>≥])$", re.IGNORECASE)
_WORSE = re.compile(
    r"(?<![\w-])(?<!on )(?:wait\w*|time|delay\w*|cost\w*|spend\w*|shrinkage|scrap|waste|churn|error\w*"
    r"|defect\w*|complaint\w*|absence\w*|turnover|attrition|downtime|latency|no-shows?|losses|loss|arrears|faults?|rework|backlog)\b",
    re.IGNORECASE,
)
"""Metrics of which less is better."""
_VERB = re.compile(
    r"^(?:reduce|cut|lower|decrease|increase|raise|grow|lift|improve|bring|get|reach|achieve)\s", re.IGNORECASE
)
_MOVED = re.compile(r"\b(?:down|up|more|less|by)$", re.IGNORECASE)


def counted(objective: str) -> Promise | None:
    """An objective that is a metric with its target, as a key result; None for all others."""
    match = _BEHIND.match(objective) or _BEFORE.match(objective)
    if match is None or _VERB.match(match["metric"]) or _MOVED.search(match["metric"]):
        return None
    found = match.groupdict()
    metric, unit = match["metric"].strip(" -–—"), found["unit"]
    way = found.get("way") or ""
    falls = bool(_DOWN.match(way) or _WORSE.search(metric)) and not _UP.match(way)
    before = f"{BASELINE} %" if unit == "%" else BASELINE
    after = f"{found['figure']} {unit}{found.get('per') or ''}"
    return moving(metric, not falls, f"from {before} to {after}")
