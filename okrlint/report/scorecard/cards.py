"""What the scorecard says, as plain data: this is also what a template of the user's own gets."""

from __future__ import annotations

from dataclasses import dataclass

from okrlint.report.scorecard.pictures import Picture

KINDS = ("outcome", "output", "activity", "uncertain", "not judged")
"""What a key result can be, in the order of the charts."""


_PLURALS = {"outcome": "outcomes", "output": "outputs", "activity": "activities"}


def counted_kind(kind: str, count: int) -> str:
    """A number of key results of a kind: "3 outcomes", "1 activity", "2 uncertain"."""
    return f"{count} {kind if count == 1 else _PLURALS.get(kind, kind)}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: so many key results of a kind; `start` and `width` are per cent of all."""

    kind: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many key results are of which kind, in the order of `KINDS`."""

    counts: tuple[int, ...] = (0,) * len(KINDS)

    @property
    def total(self) -> int:
        """All key results."""
        return sum(self.counts)

    @property
    def judged(self) -> int:
        """The key results about which the classifier said something, also that it is uncertain."""
        return sum(self.counts[:-1])

    @property
    def outcomes(self) -> int:
        """The key results that are outcomes."""
        return self.counts[0]

    @property
    def percent(self) -> int | None:
        """Outcomes in 100 key results that were judged; None where none was."""
        return round(100 * self.outcomes / self.judged) if self.judged else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a bar, empty ones left out."""
        found, before = [], 0
        for kind, count in zip(KINDS, self.counts, strict=True):
            if count:
                found.append(Part(kind, count, 100 * before / self.total, 100 * count / self.total))
            before += count
        return tuple(found)

    @property
    def told(self) -> str:
        """The bar in words: "3 outcomes, 1 output"."""
        return ", ".join(counted_kind(part.kind, part.count) for part in self.parts) or "no key results"

    def __add__(self, other: Share) -> Share:
        return Share(tuple(one + more for one, more in zip(self.counts, other.counts, strict=True)))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings of which severity."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def total(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.infos

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.errors + other.errors, self.warnings + other.warnings, self.infos + other.infos)


@dataclass(frozen=True, slots=True)
class Wording:
    """Another wording, offered to people, with the reason for it."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding. `place` is "line:column", or what people call the place in a file without lines.

    `question` is what to ask where there is no wording; "" for nothing special.
    """

    code: str
    name: str
    severity: str
    message: str
    path: str
    place: str
    url: str = ""
    confidence: float = 1.0
    wordings: tuple[Wording, ...] = ()
    related: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class KeyResultCard:
    """A key result. `probability` is that of its kind, in per cent, or of being an outcome where it is uncertain.

    `facts` are what it measures, from where to where, of whom and by when, and what may be wrong with that.
    """

    text: str
    id: str
    place: str
    kind: str
    probability: int | None = None
    reason: str = ""
    facts: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    struck: bool = False


@dataclass(frozen=True, slots=True)
class ObjectiveCard:
    """An objective with its key results; `text` is "" where nobody stated it."""

    anchor: str
    text: str
    id: str
    path: str
    place: str
    owner: str = ""
    notes: tuple[Note, ...] = ()
    key_results: tuple[KeyResultCard, ...] = ()
    struck: bool = False


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """What a team has for one period; `label` is "" where none is stated."""

    label: str
    anchor: str
    share: Share
    counts: Counts
    objectives: tuple[ObjectiveCard, ...]

    @property
    def stated(self) -> int:
        """How many objectives are stated and stand."""
        return sum(bool(one.text) and not one.struck for one in self.objectives)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a team should talk about, with the finding that it comes from and how many there are like it."""

    text: str
    why: str
    note: Note
    about: str
    anchor: str
    times: int


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team, or a file where no team is named; `notes` are findings about a file as a whole."""

    name: str
    anchor: str
    is_file: bool
    periods: tuple[PeriodCard, ...]
    share: Share
    counts: Counts
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()
    score: int | None = None

    @property
    def stated(self) -> int:
        """How many objectives are stated and stand."""
        return sum(period.stated for period in self.periods)


@dataclass(frozen=True, slots=True)
class Defect:
    """A rule with how often it spoke, in all and by the anchor of the team, the most frequent team first."""

    code: str
    name: str
    severity: str
    summary: str
    url: str
    count: int
    by_team: dict[str, int]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All that the page says. `score` is only there where somebody asked for it."""

    today: str
    version: str
    files: int
    objectives: int
    teams: tuple[TeamCard, ...]
    share: Share
    counts: Counts
    defects: tuple[Defect, ...]
    pictures: tuple[Picture, ...]
    unlinked: int
    empty: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    score: int | None = None
    formula: str = ""
