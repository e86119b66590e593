"""Sentences whose kind their form settles: a verb of making opens them, or they only name a thing or an event."""

from __future__ import annotations

import re
from functools import lru_cache

from okrlint.core.labels import Kind, Labels
from okrlint.core.phrases import matches
from okrlint.core.remembered import by_identity


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


_WORK = _phrases(
    """launch, relaunch, build, rebuild, create, write, rewrite, draft, publish, release, ship, deploy, implement,
    introduce, develop, design, redesign, define, document, migrate, move, automate, install, set up, put up,
    roll out, produce, prepare, deliver, complete, finish, finalise, finalize, print, film, record, translate,
    identify, determine, find, collect, compile, map, plan, list, open, buy, sign, offer, test, tackle, add, update,
    upgrade, replace, refactor, rework, attend, hold, run, host, organise, organize, conduct, meet, talk, speak,
    visit, support, help, assist, participate, take part, collaborate, join, work with, discuss, review, communicate,
    engage, coordinate, facilitate, interview, train, coach, mentor, research, explore, inspect, analyse, analyze"""
)


@lru_cache(maxsize=1024)
def opens_with_work(text: str) -> bool:
    """Whether a verb for the team's own work opens a sentence, or what follows a colon in it."""
    return any(text[: match.start()].rstrip()[-1:] in ("", ":") for match in matches(text, _WORK))


_EVENT = (
    r"(?:workshop|meet-?up|talk|speech|session|seminar|webinar|hackathon|meeting|briefing|interview|round\stable|stall"
    r"|visit|call|conference|event|study|survey|review|research|training|course)s?"
)
_HELD = re.compile(
    rf"(?:deliver|hold|run|give|host|conduct|schedule|organi[sz]e)\s(?:[^\s,;:.]+\s){{0,4}}?{_EVENT}"
    r"(?=\W*\Z|[,;:.]|\s(?:at|in|on|for|with|about|to|by|during|per)\b)"
    r"|(?:\w[\w-]*ing\sand\s)?iterating\b",
    re.IGNORECASE,
)
"""An event that is held, or work without an end."""
_IS_EVENT = re.compile(rf"\b{_EVENT}\b", re.IGNORECASE)
_BY_DOING = re.compile(r"\A(?:\w+ly\s)?\w+ing\b", re.IGNORECASE)


def _is_thing(labels: Labels, text: str) -> bool:
    """Whether a sentence is the bare name of a thing: nothing is done in it, and it is no event."""
    acts = any(part.name in ("action", "actor") for part in labels.parts)
    named = any(part.name == "deliverable" for part in labels.parts)
    return named and not acts and not opens_with_work(text) and not _IS_EVENT.search(text) and not _BY_DOING.match(text)


@by_identity
def kind_of_work(labels: Labels, text: str) -> Kind:
    """The kind of a sentence, where the classifier sees work by its form: names are things, events are held."""
    if labels.kind == "activity" and _is_thing(labels, text):
        return "output"
    return "activity" if labels.kind == "output" and _HELD.match(text) else labels.kind
