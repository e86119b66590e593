"""The questions that a team should talk about: from its most weighty findings, each from another rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from okrlint.core.rule import Described
from okrlint.report.scorecard.cards import Note, PeriodCard, Question

MOST = 3
WEIGHTS = {"error": 9, "warning": 3, "info": 1}
"""What a finding weighs, times how sure it is."""

_ASKED = {
    "OKR1": "Once this is there, who will do what differently, and which figure would show it?",
    "OKR103": "Who will do what differently because of this work?",
    "OKR104": "What will be better once all of it is done, and for whom?",
    "OKR111": "What will be different at the end of this plan, and for whom?",
    "OKR2": "Halfway through, which number would tell you how it goes?",
    "OKR203": "What will be different once this gate is open, and for whom?",
    "OKR3": "Which figure would show you that it came true: from where, to where?",
    "OKR310": "If only one of the two numbers came true, which one should it be?",
    "OKR311": "Which of these numbers is right?",
    "OKR312": "What should change here, or is it only to be kept?",
    "OKR313": "Which of these numbers is right?",
    "OKR319": "Which of these numbers is right?",
    "OKR4": "How could this number look good while nobody is better off?",
    "OKR404": "Which second figure would show whether people only try or report less?",
    "OKR406": "What should get better, beyond what is kept as it is?",
    "OKR408": "Which second figure would tell fewer problems from fewer reports?",
    "OKR413": "What could suffer while these numbers move, and how would you see it?",
    "OKR5": "What will be better, for whom, and how would they notice?",
    "OKR6": "If all of these key results came true, would the objective be reached?",
    "OKR601": "Which of these objectives could wait for a later period?",
    "OKR602": "Which of these key results would prove it, and which could go?",
    "OKR605": "Where does this key result belong?",
    "OKR7": "What did you learn since this was written, and where is that noted?",
}
"""What to ask where the message of a rule asks nothing, by its first characters; by code, whatever it asks."""
_CLERICAL = frozenset({"OKR314", "OKR607", "OKR608", "OKR610", "OKR611", "OKR616", "OKR901", "OKR902", "OKR903"})
"""What can be put right without talking about it."""
_OWN = "What would you write in its place?"
_SHORTEST = 20


class Seen(NamedTuple):
    """A finding, the words that it is about, and the anchor of their objective."""

    note: Note
    about: str
    anchor: str


def seen(periods: Iterable[PeriodCard]) -> Iterable[Seen]:
    """All findings of a team in the order of the page."""
    for period in periods:
        for objective in period.objectives:
            yield from (Seen(one, objective.text, objective.anchor) for one in objective.notes)
            for card in objective.key_results:
                yield from (Seen(one, card.text, objective.anchor) for one in card.notes)


def asked(note: Note) -> str:
    """The question that comes with a finding, or the one in its message, as a sentence of its own.

    Where it asks nothing, that of the rule's family.
    """
    if note.question:
        return note.question
    if note.code in _ASKED:
        return _ASKED[note.code]
    last = re.split(r"(?<=[.])\s|[:;]\s", note.message)[-1].strip()
    if not last.endswith("?"):
        return note.message if "?" in note.message else _ASKED.get(note.code[:4], _OWN)
    if len(last) < _SHORTEST or last.count('"') % 2:
        return note.message
    return last[:1].upper() + last[1:]


def _weight(found: Sequence[Seen]) -> float:
    """What all findings of one rule weigh together."""
    return sum(WEIGHTS[one.note.severity] * one.note.confidence for one in found)


def _chosen(by_rule: Mapping[str, Sequence[Seen]]) -> list[str]:
    """The rules to talk about: the heaviest of each family first, then the heaviest of the others."""
    ranked = sorted(by_rule, key=lambda code: (-_weight(by_rule[code]), code))
    firsts = list({code[:4]: code for code in reversed(ranked)}.values())
    leading = [code for code in ranked if code in firsts]
    return [*leading, *(code for code in ranked if code not in firsts)][:MOST]


def _why(rule: Described | None) -> str:
    """The first sentence of the reason that a rule gives."""
    text = " ".join(rule.page.why.split()) if rule else ""
    return re.split(r"(?<=[.?!])\s(?=[A-Z])", text, maxsplit=1)[0]


def questions(found: Iterable[Seen], rules: Mapping[str, Described]) -> tuple[Question, ...]:
    """At most three questions, from three rules; the finding that a rule is surest of stands for the others."""
    by_rule: dict[str, list[Seen]] = {}
    for one in found:
        if one.note.code not in _CLERICAL:
            by_rule.setdefault(one.note.code, []).append(one)
    chosen = []
    for code in _chosen(by_rule):
        best = max(by_rule[code], key=lambda one: one.note.confidence)
        why = _why(rules.get(code))
        chosen.append(Question(asked(best.note), why, best.note, best.about, best.anchor, len(by_rule[code])))
    return tuple(chosen)
