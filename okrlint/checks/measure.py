"""Outcomes of whose measure one part is there and others are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.labels import Labels
from okrlint.core.measure import Measure, Value, Words
from okrlint.core.model import KeyResult
from okrlint.core.phrases import first, matches
from okrlint.core.purpose import purposes
from okrlint.core.source import Span
from okrlint.core.starts import has_start

NEEDS = frozenset({"labels", "measures"})

Kind = Literal["level", "percent", "points", "multiple", "share", "bare", "count"]
"""What a number says: a level that a change shall lead to ("grow to 50"), a relative change ("by 20 %", "double"), one
that may be meant as points, a share of nobody knows what, a level without a unit ("latency under 4"), or a count of
things ("500 orders")."""
Part = Literal["baseline", "target", "change", "per", "window", "deadline", "population"]

_ALL = 100
_MOST_POINTS = 30
"""Points by which a share is asked to change; more is taken for a part of what it is."""
_COUNT_OF = re.compile(r"(?:(?:total|overall|average)\s)?(?:number|count|volume)\sof\s|#\s?(?:of\s)?", re.IGNORECASE)
_HEAD_END = re.compile(
    r"""\s(?:of|in|for|from|with|to|at|by|on|per|about|against|as|across|among|between|over|under|above|below|without
      |than|that|who|which|whose|where|when|after|before|since|during|within|via|through|and|or|the|their|our|its|an?
      |is|are|we)\b | [(\[,;:–—/*"“”] | \s-\s | \s\S*\d""",
    re.IGNORECASE | re.VERBOSE,
)
"""Where the noun that names a metric ends: "time" in "time to first reply", "cost" in "cost per order"."""
_LEADS_TO = re.compile(
    r"""(?:\bto|\b(?:falls?|drops?|sinks?|shrinks?|decreases?|rises?|grows?|climbs?|increases?)\s(?:to|below|under|above|over))
      (?:\s(?:below|under|above|over|at|least|most|less|more|fewer|than|only|about|around|just|or|an?|the|no|not)){0,4}\s\W{0,2}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_NEVER = re.compile(
    r"(?:\b(?:not|never|cannot)|n['’]?t)\s(?:\w+\s)?(?:fall|drop|sink|rise|grow|climb|go|get)s?\b", re.IGNORECASE
)
_NEW = re.compile(r"(?:new|additional|further|extra|more)\b", re.IGNORECASE)
_OF = re.compile(r"\s?of\b", re.IGNORECASE)
_AT = re.compile(r"\bat\s\Z", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:improv|optimi[sz]|enhanc|better|bring|get)\w*", re.IGNORECASE)
_EFFECT = re.compile(r"\w\s(?:reduce|cut|lower|decrease|increase|improve|raise|boost|save|shorten)s\s\w", re.IGNORECASE)
"""What a thing does is compared with how it is without the thing: "the cache reduces traffic by 50 %"."""
_NO_MULTIPLE = re.compile(r"twice\b(?!\s(?:as|the)\b)|half\san?\b", re.IGNORECASE)
"""What looks like a multiple: to call twice, by half a grade."""
_AMONG = re.compile(r"\b(?:in|by|among|amongst|across|at|for|within|from|per)\s[^\W\d]", re.IGNORECASE)
_COUNTED = re.compile(
    r"[\s-]?(?!(?:in|by|at|on|to|within|per|an?|every|each|for|until|from|across|during|this|before|after|or|and|while)\b)[^\W\d]",
    re.IGNORECASE,
)


def _level(text: str, measure: Measure) -> Value | None:
    target, metric = measure.target, measure.metric
    if target is None or measure.said not in ("up", "down") or _NEVER.search(text):
        return None
    if metric is None or _NEW.match(metric.text):
        return None
    return target if target.words.field or _LEADS_TO.search(text[: target.words.start]) else None


def _is_part(text: str, value: Value) -> bool:
    """Whether a percentage is a level in spite of the words near it: "makes up 60 % of sales", "used by 7 in 10"."""
    level = _OF.match(text, value.words.end) or _AT.search(text[: value.words.start])
    return level is not None or " in " in value.words.text


def _is_half(value: Value) -> bool:
    return value.words.text.lower() == "half"


def _percent(text: str, measure: Measure) -> Value | None:
    change = measure.change
    if change is None or change.unit != "%" or _is_half(change) or _is_part(text, change):
        return None
    claimed = measure.said in ("up", "down") or _BETTER.search(text)
    return change if claimed and not _EFFECT.search(text[: change.words.start]) else None


def _points(text: str, measure: Measure) -> Value | None:
    """A change in per cent that is small enough for points: a share of 4 % cannot fall by 50 of them."""
    change, baseline = _percent(text, measure), measure.baseline
    if change is None or baseline is None or baseline.unit != "%":
        return change if change and change.amount <= _MOST_POINTS else None
    room = baseline.amount if measure.said == "down" else _ALL - baseline.amount
    return change if change.amount <= room else None


def _multiple(text: str, measure: Measure) -> Value | None:
    change = measure.change
    if change is None or not (change.factor or _is_half(change)):
        return None
    return None if _NO_MULTIPLE.match(text[change.words.start :]) else change


def _share(text: str, measure: Measure) -> Value | None:
    target = measure.target
    known = target is None or target.unit != "%" or not measure.share or _names_population(text, measure)
    return None if known else target


def _names_population(text: str, measure: Measure) -> bool:
    """Whether a preposition tells who or what a share is of: "uptake in frontline staff"; times do not count."""
    for part in (measure.deadline, measure.window, measure.per):
        if part is not None and not part.field:
            text = text[: part.start] + "." * (part.end - part.start) + text[part.end :]
    return bool(_AMONG.search(text))


def _without_unit(measure: Measure) -> Value | None:
    """The target where it is a plain number."""
    target = measure.target
    plain = target is not None and measure.unit is None and target.of is None and not target.rank and target.amount > 0
    return target if plain else None


def _bare(text: str, measure: Measure) -> Value | None:
    """A number that counts nothing behind it; a column beside the sentence may have the unit in its heading."""
    target = _without_unit(measure)
    values = [value for value in (measure.baseline, target) if value is not None]
    alone = all(not value.words.field and not _COUNTED.match(text, value.words.end) for value in values)
    return target if alone else None


def _count(text: str, measure: Measure) -> Value | None:
    """A whole number of what the metric names, and not of something else behind it: "calls answered after 3 rings"."""
    target, metric = _without_unit(measure), measure.metric
    if target is None or metric is None or target.amount != int(target.amount) or target.words.field:
        return None
    return target if metric.start >= target.words.end or not _COUNTED.match(text, target.words.end) else None


_FIND: Mapping[Kind, Callable[[str, Measure], Value | None]] = {
    "level": _level,
    "percent": _percent,
    "points": _points,
    "multiple": _multiple,
    "share": _share,
    "bare": _bare,
    "count": _count,
}


class _Metrics(NamedTuple):
    """The metrics that a rule is about."""

    phrases: tuple[str, ...]
    except_in: tuple[str, ...]
    alone: tuple[str, ...]
    unit: str

    def fit(self, measure: Measure) -> bool:
        """Whether a measure has one of these metrics, or a baseline in their unit."""
        if self.unit and measure.baseline is not None and measure.baseline.unit == self.unit:
            return True
        if not self.phrases:
            return True
        return measure.metric is not None and self._name(measure.metric.text)

    def _name(self, metric: str) -> bool:
        """Whether the noun that names a metric is one of them: "latency of search", but not "latency alerts"."""
        text = _COUNT_OF.sub("", metric, count=1)
        end = _HEAD_END.search(text)
        head = text[: end.start() if end else len(text)].rstrip()
        found = matches(head, self.phrases, self.except_in)
        return metric.lower() in self.alone or any(match.end() == len(head) for match in found)


def _span(node: KeyResult, words: Words) -> Span:
    """Where words stand, in the sentence or in a field beside it."""
    text = node.field(words.field) if words.field else None
    return (text or node.text).span(words.start, words.end)


def _is_outcome(labels: Labels | None, uncertain: bool) -> bool:
    return labels is not None and labels.kind == "outcome" and (uncertain or not labels.uncertain)


def check(
    node: KeyResult,
    facts: Facts,
    *,
    numbers: tuple[Kind, ...] = (),
    lacks: tuple[Part, ...] = (),
    metric: tuple[str, ...] = (),
    except_in: tuple[str, ...] = (),
    metric_alone: tuple[str, ...] = (),
    metric_unit: str = "",
    without: tuple[str, ...] = (),
    unless_start: bool = False,
    unless_field: tuple[str, ...] = (),
    unless_type: tuple[str, ...] = (),
    uncertain: bool = False,
) -> Iterator[Finding]:
    """An outcome with a number of one of the kinds in `numbers`, of whose measure all parts in `lacks` are missing.

    Where `metric` has phrases, the noun that names its metric must be one of them (and no part of `except_in`), or
    the whole metric one of `metric_alone`, or its baseline be in `metric_unit`. `without` are phrases that its sentence
    must not have. `unless_start` keeps quiet where the author says anywhere where the metric stands, `unless_field`
    where one of these fields is given, `unless_type` where one of these types is declared. Where the classifier is not
    sure that it is an outcome, only a rule with `uncertain` speaks.
    """
    measure, labels, text = facts.measures.get(node.text), facts.labels.get(node.text), node.text.value
    if measure is None or labels is None or not _is_outcome(labels, uncertain):
        return
    number = next((value for kind in numbers if (value := _FIND[kind](text, measure)) is not None), None)
    if number is None or any(getattr(measure, part) is not None for part in lacks):
        return
    wanted = _Metrics(metric, except_in, metric_alone, metric_unit)
    if not wanted.fit(measure) or (without and first(text, without)):
        return
    if not purposes(node).isdisjoint(unless_type) or any(node.field(name) for name in unless_field):
        return
    if unless_start and has_start(node, measure, facts.measures.values()):
        return
    fields = {"number": number.words.text, "metric": measure.metric.text if measure.metric else "it"}
    yield Finding(_span(node, number.words), fields, confidence=labels.probabilities["outcome"])
