"""What a key result measures, in a line for people."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.measure import Measure, Value
from okrlint.report.safe import one_line


def _value(value: Value) -> str:
    """A number as its author wrote it."""
    return one_line(value.words.text)


def _level(measure: Measure) -> str:
    """From where to where: "from 31 to 45 %", "at least 40"."""
    start = f"from {_value(measure.baseline)} " if measure.baseline else ""
    if measure.target:
        return f"{start}to {_value(measure.target)}"
    return f"{start}by {_value(measure.change)}" if measure.change else start.rstrip()


def level(measure: Measure) -> str:
    """From where to where, short: "31 → 45 %", "→ 40", "by a third"; "" where no number is said."""
    if measure.target:
        return f"{_value(measure.baseline) if measure.baseline else '?'} → {_value(measure.target)}"
    if measure.change:
        return f"{measure.direction or 'changes'} by {_value(measure.change)}"
    return f"{_value(measure.baseline)} → ?" if measure.baseline else ""


def details(measure: Measure) -> Iterator[str]:
    """Per what, in which time, of whom and by when."""
    for lead, words in (
        ("per", measure.per),
        ("within", measure.window),
        ("of", measure.population),
        ("by", measure.deadline),
    ):
        if words:
            yield f"{lead} {one_line(words.text)}"


def _pieces(measure: Measure) -> Iterator[str]:
    if measure.metric:
        yield one_line(measure.metric.text)
    yield _level(measure)
    yield measure.direction or ""
    yield measure.comparison or ""
    yield from details(measure)


def told(measure: Measure) -> str:
    """The measure in a line: "churn, from 4 % to 3 %, down, by June"."""
    return ", ".join(piece for piece in _pieces(measure) if piece)
