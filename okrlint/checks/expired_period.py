"""Find documents whose period is over."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.periods import days_of
from okrlint.core.text import Text

_CLOSED = re.compile(
    r"\b(?:closed|archived?|completed?|done|graded|scored|final|retrospective|review)\b", re.IGNORECASE
)

_ARCHIVE = re.compile(r"(?<![a-z])(?:archived?|retro(?:spectives?)?|history|past|previous|old)(?![a-z])", re.IGNORECASE)


def _is_closed(objective: Objective) -> bool:
    """Whether somebody has drawn the line under an objective: a final score, or a status that says so."""
    nodes: tuple[Objective | KeyResult, ...] = (objective, *objective.key_results)
    status = " ".join(str(node.field("status") or "") for node in nodes)
    return bool(_CLOSED.search(status)) or any(node.field("score") for node in nodes)


def _is_archived(document: Document) -> bool:
    """Whether the path, or the first line, says that the document is kept as a record."""
    first = document.source.text.lstrip().partition("\n")[0][:200]
    return any(_ARCHIVE.search(words) for words in (document.source.path, first))


def _place(document: Document, objective: Objective) -> Text:
    """Where the period is stated, else the objective, else its first key result."""
    cycle = objective.cycle or document.cycle
    stated = (cycle.text if cycle else None) or objective.field("period") or document.field("period")
    return stated or objective.text or next((one.text for one in objective.key_results), objective.text)


def check(document: Document, facts: Facts, *, grace: int = 0) -> Iterator[Finding]:
    """The latest period of a document that ended more than `grace` days ago; nothing where a later one is stated."""
    if facts.today is None or not document.objectives or _is_archived(document):
        return
    labels = {document.period_of(objective): objective for objective in reversed(document.objectives)}
    ends = {label: days.last for label in labels if (days := days_of(label))}
    if not ends or len(ends) < len(labels):
        return
    label = max(ends, key=lambda one: ends[one])
    current = [one for one in document.objectives if document.period_of(one) == label]
    past = (facts.today - ends[label]).days
    if past > grace and not all(map(_is_closed, current)):
        fields = {"period": label.replace("-", " "), "days": f"{past} day{'s' * (past != 1)}"}
        yield Finding(_place(document, labels[label]).strip(" ,;:–—-()").span(), fields)
