"""Wording for single sentences, as `okrlint suggest` gives it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from okrlint import engine
from okrlint.analysis import analyse
from okrlint.core.errors import OkrlintError
from okrlint.core.facts import Analyser, Facts
from okrlint.core.labels import Labels
from okrlint.core.model import Document
from okrlint.core.rewrite import Strategy
from okrlint.core.rule import BoundRule
from okrlint.core.said import Said
from okrlint.engine import Advised, Guide, request_for
from okrlint.rewrite import advise
from okrlint.workspace.run import rules_of
from okrlint.workspace.sentences import document_of
from okrlint.workspace.settings import DEFAULT, Options, SettingsFinder

ASK = "Who will do something differently when this is done, and how would you notice?"
FINE = "This measures an outcome already: what would have to go wrong for it to be reached all the same?"
NOT_ENGLISH = "okrlint judges English only: what would people do differently, and how would you notice?"


def strategy_for(labels: Labels | None) -> Strategy | None:
    """What the labels alone ask for; None where nothing has to be mended."""
    if labels is None or labels.kind != "outcome":
        return "outcome"
    if labels.is_likely("individual") or labels.is_likely("gameable"):
        return "team"
    return None if labels.measured == "full" else "measure"


@dataclass(frozen=True, slots=True)
class Suggester:
    """Suggests wording under some rules."""

    rules: tuple[BoundRule, ...]
    analyse: Analyser = analyse

    def _mended(self, document: Document, facts: Facts) -> BoundRule | None:
        """The rule with wording that speaks about the key result, the most exact one first."""
        found = engine.speaking(document, self.rules, facts)
        return next((bound for bound in found if bound.rule.rewrite and bound.rule.applies_to == "key_result"), None)

    def __call__(self, text: str, objective: str = "") -> Advised:
        """Wording for a key result, or the question to ask. Raises OkrlintError where the model cannot be run."""
        text, objective = " ".join(text.split()), " ".join(objective.split())
        if not text:
            raise OkrlintError("there is nothing to rewrite: the text is empty")
        document = document_of(text, objective)
        needs = frozenset[str]().union({"labels", "measures"}, *(bound.needs for bound in self.rules))
        facts = self.analyse(document, needs)
        (owner,) = document.objectives
        (own,) = owner.key_results
        bound, labels = self._mended(document, facts), facts.labels.get(own.text)
        strategy = bound.rule.rewrite if bound else strategy_for(labels)
        if labels is None:
            return Advised(question=NOT_ENGLISH)
        if strategy is None:
            return Advised(question=FINE)
        guide = Guide(advise, self.rules, self.analyse)
        found = guide.advised(request_for(strategy, owner, own, facts), bound.rule.code if bound else "")
        return found if found.suggestions or found.question else Advised(question=ASK)


def suggester(options: Options = DEFAULT, said: Said | None = None) -> Suggester:
    """A suggester under the settings of the current folder; `said` is what was said before. Raises ConfigError."""
    import os

    return Suggester(rules_of(SettingsFinder(options).of_folder(os.getcwd())), partial(analyse, said=said))
