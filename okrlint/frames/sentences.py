"""Judge one sentence at a time; what was judged is remembered, as tables repeat themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from okrlint.analysis import analyse, classify
from okrlint.core.finding import Diagnostic
from okrlint.core.labels import FLAGS, KINDS, Unjudged
from okrlint.core.rule import BoundRule
from okrlint.engine import lint
from okrlint.workspace.run import rules_of
from okrlint.workspace.sentences import document_of
from okrlint.workspace.settings import Options, SettingsFinder

REMEMBERED = 65_536
"""Pairs of sentence and objective whose results a process keeps."""


class Rules(NamedTuple):
    """What chooses the rules: a profile, what is selected and ignored, a configuration file (an absolute path)."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: str | None = None


class _Bound(NamedTuple):
    """Rules about single key results, and how sure their findings have to be."""

    rules: tuple[BoundRule, ...]
    min_confidence: float


@lru_cache(maxsize=REMEMBERED)
def classified(text: str, objective: str) -> tuple[Any, ...]:
    """The values of the columns of labels. Raises OkrlintError where the model is missing or damaged."""
    found = classify(text, objective)
    if isinstance(found, Unjudged):
        return (*[None] * (3 + len(KINDS) + len(FLAGS)), found.reason)
    shares = [found.probabilities[kind] for kind in KINDS]
    flags = [found.is_likely(flag) for flag in FLAGS]
    return (found.kind, found.uncertain, *shares, found.measured, *flags, None)


@lru_cache(maxsize=8)
def rules_for(chosen: Rules) -> _Bound:
    """The rules about key results that are chosen. Raises ConfigError."""
    given = {"profile": chosen.profile, "select": list(chosen.select), "ignore": list(chosen.ignore)}
    options = Options({key: value for key, value in given.items() if value}, chosen.config, chosen.config is None)
    settings = SettingsFinder(options).of_folder("")
    rules = tuple(bound for bound in rules_of(settings) if bound.rule.applies_to == "key_result")
    return _Bound(rules, settings.min_confidence)


def _row(found: list[Diagnostic]) -> tuple[Any, ...]:
    """The values of the columns of findings."""
    worst = max((one.severity for one in found), default=None)
    wording = next((suggestion.text for one in found for suggestion in one.suggestions), None)
    severity = None if worst is None else str(worst)
    return [one.code for one in found], [one.message for one in found], severity, wording, None


@lru_cache(maxsize=REMEMBERED)
def linted(text: str, objective: str, *, rules: Rules, suggest: bool) -> tuple[Any, ...]:
    """The values of the columns of findings. Raises OkrlintError where the model is missing or damaged."""
    judged = classify(text, objective)
    if isinstance(judged, Unjudged):
        return None, None, None, None, judged.reason
    from okrlint.rewrite import advise

    chosen = rules_for(rules)
    document = document_of(text, objective)
    found = lint([document], chosen.rules, analyse=analyse, advisor=advise if suggest else None)
    return _row([one for one in found if one.confidence >= chosen.min_confidence])
