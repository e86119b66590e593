"""The names that authors give to columns and keys, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SPELLINGS: Mapping[str, str] = {
    "baseline": """
        baseline, base line, base, baseline value, start result, initial result, start, start value, starting value,
        starting point, starting from, starting, start point, started at, initial, initial value, from, from value,
        before, as is, previous, previous value, last quarter, old value
    """,
    "target": """
        target, targets, target value, target values, target result, end value, goal value, final value,
        desired value, to, to value, to be, target state, end of quarter target, eoq target, threshold
    """,
    "current": """
        current, current value, current result, currently, current state, current status value, actual, actuals,
        actual value, now, today, latest, latest value, progress, current progress, progress %, % progress,
        progress value, progress percent, progress percentage, percent complete, % complete, % completed,
        complete %, completion, completion %, prog, % done, achieved, attained, end of quarter actual
    """,
    "unit": "unit, units, uom, unit of measure, unit of measurement, metric unit, measurement unit",
    "owner": """
        owner, owners, owned by, owner name, dri, dris, lead, leads, led by, responsible, responsible person,
        responsible party, responsibility, assignee, assignees, assigned to, accountable, accountable person,
        champion, who, poc, point of contact, point person, kr owner, key result owner, objective owner, okr owner
    """,
    "due": """
        due, due date, due by, due on, deadline, deadlines, end, end date, ends, ends on, ends at, end at, by,
        by when, by date, when, until, target date, finish, finish date, completion date, eta, timeline
    """,
    "start": "start date, starts, starts on, starts at, start at, starting date, begin, begins, begin date",
    "status": "status, statuses, state, health, health status, rag, rag status, traffic light, on track",
    "score": "score, scores, grade, grades, grading, final score, final grade, okr score, scoring",
    "confidence": "confidence, conf, confidence level, confidence score, confidence %, confidence rating",
    "priority": "priority, prio, importance",
    "type": "type, kind, okr type, kr type, key result type, objective type, goal type",
    "parent": """
        parent, parents, parent id, parent okr, parent objective, parent key result, parent goal, supports,
        supporting, aligned to, aligned with, aligns to, aligns with, alignment, contributes to, contributing to,
        contribution, linked to, laddering to, ladders to, ladders up to, rolls up to, company okr,
        company objective, strategic objective, strategic goal
    """,
    "period": """
        period, periods, quarter, quarters, cycle, cycles, okr cycle, okr period, timeframe, time frame,
        time period, timebox, planning period, planning cycle, half, half year, trimester, fiscal quarter,
        fiscal year, years, year
    """,
    "team": """
        team, teams, team id, team name, department, departments, dept, squad, squads, tribe, chapter, group,
        unit name, business unit, organisation, organization, division
    """,
    "objective": """
        objective, objectives, objective title, objective name, objective text, objective statement,
        objective description, o, obj, okr, okrs
    """,
    "key_result": """
        key result, key results, key result title, key result name, key result text, key result statement,
        key result description, keyresult, kr, krs, kr title, kr name, kr text, kr description, measurable result,
        measurable results, measurable key result, measurable key results
    """,
    "metric": """
        metric, metrics, metric name, measure, measures, measurement, measured by, measure of success, how measured,
        how we measure, how we measure it, success metric, success metrics, success measure, key metric, kpi, kpis,
        indicator, indicators
    """,
    "initiatives": """
        initiative, initiatives, key initiatives, project, projects, task, tasks, action, actions, action item,
        action items, activity, activities, work, epic, epics, plan, todo, todos, next steps, deliverable,
        deliverables
    """,
    "id": """
        id, ids, #, no, nr, num, number, key, ref, reference, code, identifier, kr #, # kr, kr id, kr no, kr number,
        key result id, objective id, okr id, okr #, slug
    """,
    "note": """
        note, notes, comment, comments, remark, remarks, description, desc, details, detail, context, why,
        rationale, background, update, updates, definition
    """,
    "title": "title, name, text, statement, sentence, summary, headline, label",
    "goal": "goal, goals",
}

_KEPT = re.compile(r"[^\w%#]|_")
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_YEARS = r"(?:fy|cy) ?\d{2,4}|20\d\d"
_PERIOD = re.compile(rf"\b(?:[qh][1-4](?:['’ ]?\d\d)?|t[1-3]|{_YEARS})\b|\b(?:eoq|eoy|end of (?:quarter|year))\b")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(rf"\d{{4}}-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]|\b(?:[QH][1-4]|(?:{_MONTH})\w*)\b", re.IGNORECASE)
_AMBIGUOUS = frozenset({"baseline", "due", "target"})
_AMOUNT = re.compile(r"[^\w\s]{0,2}\s?\d")


def _plain(label: str) -> str:
    """The letters and digits of a label (with % and #), in lower case."""
    return _KEPT.sub("", label).casefold()


_NAMES: Mapping[str, str] = {_plain(label): name for name, labels in _SPELLINGS.items() for label in labels.split(",")}


@lru_cache(maxsize=4096)
def _known(label: str) -> str | None:
    """The canonical name of a label; what stands in brackets and a period ("Q3 Target") may be left out."""
    for words in (label, _BRACKET.sub("", label)):
        if name := _NAMES.get(_plain(words)):
            return name
        if name := _NAMES.get(_plain(_PERIOD.sub("", words.replace("_", " ").casefold()))):
            return name
    return None


def field_name(label: str, names: Mapping[str, str]) -> str | None:
    """What a column head or key means, None where it means nothing to okrlint.

    `names`, the author's own, go first. The result is one of `okrlint.core.model.FIELDS` or "objective",
    "key_result", "metric", "initiatives", "id", "note", "title" (name, text, statement …) or "goal", which may be
    an objective or a target: the caller knows. "Start" and "End" are "baseline" and "due" here; see `by_value`.
    """
    if names:
        own = names.get(label) or {_plain(key): name for key, name in names.items()}.get(_plain(label))
        if own:
            return own
    return _known(label[:80])


def by_value(label: str, name: str, value: str) -> str:
    """The field that a value makes of an ambiguous label: `start: 31` is a baseline, `start: 2026-04-01` a date.

    `name` is what `field_name` made of the label.
    """
    if name not in _AMBIGUOUS:
        return name
    if _plain(label) in {"start", "from"} and _DATE.search(value):
        return "start"
    if _plain(label) in {"end", "to"}:
        if _DATE.search(value):
            return "due"
        return "target" if _AMOUNT.match(value) else name
    return name
