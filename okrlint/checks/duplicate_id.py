"""Find two objectives, or two key results, with one id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Edit, Finding, Fix, Related
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.text import Text

_TWO_NUMBERS = re.compile(r"\d\D+\d")
_LABELS = frozenset({"o", "kr", "obj", "objective", "key result", "okr"})
"""What stands in front of a sentence and is no id."""

_LAST_NUMBER = re.compile(r"(.*?)(?<!\d)(\d+)$", re.DOTALL)


def _scopes(document: Document) -> Iterator[list[Objective]]:
    """The objectives of one team and period, under one objective where they are nested."""
    scopes: dict[tuple[str, str, int | None], list[Objective]] = {}
    for objective in document.objectives:
        key = (document.team_of(objective), document.period_of(objective), objective.under)
        scopes.setdefault(key, []).append(objective)
    yield from scopes.values()


def _start_over(objectives: Sequence[Objective]) -> bool:
    """Whether plain ids of key results are numbered within each objective: two sets begin with the same one."""
    firsts = [next((kr.id.value for kr in objective.key_results if kr.id), None) for objective in objectives]
    named = [first for first in firsts if first]
    return len(set(named)) < len(named)


def _key_result_scopes(objectives: Sequence[Objective]) -> Iterator[list[KeyResult]]:
    """Key results whose ids must differ: of one set, and of all sets where the ids say so."""
    everywhere = [kr for objective in objectives for kr in objective.key_results if kr.id]
    if not _start_over(objectives):
        yield everywhere
        return
    yield [kr for kr in everywhere if kr.id and _TWO_NUMBERS.search(kr.id.value)]
    for objective in objectives:
        yield [kr for kr in objective.key_results if kr.id and not _TWO_NUMBERS.search(kr.id.value)]


def _pairs(nodes: Sequence[Objective | KeyResult]) -> Iterator[tuple[Text, Text]]:
    """The ids that were given before, each with the earlier one."""
    seen: dict[str, Text] = {}
    for node in nodes:
        if node.id and node.id.value.casefold() not in _LABELS:
            first = seen.setdefault(node.id.value.casefold(), node.id)
            if first is not node.id:
                yield first, node.id


def _renumbered(document: Document, second: Text, taken: Sequence[str]) -> tuple[Fix, ...]:
    """The fix that gives the next free number, where nothing else speaks of the id."""
    match = _LAST_NUMBER.match(second.value)
    uses = re.findall(rf"(?<![\w.]){re.escape(second.value)}(?!\w|[.-]\w)", document.source.text, re.IGNORECASE)
    if match is None or len(uses) != 2 or re.search(rf"{re.escape(second.value)}[.-]\w", document.source.text):
        return ()
    numbers = [int(m[2]) for one in taken if (m := _LAST_NUMBER.match(one)) and m[1].casefold() == match[1].casefold()]
    free = str(max(numbers) + 1)
    edit = Edit(second.span(*match.span(2)), free)
    return (Fix(f"Renumber it {match[1]}{free}", (edit,), safe=True),)


def _findings(document: Document, nodes: Sequence[Objective | KeyResult], kind: str) -> Iterator[Finding]:
    taken = [node.id.value for node in nodes if node.id]
    for first, second in _pairs(nodes):
        fields = {"id": second.value, "kind": kind, "where": document.source.where(first.span().start)}
        related = Related(first.span(), "the same id")
        fixes = _renumbered(document, second, taken)
        yield Finding(second.span(), fields, related=(related,), fixes=fixes)


def check(document: Document, _facts: Facts) -> Iterator[Finding]:
    """Ids given twice to objectives of one team and period, or to their key results.

    Key results that are numbered anew under every objective (KR1, KR2) only have to differ within it.
    """
    for objectives in _scopes(document):
        yield from _findings(document, objectives, "objective")
        for key_results in _key_result_scopes(objectives):
            yield from _findings(document, key_results, "key result")
