"""Find teams that have more objectives in one period than anybody can keep in mind."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, Objective


def _groups(document: Document) -> Iterator[list[Objective]]:
    """The objectives of one team and period, and under one objective where they are nested; each text once."""
    groups: dict[tuple[str, str, int | None], dict[str, Objective]] = {}
    for objective in document.objectives:
        if objective.stated:
            key = (document.team_of(objective), document.period_of(objective), objective.under)
            groups.setdefault(key, {}).setdefault(objective.text.value.casefold(), objective)
    for group in groups.values():
        yield list(group.values())


def check(document: Document, _facts: Facts, *, most: int = 5) -> Iterator[Finding]:
    """The first objective beyond `most`, in every team and period."""
    for group in _groups(document):
        if len(group) > most:
            fields = {"place": str(most + 1), "count": str(len(group)), "most": str(most)}
            yield Finding(group[most].text.span(), fields)
