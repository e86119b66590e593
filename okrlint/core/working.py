"""Sentences that open with a verb of making or doing, whose kind such a verb settles."""

from __future__ import annotations

from okrlint.core.phrases import matches


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


def opens_with_work(text: str) -> bool:
    """Whether a verb for the team's own work opens a sentence, or what follows a colon in it."""
    return any(text[: match.start()].rstrip()[-1:] in ("", ":") for match in matches(text, _WORK))
