"""Find teams that have more objectives in one period than anybody can keep in mind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.purpose import is_purpose
from okrlint.core.units import is_unit

_TAG = re.compile(r"\[([^\]\d]{2,30})\](?!\()")


def _tags_at(document: Document, node: Objective | KeyResult) -> set[str]:
    """The tags in brackets that stand behind an element in its line and name whose it is: "[Kitchen]"."""
    end = node.text.span().end
    line, _ = document.source.line_column(end)
    tags = _TAG.findall(document.source.text[end : document.source.line_span(line).end])
    return {tag.casefold() for tag in tags if not is_purpose(tag)}


def _tags(document: Document, objective: Objective) -> str:
    """The tags of an objective, else those of its key results."""
    if "[" not in document.source.text:
        return ""
    own = _tags_at(document, objective)
    return " ".join(sorted(own.union(*(() if own else (_tags_at(document, one) for one in objective.key_results)))))


def _owner(objective: Objective) -> str:
    """Who owns an objective, or all of its key results where a table says it there; "" where nobody does."""
    if own := objective.field("owner"):
        return str(own).casefold()
    owners = {str(one.field("owner") or "").casefold() for one in objective.key_results}
    return owners.pop() if len(owners) == 1 else ""


def _by_owner(objectives: Sequence[Objective]) -> Iterator[list[Objective]]:
    """Objectives by their owners, where these stand for teams: they are named so, or own several each."""
    owners = [_owner(objective) for objective in objectives]
    counts = Counter(owner for owner in owners if owner)
    if not counts or not all(count > 1 or is_unit(owner) for owner, count in counts.items()):
        yield list(objectives)
        return
    for owner in dict.fromkeys(owners):
        yield [objective for objective, whose in zip(objectives, owners, strict=True) if whose == owner]


def _groups(document: Document) -> Iterator[list[Objective]]:
    """The objectives of one team and period, each text once; those within another objective are parts of it."""
    groups: dict[tuple[str, str, str], dict[str, Objective]] = {}
    for objective in document.objectives:
        if objective.stated and objective.under is None:
            key = (document.team_of(objective), document.period_of(objective), _tags(document, objective))
            groups.setdefault(key, {}).setdefault(objective.text.value.casefold(), objective)
    several = len({tags for *_, tags in groups if tags}) > 1
    for (*_, tags), group in groups.items():
        if several and not tags:
            continue  # nobody can tell whose they are
        yield from _by_owner(list(group.values()))


def check(document: Document, _facts: Facts, *, most: int = 5) -> Iterator[Finding]:
    """The first objective beyond `most`, in every team and period.

    Teams are told by their field or heading, by tags behind the objectives, or by owners that stand for teams.
    """
    for group in _groups(document):
        if len(group) > most:
            fields = {"place": str(most + 1), "count": str(len(group)), "most": str(most)}
            yield Finding(group[most].text.span(), fields)
