"""A grammar of measures: what a key result measures, from which value to which, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from okrlint.analysis.measures import directions, lexicon, phrases, times
from okrlint.analysis.measures import values as numbers
from okrlint.analysis.measures.contexts import compared
from okrlint.analysis.measures.describing import measuring
from okrlint.analysis.measures.metric import find_metric
from okrlint.analysis.measures.roles import Roles, is_about_all, sort_out
from okrlint.analysis.moments import find_moments
from okrlint.core import lazy_re as re
from okrlint.core.measure import Comparison, Measure, Value, Words
from okrlint.core.model import KeyResult

__all__ = ["find_measure", "measure_of", "of_key_result"]

_GUARD = re.compile(
    r"(?=[,;\s])(?:[,;]?\s(?:while|whilst)\s|[,;]?\swithout\s(?:(?:an?|any)\s)?(?:further\s)?(?:\w+ing|more|rise|increase|drop"
    r"|loss|decline|fall|decrease|worse)\b|[,;]\s(?:and\s)?(?:with\s)?(?:no|zero)\s"
    r"|,\s(?:keeping|holding|maintaining|with)\s)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:and\s)?(?:after|in|by|with|using|although|though|once|when|since|before|during|at|on|through|across|given"
    r"|following|if)"
    r"\s(?:[^,;.:]|[,.](?=\S))*,\s",
    re.IGNORECASE,
)
_HOLE = re.compile(
    r"""(?:[€$£]\s?)?(?:(?<![\w-])(?:X{2,}|YY|TBD|TBC|TBA|tbd|tbc)(?![\w-])|_{2,}|\[\s?\w{0,12}\s?\]
      |\?{1,3}(?=\s?%))(?:\s?(?:%|percent|ms)(?!\w))?
      | (?:(?<=\bby\s)|(?<=\bto\s)|(?<=\bfrom\s)|(?<=\bunder\s)|(?<=\bover\s)|(?<=\bleast\s)|(?<=\bthan\s)
        |(?<=\bat\s))[ABXYZN](?=\s?%|\s|$)
      | (?<=\A)[XYN](?=\s?%|\s[a-z])|(?<=\w\s)[XYN](?=\s?%|\s[a-z]+s\b)""",
    re.VERBOSE,
)
"""What stands where a number is still to be found: "by X %", "to TBD", "[x] percent"."""
_LONGEST = 2_000
"""Characters of a sentence that are read."""
_FIELDS = ("baseline", "current", "target")
_MOST = 20_000
"""Sentences whose measures are remembered: those of a run of a thousand files."""


def _main(text: str) -> str:
    """The sentence up to its guardrail, which is no part of the main measure."""
    text = text[:_LONGEST]
    guard = _GUARD.search(text)
    return text[: guard.start()] if guard and guard.start() else text


def _comparison(text: str, value: Value | None) -> Comparison | None:
    if value is None:
        return None
    found = compared(text, value, numbers.sign_of(value))
    return found if value.upper is None or found != "between" else "between"


def _moments(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((moment.start, moment.end) for moment in find_moments(text))


def find_measure(text: str) -> Measure | None:
    """What a sentence measures; None where it measures nothing."""
    return _read(text, beside=False)


def _read(text: str, beside: bool) -> Measure | None:
    """What a sentence measures. Where its numbers stand `beside` it, it measures something in any case."""
    head = _main(text)
    moments = _moments(head)
    values = measuring(head, numbers.find_values(head, moments))
    body = _body(head, [value.words.start for value in values])
    roles = sort_out(body, [value for value in values if body[value.words.start] == head[value.words.start]], beside)
    if not roles.values() and roles.windows and not is_about_all(head) and not beside:
        roles.target, roles.windows = roles.windows[0], roles.windows[1:]
    holes = [] if roles.values() else [match.span() for match in _HOLE.finditer(body)]
    if not (roles.values() or holes or roles.windows or roles.rates or beside) and not _is_change(body):
        return None
    return _measure(body, roles, holes, times.deadline(head, moments, roles))


def _body(text: str, numbers_at: list[int]) -> str:
    """The sentence with spaces in place of clauses in front of its subject: "After the 2-day course, churn is 3 %"."""
    end = 0
    while clause := _CLAUSE.match(text, end):
        end = clause.end()
    later = any(place >= end for place in numbers_at)
    return " " * end + text[end:] if end and later and "%" not in text[:end] else text


def _is_change(text: str) -> bool:
    """Whether a change is named without a number: "Improve retention", "Fewer complaints", "Churn falls"."""
    words = [word for word in text.lower().split() if word not in lexicon.LEADS and word[0].isalpha()]
    if len(words) > 1 and words[0] in lexicon.CHANGES:
        return (words[0] in lexicon.IMPROVES and words[1] not in ("a", "an")) or directions.is_more(text)
    return directions.said(text, Roles()) is not None


def _measure(text: str, roles: Roles, holes: list[tuple[int, int]], due: Words | None) -> Measure:
    window, rate = times.window(text, roles), phrases.per(text)
    said = directions.said(text, roles)
    marks = [(value.words.start, value.words.end) for value in roles.main()] or holes
    return Measure(
        direction=said or directions.direction_of(roles.baseline, roles.target),
        metric=find_metric(text, roles, marks, [window, due], rate),
        baseline=roles.baseline,
        target=roles.target,
        change=roles.change,
        comparison=_comparison(text, roles.target),
        per=rate,
        window=window,
        deadline=due,
        population=phrases.population(text, roles),
        share=phrases.is_share(roles.target) or phrases.is_share(roles.baseline),
        said=said,
        values=tuple(roles.values()),
    )


def _field_values(fields: Mapping[str, str]) -> dict[str, Value]:
    """The numbers in the fields beside a sentence."""
    found = {}
    for name in _FIELDS:
        text = fields.get(name, "")[:_LONGEST]
        values = numbers.find_values(text, _moments(text)) if text else []
        if values:
            words = values[0].words
            unit = values[0].unit or numbers.unit_of(fields.get("unit", ""))
            found[name] = replace(values[0], unit=unit, words=replace(words, field=name))
    return found


def _are_dummies(found: Mapping[str, Value], sentence: Measure | None) -> bool:
    """Whether the fields say no more than "not done" and "done" beside a sentence that has numbers of its own."""
    if sentence is None or sentence.target is None:
        return False
    baseline, target = found.get("baseline"), found.get("target")
    low = baseline is None or baseline.amount == 0
    return low and target is not None and target.amount in (1, 100) and target.amount != sentence.target.amount


def measure_of(text: str, fields: Mapping[str, str]) -> Measure | None:
    """What a sentence measures together with the fields beside it (baseline, target, current, unit)."""
    return _remembered(text, tuple((name, fields[name]) for name in (*_FIELDS, "unit") if name in fields))


@lru_cache(maxsize=_MOST)
def _remembered(text: str, beside: tuple[tuple[str, str], ...]) -> Measure | None:
    """What a sentence measures: rules about several documents ask first, those about one again."""
    fields = dict(beside)
    found = _field_values(fields)
    sentence = find_measure(text)
    if not found or _are_dummies(found, sentence):
        return sentence
    base = _read(text, beside=True) or Measure()
    baseline = found.get("baseline") or base.baseline or found.get("current")
    target = found.get("target") or base.target
    field = fields.get("target", "")[:_LONGEST] if target is not base.target else text
    return replace(
        base,
        direction=base.said or directions.direction_of(baseline, target),
        baseline=baseline,
        target=target,
        comparison=_comparison(field, target),
        share=phrases.is_share(target) or phrases.is_share(baseline),
    )


def of_key_result(key_result: KeyResult) -> Measure | None:
    """What a key result measures."""
    if not key_result.fields:
        return _remembered(key_result.text.value, ())
    fields = {field.name: field.text.value for field in reversed(key_result.fields)}
    return measure_of(key_result.text.value, fields)
