"""Where in a tree of keys and values a reader stands, and what it has read on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from okrlint.core import lazy_re as re
from okrlint.core.model import Cycle, Field, Objective
from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.formats import tree
from okrlint.formats.periods import find_period
from okrlint.formats.records import Record, cycle_of, fields_of

_YEAR = re.compile(r"(?:FY)?\d{4}")
_PART = re.compile(r"[QHT][1-4]", re.IGNORECASE)
_INHERITED = frozenset({"owner", "due", "start", "parent", "period"})


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for everything below a place in the tree.

    `expected` is the role of the key ("objective" or "goal") that announced objectives, `okr` whether it said so by
    name, `groups` what the keys or titles here name ("team" or "period"), `under` the index of the objective around,
    `result` the number of the key result around. `around` is the period of the whole file, a year perhaps.
    """

    cycle: Cycle | None = None
    team: Text | None = None
    fields: tuple[Field, ...] = ()
    expected: str = ""
    okr: bool = False
    groups: str = ""
    under: int | None = None
    result: int | None = None
    around: Cycle | None = None

    def expecting(self, role: str, key: tree.Scalar) -> Context:
        """Below a key that announces objectives; it may name their period ("Q3 objectives")."""
        okr = self.okr or "okr" in key.value.casefold()
        return replace(self, expected=role, okr=okr, groups="", cycle=_period(key) or self.cycle)

    def below(self, key: tree.Scalar, role: str) -> Context:
        """Below any other key; what is expected holds on through groups and names only."""
        groups = role if role in ("team", "period") else "" if role else self.groups
        if role and not groups:
            return replace(self, expected="", okr=False, groups="")
        own = None if role or groups == "period" else _period(key)
        return replace(self, groups=groups, cycle=own or self.cycle)

    def inside(self, objective: Objective) -> Context:
        """Inside an objective."""
        return replace(self, result=None, cycle=objective.cycle, team=objective.team, fields=(), groups="")

    def named(self, name: tree.Scalar | None) -> Context:
        """Inside one of the groups."""
        if name is None or not self.groups:
            return replace(self, groups="")
        if self.groups == "team":
            return replace(self, groups="", team=name.text)
        return replace(self, groups="", cycle=_within(self.cycle or self.around, name) or self.cycle)

    def within(self, record: Record) -> Context:
        """Inside a mapping that states a period, a team or other fields for all in it."""
        team = record.scalar("team")
        own = tuple(field for field in fields_of(record) if field.name in _INHERITED)
        taken = {field.name for field in own}
        return replace(
            self,
            cycle=cycle_of(record) or self.cycle,
            team=team.text if team else self.team,
            fields=(*own, *(field for field in self.fields if field.name not in taken)),
        )


def _within(year: Cycle | None, name: tree.Scalar) -> Cycle | None:
    """The period that a group is named after; it may be a quarter of the year around it."""
    value = f"Q{name.value}" if name.value in ("1", "2", "3", "4") else name.value
    if year and _YEAR.fullmatch(year.label) and (part := _PART.fullmatch(value)):
        return Cycle(f"{year.label}-{part[0].upper()}", name.text)
    return find_period(name.text)


def _period(key: tree.Scalar) -> Cycle | None:
    return find_period(key.text) if len(key.value) <= 60 else None


def is_period(key: tree.Scalar) -> bool:
    """Whether a key names a period and little else."""
    found = _period(key)
    return found is not None and found.text is not None and len(found.text) * 2 >= len(key.value)


def nowhere(span: Span) -> Text:
    """The text of an objective that nobody stated."""
    return Text.verbatim("", span.start)
