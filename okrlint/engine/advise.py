"""Wording for findings: an advisor proposes, the rules dispose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import NamedTuple

from okrlint.core.facts import Analyser, Facts
from okrlint.core.finding import Severity, Suggestion
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.rewrite import BASELINE, TARGET, Advisor, Candidate, Request, Strategy
from okrlint.core.rule import BoundRule, Scope
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.engine.asked import Asked
from okrlint.engine.elements import own_spans
from okrlint.engine.verdict import Verdict, findings

SHOWN = 3
"""Alternatives that a person gets; more would be a list to work through."""
TRIED = 10
"""Candidates that are judged before the question is asked in their place."""
_LOW, _HIGH = "31", "45"
"""Stand-ins for the blanks: figures that no rule about round, extreme or impossible numbers minds."""


class Advised(NamedTuple):
    """What a finding comes with: wording, or the question to ask where there is none."""

    suggestions: tuple[Suggestion, ...] = ()
    question: str = ""


def filled(text: str, *, rises: bool) -> str:
    """A text with stand-ins in its blanks."""
    low, high = (_LOW, _HIGH) if rises else (_HIGH, _LOW)
    return text.replace(BASELINE, low).replace(TARGET, high)


def _trial(objective: str, key_result: str = "") -> Document:
    """A document of one objective, and of one key result where there is one."""
    source = Source("candidate.md", f"{objective}\n{key_result}\n")
    below = (KeyResult(Text.verbatim(key_result, len(objective) + 1)),) if key_result else ()
    return Document(source, "markdown", (Objective(Text.verbatim(objective, 0), key_results=below),))


NO_ADVICE = Advised()


_Minding = tuple[Asked, frozenset[str]]
"""Rules that may speak against a proposal, and what they need to know."""


class Guide:
    """Asks an advisor and judges what it proposes by the rules of the run."""

    def __init__(self, advisor: Advisor, rules: Sequence[BoundRule], analyse: Analyser) -> None:
        self.advisor, self.rules, self.analyse = advisor, rules, analyse
        self._judged: dict[tuple[str, str, str, bool], bool] = {}
        self._known: dict[tuple[str, Scope], _Minding] = {}

    def _minding(self, mended: str, scope: Scope) -> _Minding:
        """The rules of a scope that may speak against a proposal: the one that is to be mended, and those that warn."""
        if (mended, scope) not in self._known:
            rules = [
                bound
                for bound in self.rules
                if bound.rule.applies_to == scope
                and "before" not in bound.needs
                and (bound.rule.code == mended or (bound.severity >= Severity.WARNING and not bound.muted))
            ]
            self._known[mended, scope] = Asked(rules), frozenset[str]().union(*(bound.needs for bound in rules))
        return self._known[mended, scope]

    def _speaks(self, document: Document, mended: str, scope: Scope) -> bool:
        """Whether a rule that minds finds something in a document."""
        asked, needs = self._minding(mended, scope)
        facts = self.analyse(document, needs)
        if scope == "objective":
            return any(findings(bound, one, facts) for one in document.objectives for _, bound in asked.about(scope))
        return any(
            findings(bound, one, facts)
            for one in document.key_results
            for _, bound in asked.about_key_result(facts.labels.get(one.text))
        )

    def accepts(self, candidate: Candidate, objective: str, mended: str, *, stands_for_objective: bool = False) -> bool:
        """Whether a candidate, with its blanks filled, raises neither what it should mend nor any warning."""
        text = filled(candidate.suggestion.text, rises=candidate.rises)
        key = (text, objective, mended, stands_for_objective)
        if key not in self._judged:
            self._judged[key] = self._is_clean(*key)
        return self._judged[key]

    def _is_clean(self, text: str, objective: str, mended: str, stands_for_objective: bool) -> bool:
        """Whether neither the rule that is to be mended nor any warning speaks about a text."""
        trial = _trial(text) if stands_for_objective else _trial(objective, text)
        return not self._speaks(trial, mended, "objective" if stands_for_objective else "key_result")

    def _accepts_for(self, candidate: Candidate, request: Request, mended: str) -> bool:
        """Whether a candidate is clean where it is to stand."""
        stands_for_objective = request.key_result is None and candidate.suggestion.replaces is not None
        objective = request.objective.text.value
        return self.accepts(candidate, objective, mended, stands_for_objective=stands_for_objective)

    def advised(self, request: Request, mended: str, given: Set[str] = frozenset()) -> Advised:
        """Wording for an element that a rule, by its code, has found something in; none of what was `given` before."""
        advice = self.advisor(request)
        seen = {node.text.value for node in request.objective.key_results} | {request.objective.text.value} | given
        found: list[Suggestion] = []
        for candidate in islice(advice.candidates, TRIED):
            own = candidate.suggestion.text
            is_new = own not in seen or (candidate.suggestion.replaces is None and own not in given)
            if is_new and own not in {one.text for one in found} and self._accepts_for(candidate, request, mended):
                found.append(candidate.suggestion)
            if len(found) == SHOWN:
                break
        return Advised(tuple(found), "" if found else advice.question)

    def for_verdicts(self, spoken: Sequence[Verdict], document: Document, facts: Facts) -> Mapping[int, Advised]:
        """Wording for verdicts, by their number: for each element at the first that has a rule with wording.

        What one key result of an objective is offered is not offered to the next: it is measured once.
        """
        self._judged.clear()
        pairs = ((verdict.bound, verdict.finding.span) for verdict in spoken)
        found: dict[int, Advised] = {}
        given: dict[int, set[str]] = {}
        for number, bound, (objective, key_result) in wanting(pairs, document):
            if bound.rule.rewrite:
                known = given.setdefault(id(objective), set())
                request = request_for(bound.rule.rewrite, objective, key_result, facts)
                found[number] = self.advised(request, bound.rule.code, known)
                known.update(one.text for one in found[number].suggestions)
        return found


Node = tuple[Objective, KeyResult | None]
"""An objective, or a key result with its objective."""


class Places(NamedTuple):
    """Objectives and key results by the places of their ids, sentences and fields."""

    spans: Sequence[Span]
    nodes: Sequence[Node]

    @classmethod
    def of(cls, document: Document) -> Places:
        """Those of a document."""
        nodes: list[Node] = [(objective, None) for objective in document.objectives]
        nodes += [(objective, one) for objective in document.objectives for one in objective.key_results]
        found = [(span, number) for number, node in enumerate(nodes) for span in own_spans(node[1] or node[0])]
        found.sort()
        return cls([span for span, _ in found], [nodes[number] for _, number in found])

    def at(self, span: Span) -> Node | None:
        """The one that a span starts in."""
        place = bisect_right(self.spans, span.start, key=lambda one: one.start) - 1
        if place < 0 or span.start >= max(self.spans[place].end, self.spans[place].start + 1):
            return None
        return self.nodes[place]


def wanting(spoken: Iterable[tuple[BoundRule, Span]], document: Document) -> Iterator[tuple[int, BoundRule, Node]]:
    """Who gets wording: each element once, for the first rule with wording that speaks of it, by number.

    `spoken` are rules and where they found something, in order; `document` has nothing that is struck out.
    """
    places, done = Places.of(document), set[int]()
    for number, (bound, span) in enumerate(spoken):
        node = places.at(span) if bound.rule.rewrite else None
        if node is not None and id(node[1] or node[0]) not in done:
            done.add(id(node[1] or node[0]))
            yield number, bound, node


def request_for(strategy: Strategy, objective: Objective, key_result: KeyResult | None, facts: Facts) -> Request:
    """What is asked about an element, with what is known of it and its neighbours."""
    node = key_result or objective
    others = [
        facts.measures[one.text]
        for one in objective.key_results
        if one is not key_result and one.text in facts.measures
    ]
    return Request(
        strategy=strategy,
        objective=objective,
        key_result=key_result,
        labels=facts.labels.get(node.text),
        others=tuple(others),
    )
